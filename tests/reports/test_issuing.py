"""A report is begun once, edited by its own unit, issued once, numbered in its series and frozen for ever."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from django.db.utils import IntegrityError
from django.urls import reverse

from groups.services import edit_group
from portal.accounts.permissions import Role
from portal.core import clock, jobs
from portal.core.errors import Conflict, Refused
from portal.core.models import AuditEntry, Job
from portal.core.periods import Period
from reports import content, selectors
from reports.models import Report, ReportFile
from reports.rendering import TamperedContent, draw_issued
from reports.rules import rules_for
from reports.services import begin_report, issue_report, save_narrative, set_letterhead
from reports.tasks import draw_pdf
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.rows import at, group, letterhead, report, tip

pytestmark = pytest.mark.django_db
NOVEMBER = Period.parse("2019-11")


def stored(thing):
    return Report.objects.unscoped("test").get(pk=thing.pk)


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


def issue(kept, by, **more):
    return issue_report(by=by, report=kept, version=kept.version, **more)


# --- begin and edit -----------------------------------------------------------------------------
def test_a_report_is_begun_once_whoever_asks_again(country, officer):
    first = report(country.commune, by=officer)
    again = begin_report(by=people.leader(country.commune), unit=country.commune, period=NOVEMBER)
    assert again == first
    assert (first.due_on, first.cut_off, first.state) == (date(2019, 12, 9), "calendar", "draft")


@pytest.mark.parametrize(
    ("code", "begins"),
    [("2019-12", True), ("2020-01", False), ("2019", True), ("2020", False), ("2019-H2", True)],
)
def test_a_period_that_has_not_begun_has_no_report(country, officer, code, begins):
    def begin():
        return begin_report(by=officer, unit=country.commune, period=Period.parse(code))

    if begins:
        assert begin().period == Period.parse(code)
    else:
        with pytest.raises(Refused, match="chưa bắt đầu"):
            begin()


@pytest.mark.parametrize(("day", "begins"), [("2019-11-30", False), ("2019-12-01", True)])
def test_a_report_may_be_begun_from_the_first_day_of_its_period(country, day, begins):
    with clock.pinned_to(date.fromisoformat(day)):
        officer = people.officer(country.commune)
        if begins:
            assert begin_report(by=officer, unit=country.commune, period=Period.parse("2019-12")).pk
        else:
            with pytest.raises(Refused, match="chưa bắt đầu"):
                begin_report(by=officer, unit=country.commune, period=Period.parse("2019-12"))


WHO = {
    "officer": (lambda c: people.officer(c.commune), True),
    "leader": (lambda c: people.leader(c.commune), True),
    "neighbour": (lambda c: people.officer(c.neighbour), False),
    "hamlet head": (lambda c: people.officer(c.hamlet), False),
    "district": (lambda c: people.officer(c.district), False),
    "province": (lambda c: people.officer(c.province), False),
    "reporter": (lambda c: people.reporter(c.commune), False),
    "administrator": (lambda c: people.administrator(c.commune), False),
}


@pytest.mark.parametrize("who", WHO)
def test_only_the_units_own_people_write_its_report(country, officer, who):
    make, allowed = WHO[who]
    actor, kept = make(country), report(country.commune, by=officer)
    amendments = [
        lambda: begin_report(by=actor, unit=country.commune, period=NOVEMBER),
        lambda: save_narrative(
            by=actor, report=kept, version=kept.version, narrative={"situation": "Ổn định."}
        ),
        lambda: set_letterhead(by=actor, unit=country.commune, signer="Người khác"),
        lambda: issue(kept, actor),
    ]
    for act in amendments:
        if allowed:
            act()
        else:
            with pytest.raises(Refused):
                act()
    assert stored(kept).state == ("issued" if allowed else "draft")
    assert (stored(kept).narrative == {}) is (not allowed)


def test_two_who_write_at_once_and_the_second_conflicts(country, officer):
    mine = report(country.commune, by=officer)
    yours = stored(mine)
    save_narrative(by=officer, report=mine, version=1, narrative={"situation": "Của tôi"})
    with pytest.raises(Conflict):
        save_narrative(
            by=people.leader(country.commune), report=yours, version=1, narrative={"situation": "Của anh"}
        )
    assert stored(mine).narrative == {"situation": "Của tôi"}


def test_only_known_sections_within_their_length_are_kept(country, officer):
    kept = report(country.commune, by=officer)
    save_narrative(
        by=officer, report=kept, version=1, narrative={"situation": "  Tốt ", "plan": " ", "evil": "x"}
    )
    assert stored(kept).narrative == {"situation": "Tốt"}
    with pytest.raises(ValidationError) as problem:
        save_narrative(by=officer, report=kept, version=2, narrative={"plan": "x" * 6001, "situation": "Tốt"})
    assert list(problem.value.message_dict) == ["plan"]
    assert stored(kept).narrative == {"situation": "Tốt"}


# --- who sees -----------------------------------------------------------------------------------
def test_drafts_are_their_units_own_and_issued_ones_go_up_never_sideways(country, officer):
    kept = report(country.commune, by=officer)
    above = [people.officer(country.district), people.officer(country.province)]
    others = [
        people.officer(country.neighbour),
        people.officer(country.hamlet),
        people.administrator(country.commune),
    ]

    def seen_by(actors):
        return [set(selectors.reports(actor)) == {kept} for actor in actors]

    assert seen_by([officer, people.leader(country.commune)]) == [True, True]
    assert seen_by(above + others) == [False] * 5
    issue(kept, officer)
    assert seen_by(above) == [True, True]
    assert seen_by(others) == [False] * 3


# --- issue --------------------------------------------------------------------------------------
def test_issued_it_has_number_hash_moment_and_a_job_for_its_pdf(country, officer):
    kept = issue(report(country.commune, by=officer), officer)
    now = stored(kept)
    assert (now.state, now.number, now.number_year, now.symbol) == ("issued", 1, 2019, "BC-BCĐ")
    assert (now.issued_at, now.issued_by, now.issued_on) == (clock.now(), officer.user, date(2019, 12, 8))
    assert now.content_hash == content.content_digest(now.content)
    assert selectors.job_of(now).state == "queued"
    assert AuditEntry.objects.filter(action="report.submit", object_id=now.public_id).count() == 1


def test_issued_twice_the_second_is_refused_in_clear_words_and_changes_nothing(country, officer):
    kept = report(country.commune, by=officer)
    twin = stored(kept)
    issue(kept, officer)
    before = stored(kept)
    with pytest.raises(Refused, match="đã ban hành ngày 08/12/2019 và đã khóa"):
        issue(stored(kept), officer)
    with pytest.raises(Refused, match="đã khóa"):  # sent at the same moment: both had read the draft
        issue(twin, officer)
    with pytest.raises(Refused, match="đã khóa"):
        save_narrative(by=officer, report=stored(kept), version=2, narrative={"plan": "Muộn"})
    after = stored(kept)
    assert (after.version, after.number, after.content_hash) == (
        before.version,
        before.number,
        before.content_hash,
    )
    assert Job.objects.count() == 1


def test_without_a_signer_nothing_is_issued(country, officer):
    kept = begin_report(by=officer, unit=country.commune, period=NOVEMBER)
    with pytest.raises(ValidationError, match="người ký"):
        issue(kept, officer)
    assert stored(kept).state == "draft"
    assert not Job.objects.exists()


def test_what_was_issued_never_changes_whatever_happens_to_the_data(country, officer):
    zalo = group(country.hamlet, name="Nhóm đầu")
    tip(country.hamlet, received_at=at("2019-11-05"))
    kept = issue(report(country.commune, by=officer), officer)
    frozen, digest = json.dumps(stored(kept).content, sort_keys=True), stored(kept).content_hash

    tip(country.hamlet, received_at=at("2019-11-06"))
    group(country.hamlet, opened_on=date(2019, 11, 2))
    edit_group(by=officer, group=zalo, version=1, opened_on=date(2019, 11, 1))
    letterhead(country.commune, by=officer, signer="Trần Thị Khác", symbol="BC-UBND")
    country.commune.name = "Tên Mới"
    country.commune.save()

    now = stored(kept)
    assert json.dumps(now.content, sort_keys=True) == frozen
    assert now.content_hash == digest == content.content_digest(now.content)
    assert selectors.content_of(now) == now.content
    assert now.content["signature"]["name"] == "Nguyễn Văn Ký"
    assert now.content["figures"]["tips.received"]["this"]["top"] == 1


def test_the_database_itself_keeps_an_issued_report_with_its_content(country, officer):
    kept = issue(report(country.commune, by=officer), officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.unscoped("test").filter(pk=kept.pk).update(content_hash="")


# --- numbers ------------------------------------------------------------------------------------
def test_numbers_go_up_within_a_series_and_start_again_each_year(country, officer):
    numbers = []
    for day, code in ((date(2019, 12, 8), "2019-11"), (date(2019, 12, 31), "2019-12"), (date(2020, 1, 1), "2019"),
                      (date(2020, 2, 3), "2020-01")):  # fmt: skip
        with clock.pinned_to(day):
            kept = issue(report(country.commune, code, by=officer), officer)
            numbers.append((kept.number_year, kept.number))
    assert numbers == [(2019, 1), (2019, 2), (2020, 1), (2020, 2)]


def test_another_symbol_and_another_unit_are_other_series(country, officer):
    assert issue(report(country.commune, by=officer), officer).number == 1
    neighbour = people.officer(country.neighbour)
    assert issue(report(country.neighbour, by=neighbour), neighbour).number == 1
    kept = report(country.commune, "2019-10", by=officer)
    letterhead(country.commune, by=officer, symbol="BC-UBND")
    assert issue(kept, officer).number == 1


def test_a_number_given_by_hand_is_kept_goes_on_from_there_and_is_never_given_twice(country, officer):
    assert issue(report(country.commune, "2019-09", by=officer), officer, number=41).number == 41
    kept = report(country.commune, "2019-10", by=officer)
    assert selectors.proposed_number(kept) == 42
    with pytest.raises(ValidationError, match="Số 41/BC-BCĐ đã dùng"):
        issue(kept, officer, number=41)
    kept = stored(kept)
    assert kept.state == "draft"
    assert issue(kept, officer).number == 42


def test_the_database_itself_refuses_a_number_twice(country, officer):
    one = issue(report(country.commune, "2019-09", by=officer), officer)
    two = issue(report(country.commune, "2019-10", by=officer), officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.unscoped("test").filter(pk=two.pk).update(number=one.number)


@pytest.mark.parametrize(("day", "in_time"), [(date(2019, 12, 9), True), (date(2019, 12, 10), False)])
def test_in_time_is_until_the_end_of_the_due_day(country, officer, day, in_time):
    with clock.pinned_to(at(day, 23, 59, 59)):
        kept = report(country.commune, by=officer)
        assert kept.in_time is None
        assert issue(kept, officer).in_time is in_time


# --- the file -----------------------------------------------------------------------------------
def test_the_pdf_is_drawn_by_the_job_once_and_kept(country, officer):
    kept = issue(report(country.commune, by=officer), officer)
    assert selectors.file_of(kept, "pdf") is None
    assert jobs.drain() == 1
    assert selectors.job_of(kept).state == "done"
    file = selectors.file_of(kept, "pdf")
    assert bytes(file.data).startswith(b"%PDF-")
    draw_pdf(report_id=kept.pk)  # run again, as after a lost lease
    assert ReportFile.objects.get() == file


def test_the_job_is_written_with_the_change_or_not_at_all(country, officer):
    kept = report(country.commune, by=officer)

    def change_that_breaks():
        with transaction.atomic():
            issue(kept, officer)
            assert Job.objects.exists()
            raise LookupError

    with pytest.raises(LookupError):
        change_that_breaks()
    assert not Job.objects.exists()
    assert stored(kept).state == "draft"


def test_content_that_was_tampered_with_is_not_drawn(country, officer):
    kept = issue(report(country.commune, by=officer), officer)
    changed = stored(kept).content
    changed["figures"]["tips.received"]["this"]["top"] = 99
    Report.objects.unscoped("test").filter(pk=kept.pk).update(content=changed)
    with pytest.raises(TamperedContent):
        draw_issued(stored(kept))
    jobs.drain()
    assert (selectors.job_of(kept).state, selectors.job_of(kept).error) == ("queued", "TamperedContent")
    assert not ReportFile.objects.exists()


def test_what_workers_gave_up_and_the_command_drew_is_done(country, officer, tmp_path):
    kept = issue(report(country.commune, by=officer), officer)
    Job.objects.update(state="failed", error="WorkerLost", attempts=jobs.MAX_ATTEMPTS)
    command = ["make_report", "--unit", country.commune.code, "--type", "month", "--period", "2019-11"]
    call_command(*command, "--out", str(tmp_path), stdout=StringIO())
    assert (selectors.job_of(kept).state, selectors.job_of(kept).error) == ("done", "")
    [drawn] = tmp_path.iterdir()
    assert drawn.read_bytes() == bytes(selectors.file_of(kept, "pdf").data)


# --- the view from above ------------------------------------------------------------------------
def test_punctuality_names_every_commune_once_with_how_it_stands(country, officer):
    issue(report(country.commune, by=officer), officer)
    report(country.neighbour)  # a draft says nothing yet
    district = people.officer(country.district)
    rule = rules_for(country.district, date(2019, 12, 8))[NOVEMBER.kind]

    def stands():
        return {p.unit: p.words for p in selectors.punctuality(district, country.district, NOVEMBER, rule)}

    assert stands() == {country.commune: ("Đúng hạn", "done"), country.neighbour: ("Chưa gửi", "neutral")}
    with clock.pinned_to(date(2019, 12, 9)):
        assert stands()[country.neighbour] == ("Chưa gửi", "neutral")
    with clock.pinned_to(date(2019, 12, 10)):
        assert stands()[country.neighbour] == ("Quá hạn 1 ngày", "late")
        issue(
            report(country.neighbour, by=people.officer(country.neighbour)), people.officer(country.neighbour)
        )
        assert stands()[country.neighbour] == ("Gửi chậm", "waiting")


def test_a_hamlet_head_reports_for_the_hamlet(country):
    head = people.officer(country.hamlet, Role.HAMLET_HEAD)
    kept = issue(report(country.hamlet, by=head), head)
    assert kept.symbol == "BC"
    assert kept in set(selectors.reports(people.officer(country.commune)))


# --- what a paper may not lack without being asked ------------------------------------------------
def test_sending_without_a_required_section_is_asked_about_first(country, officer):
    browser, kept = client_of(officer), report(country.commune, by=officer)
    address = reverse("reports:issue", args=[kept.public_id])
    asked = "Vẫn gửi: không có nội dung ở mục Tình hình; Nhiệm vụ trọng tâm tháng 12"
    assert asked in browser.get(address).content.decode()
    refused = browser.post(address, {"version": kept.version, "number": 7}).content.decode()
    assert "Viết mục còn thiếu" in refused
    assert stored(kept).state == "draft"
    browser.post(address, {"version": kept.version, "number": 7, "without": "on"})
    assert stored(kept).state == "issued"


def test_a_report_with_its_required_sections_and_a_hamlets_are_sent_at_once(country, officer):
    kept = report(country.commune, by=officer)
    save_narrative(
        by=officer, report=kept, version=1, narrative={"situation": "Ổn định.", "plan": "Tuần tra."}
    )
    head = people.officer(country.hamlet)
    small = report(country.hamlet, by=head)
    for actor, one in ((officer, stored(kept)), (head, small)):
        address = reverse("reports:issue", args=[one.public_id])
        client_of(actor).post(address, {"version": one.version, "number": 7})
        assert stored(one).state == "issued"


def test_only_a_page_with_the_text_below_says_that_it_is_below(country, officer):
    kept = report(country.commune, by=officer)
    browser, address = client_of(officer), f"/bao-cao/{kept.public_id}/sua/"
    version = kept.version
    issue(kept, officer)
    opened = browser.get(address).content.decode()
    assert "đã khóa" in opened
    assert "bên dưới" not in opened
    sent = browser.post(address, {"version": version, "plan": "Viết muộn"}).content.decode()
    assert "vẫn còn bên dưới" in sent
    assert "Viết muộn" in sent
