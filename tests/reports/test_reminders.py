"""Who owes a report is reminded three days before, on the last day and once when late; nobody else is, and never twice."""

from datetime import date, timedelta

import pytest

from portal.accounts.services import close_account
from portal.core import clock, jobs
from portal.core.models import Job
from portal.core.notices.models import Notice
from portal.core.notices.services import see_all
from portal.core.periods import Period
from reports import reminders
from reports.models import ReportRule
from reports.services import begin_report, issue_report
from tests.factories import people, rows
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db
# The common rule: the month's report is in time until the ninth of the next month.
DUE = date(2019, 11, 9)


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


def remind_on(day):
    with clock.pinned_to(day):
        reminders.remind(by=SYSTEM)


def told(*actors):
    """What each of these people was told: the kind, of which unit, and what."""
    people_of = [actor.user.pk for actor in actors]
    found = Notice.objects.filter(user__in=people_of).order_by("user", "id")
    return [(row.kind, row.place, row.text) for row in found]


BEFORE = ("reports.due", "Xã Phước Ninh", "Báo cáo tháng 10 năm 2019: hạn gửi 09/11/2019.")
LATE = ("reports.late", "Xã Phước Ninh", "Báo cáo tháng 10 năm 2019 chưa gửi, quá hạn từ 09/11/2019.")


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (-4, []),
        (-3, [BEFORE]),
        (-1, [BEFORE]),
        (0, [BEFORE]),
        (1, [LATE]),
        (reminders.LATE_FOR, [LATE]),
        (reminders.LATE_FOR + 1, []),
    ],
)
def test_who_is_first_reminded_on_a_day_is_told_how_it_stands(officer, days, says):
    remind_on(DUE + timedelta(days=days))
    assert told(officer) == says


def test_day_by_day_there_are_three_reminders_and_no_more(officer):
    for days in range(-10, 20):
        for _run in range(2):
            remind_on(DUE + timedelta(days=days))
    assert told(officer) == [BEFORE, BEFORE, LATE]
    assert {row.due_on for row in Notice.objects.all()} == {DUE}


def test_an_issued_report_is_reminded_of_no_more_and_a_draft_is(officer, country):
    rows.letterhead(country.commune, by=officer)
    report = begin_report(by=officer, unit=country.commune, period=Period.parse("2019-10"))
    remind_on(DUE - timedelta(days=3))
    assert told(officer) == [BEFORE]
    see_all(by=officer)
    issue_report(by=officer, report=report, version=report.version)
    remind_on(DUE)
    remind_on(DUE + timedelta(days=1))
    assert told(officer) == [BEFORE]


def test_issuing_takes_back_the_reminders_that_nobody_has_seen_yet(officer, country):
    neighbour = people.officer(country.neighbour)
    rows.letterhead(country.commune, by=officer)
    report = begin_report(by=officer, unit=country.commune, period=Period.parse("2019-10"))
    for day in (DUE - timedelta(days=3), DUE, DUE + timedelta(days=1)):
        remind_on(day)
    assert told(officer) == [BEFORE, BEFORE, LATE]
    issue_report(by=officer, report=report, version=report.version)
    assert told(officer) == []
    assert len(told(neighbour)) == 3


def test_those_who_may_issue_the_units_report_are_told_and_nobody_else(country, officer):
    leader, head = people.leader(country.commune), people.officer(country.hamlet)
    neighbour = people.officer(country.neighbour)
    others = [
        people.reporter(country.commune),
        people.administrator(country.commune),
        people.officer(country.district),
        people.officer(country.province),
        people.officer(country.new_commune),
    ]
    gone = people.officer(country.commune)
    close_account(by=SYSTEM, user=gone.user)
    remind_on(DUE)
    assert told(officer) == told(leader) == [BEFORE]
    assert [place for _kind, place, _text in told(head)] == ["Ấp 1"]
    assert [place for _kind, place, _text in told(neighbour)] == ["Xã Phước Minh"]
    assert told(*others, gone) == []


def test_a_reminder_follows_the_rule_of_the_unit(country, officer):
    neighbour = people.officer(country.neighbour)
    rule = {"cut_off": "calendar", "due_day": 20, "due_month_offset": 1, "basis": "Quy định riêng"}
    ReportRule.objects.create(unit=country.neighbour, kind="month", **rule)
    remind_on(date(2019, 11, 17))
    assert [text for _kind, _place, text in told(neighbour)] == [
        "Báo cáo tháng 10 năm 2019: hạn gửi 20/11/2019."
    ]
    assert told(officer) == []


def test_the_job_reminds_by_itself_and_not_where_reminders_are_off(officer, settings):
    settings.REPORT_REMINDERS = False
    with clock.pinned_to(DUE):
        jobs.requeue_recurring()
        jobs.drain()
        assert told(officer) == []
        settings.REPORT_REMINDERS = True
        jobs.requeue(Job.objects.get(handler="reports.remind"))
        jobs.drain()
    assert told(officer) == [BEFORE]


def test_the_notice_leads_to_what_is_owed(country, officer):
    from tests.architecture.world import client_of

    remind_on(DUE)
    [notice] = Notice.objects.filter(user=officer.user)
    answer = client_of(officer).post("/thong-bao/mo/", {"notice": notice.public_id})
    assert answer.url == "/bao-cao/"
