"""Open due times follow the table of days off; what is said beside one that runs over a year without a table."""

from datetime import date

import pytest
from django.db import OperationalError
from django.urls import reverse

from portal.accounts.actor import SystemActor
from portal.core import audit, clock
from portal.core.holidays import DayRow, write_rows
from portal.core.models import AuditEntry, Holiday
from portal.core.working_time import forget_known_years
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.rows import at, tip, transition
from tips import deadline_recount, selectors
from tips.models import Tip
from tips.tables import TipTable

pytestmark = pytest.mark.django_db
BY = SystemActor("tests")


def new_holiday(day: date):
    return write_rows(by=BY, rows=[DayRow(day, "off", "Nghỉ đột xuất")])


def stored(row):
    return Tip.objects.unscoped("test").get(pk=row.pk)


def due_of(row):
    row.refresh_from_db()
    return row.due_at


@pytest.fixture
def friday(country):
    """Three tips of Friday 6 December 2019: one owed in working hours, one done in time, one of a clock in days."""
    with clock.pinned_to(at("2019-12-06", 16)):
        owed = tip(country.hamlet, received_at=at("2019-12-06", 14))
        done = tip(country.hamlet, received_at=at("2019-12-06", 14))
        transition(done, "assign", by=people.officer(country.commune))
        crime = tip(country.hamlet, received_at=at("2019-12-06", 14), category="theft")
        transition(crime, "classify", by=people.officer(country.commune), nature="crime")
    return owed, done, crime


def test_a_new_day_off_moves_only_what_is_still_owed_and_counts_working_time(friday):
    owed, done, crime = friday
    before = [due_of(row) for row in friday]
    assert before[0] == at("2019-12-09", 14)
    assert new_holiday(date(2019, 12, 9)).recounted == 1
    assert due_of(owed) == at("2019-12-10", 14)
    assert [due_of(done), due_of(crime)] == before[1:]
    entry = AuditEntry.objects.get(action="tip.recount")
    assert (entry.object_id, entry.custodian_id) == (owed.public_id, owed.commune_id)
    # The day taken out again, the due time comes back; given twice, nothing moves.
    assert write_rows(by=BY, rows=[DayRow(date(2019, 12, 9), "")]).recounted == 1
    assert due_of(owed) == before[0]
    assert write_rows(by=BY, rows=[DayRow(date(2019, 12, 9), "")]).recounted == 0


@pytest.mark.parametrize("day", [date(2019, 12, 5), date(2019, 12, 10)])
def test_days_outside_the_time_of_a_tip_leave_it_alone(friday, day):
    assert new_holiday(day).recounted == 0


def test_what_came_on_the_last_day_is_counted_anew_and_what_came_after_it_is_not(country):
    moments = (at("2019-12-06", 23, 59, 59), at("2019-12-07", 0))
    with clock.pinned_to(at("2019-12-07", 8)):
        rows = [tip(country.hamlet, received_at=moment) for moment in moments]
    # Both are wrong; the second is none of the span's.
    wrong = at("2020-01-01")
    Tip.objects.unscoped("test").update(due_at=wrong)
    assert deadline_recount.recount(by=BY, first=date(2019, 12, 6), last=date(2019, 12, 6)) == 1
    assert [due_of(row) == wrong for row in rows] == [False, True]


@pytest.mark.parametrize("way", ["assign", "void"])
def test_what_a_colleague_moved_on_before_its_row_was_locked_is_left_alone(friday, monkeypatch, way):
    owed, _done, _crime = friday
    colleague = people.officer(owed.commune)
    before, lock = due_of(owed), deadline_recount.lock_row

    def later(row):
        with monkeypatch.context() as patch:
            patch.setattr(deadline_recount, "lock_row", lock)
            transition(stored(owed), way, by=colleague)
        return lock(row)

    Holiday.objects.create(day=date(2019, 12, 9), kind="off", name="Nghỉ đột xuất")
    forget_known_years()
    monkeypatch.setattr(deadline_recount, "lock_row", later)
    assert deadline_recount.recount(by=BY, first=date(2019, 12, 9), last=date(2019, 12, 9)) == 0
    assert due_of(owed) == before


def test_a_due_time_whose_move_the_audit_cannot_keep_stays(friday, monkeypatch):
    owed, _done, _crime = friday
    before = due_of(owed)
    Holiday.objects.create(day=date(2019, 12, 9), kind="off", name="Nghỉ đột xuất")
    forget_known_years()

    def full(**given):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(audit, "record", full)
    with pytest.raises(OperationalError):
        deadline_recount.recount(by=BY, first=date(2019, 12, 9), last=date(2019, 12, 9))
    assert due_of(owed) == before


def test_a_complaint_that_rose_is_counted_from_its_arrival(country):
    officer = people.officer(country.commune)
    with clock.pinned_to(at("2019-12-02", 9)):
        risen = tip(country.hamlet, by=officer, received_at=at("2019-11-20", 9))
        transition(risen, "classify", by=officer, category="misconduct", nature="denunciation")
    before = due_of(risen)
    assert new_holiday(date(2019, 11, 25)).recounted == 0
    assert due_of(risen) == before
    assert new_holiday(date(2019, 12, 4)).recounted == 1
    assert (before, due_of(risen)) == (at("2019-12-09", 23, 59, 59), at("2019-12-10", 23, 59, 59))


def test_a_due_time_over_a_year_without_days_off_says_so_everywhere(country):
    officer = people.officer(country.commune)
    Holiday.objects.filter(day__year=2020).delete()
    with clock.pinned_to(at("2019-12-31", 16)):
        over = tip(country.hamlet, by=officer, received_at=at("2019-12-31", 15))
        within = tip(country.hamlet, by=officer, received_at=at("2019-12-30", 8))
        in_days = tip(country.hamlet, by=officer, received_at=at("2019-12-31", 15))
        transition(in_days, "classify", by=officer, nature="crime")
        client = client_of(officer)
        said = "hưa có lịch nghỉ lễ năm 2020"
        for row, is_said in ((over, True), (within, False), (in_days, False)):
            page = client.get(reverse("tips:detail", args=[row.public_id])).content.decode()
            assert (said in page) is is_said
        for address in (reverse("tips:list"), "/"):
            assert client.get(address, follow=True).content.decode().count(said) == 1


def test_a_list_without_such_years_asks_nothing_more(country, django_assert_num_queries):
    table = TipTable([])
    tip(country.hamlet)
    rows = list(selectors.tips(people.officer(country.commune)).values_list(*table.fields, named=True))
    table.drawn(rows)
    with django_assert_num_queries(0):  # the table of days off is read once a minute
        table.drawn(rows)
