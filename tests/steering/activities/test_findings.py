"""What inspections found: its table of transitions exhaustively, who makes them, when it is late, who reads it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.core import clock
from portal.core.errors import Conflict, NotNow, Refused
from portal.core.models import AuditEntry
from portal.steering.activities import finding_services, policies, selectors
from portal.steering.activities.services import withdraw_activity
from portal.steering.activities.states import BY_OWNER, FINDING_TONE, FINDING_TRANSITIONS, FindingState
from portal.steering.models import Finding
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.factories.rows import at
from tests.factories.steering import SETTLED_BY, activity, finding
from tests.story_day import STORY_DAY

pytestmark = pytest.mark.django_db

# Where each transition leads from each state; what is not here is refused.
LEADS = {
    "open": {"finish": "done", "edit": "open", "drop": "dropped"},
    "done": {"reopen": "open"},
    "dropped": {"reopen": "open"},
}
DUE = date(2019, 12, 7)


def inspected(country, **more):
    return activity(country.commune, "inspection", **more)


def asked(country, **more):
    given = {"text": "Danh sách đã cũ", "owner_unit": country.hamlet, "owner_body": None, "due_on": DUE}
    return given | more


def make(by, row, name):
    """Make a transition as the pages do."""
    if name == "edit":
        details = {"text": "Sửa", "owner_unit": row.owner_unit, "owner_body": None, "due_on": DUE}
        return finding_services.edit_finding(by=by, finding=row, version=row.version, **details)
    return finding_services.move_finding(
        by=by, finding=row, name=name, version=row.version, **SETTLED_BY[name]
    )


def stored(row):
    return Finding.objects.unscoped("test").get(pk=row.pk)


def test_the_table_knows_every_state_and_every_transition_has_its_words():
    assert set(LEADS) == set(FindingState) == set(FINDING_TONE)
    assert {one.name for one in FINDING_TRANSITIONS} == {*SETTLED_BY, "edit"}


@pytest.mark.parametrize("state", LEADS)
@pytest.mark.parametrize("name", [*SETTLED_BY, "edit"])
def test_each_transition_from_each_state_leads_where_the_table_says_or_is_refused(country, state, name):
    officer = people.officer(country.commune)
    row = finding(inspected(country), state, by=officer)
    before = (row.state, row.version, AuditEntry.objects.count())
    if name in LEADS[state]:
        make(officer, row, name)
        now = stored(row)
        assert now.state == LEADS[state][name]
        assert now.word == SETTLED_BY.get(name, {"word": ""})["word"]
        assert now.done_on == SETTLED_BY.get(name, {}).get("done_on")
        assert AuditEntry.objects.latest("pk").action == f"finding.{name}"
    else:
        with pytest.raises(NotNow):
            make(officer, row, name)
        now = stored(row)
        assert (now.state, now.version, AuditEntry.objects.count()) == before
    assert {one.name for one in policies.transitions_for(officer, now)} == set(LEADS[now.state])


@pytest.mark.parametrize("name", [*SETTLED_BY, "edit"])
def test_who_is_to_mend_it_says_that_it_is_done_and_nothing_else(country, name):
    state = next(state for state, leads in LEADS.items() if name in leads)
    inspection = activity(country.province, "inspection", looked_at_unit=country.commune)
    row = finding(inspection, state, owner=country.commune)
    make_it = (lambda: make(people.officer(country.commune), row, name), {"finish"} == BY_OWNER)
    assert make_it[1]
    if name == "finish":
        make_it[0]()
        assert stored(row).state == "done"
    else:
        with pytest.raises(Refused):
            make_it[0]()
    for outsider in (people.officer(country.neighbour), people.officer(country.district)):
        with pytest.raises(Refused):
            make(outsider, stored(row), name)


def test_what_a_body_of_a_hamlet_is_to_mend_its_commune_speaks_for(country):
    school = rows.body(country.hamlet, name="Trường Nguyễn Du")
    row = finding(inspected(country), owner=country.hamlet, owner_body=school)
    assert (row.owner, row.keeper_id) == ("Trường Nguyễn Du", country.commune.pk)
    assert finding(inspected(country), owner=country.self_managed_team).keeper_id == country.commune.pk
    above = activity(country.province, "inspection")
    assert finding(above, owner=country.province).keeper_id == country.province.pk


@pytest.mark.parametrize(
    ("state", "done_on", "today", "late"),
    [
        ("open", None, DUE, False),
        ("open", None, DUE + timedelta(1), True),
        ("done", DUE, DUE + timedelta(9), False),
        ("done", DUE + timedelta(1), DUE + timedelta(9), True),
        ("dropped", None, DUE + timedelta(9), False),
    ],
)
def test_it_is_late_from_the_day_after_its_last_until_it_is_mended(country, state, done_on, today, late):
    row = Finding(state=state, due_on=DUE, done_on=done_on)
    assert row.is_late(today) is late


def test_what_is_late_in_the_list_is_what_is_late_by_the_rule(country):
    inspection = inspected(country)
    for days in (-1, 0, 1):
        for state in LEADS:
            finding(inspection, state, due_on=STORY_DAY + timedelta(days))
    by_rule = {
        row.pk
        for row in Finding.objects.unscoped("test")
        if row.state == "open" and row.is_late(clock.today())
    }
    listed = selectors.findings(people.officer(country.commune))
    assert {row.pk for row in listed.filter(selectors.late_findings(clock.today()))} == by_rule
    assert len(by_rule) == 1


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (date(2019, 11, 19), True),
        (date(2019, 11, 20), False),
        (STORY_DAY, False),
        (STORY_DAY + timedelta(1), True),
    ],
)
def test_it_is_mended_from_the_day_of_the_inspection_until_today(country, day, refused):
    officer = people.officer(country.commune)
    row = finding(inspected(country), by=officer)
    given = {"by": officer, "finding": row, "name": "finish", "version": 1, "done_on": day, "word": "Xong"}
    if refused:
        with pytest.raises(ValidationError) as problem:
            finding_services.move_finding(**given)
        assert set(problem.value.message_dict) == {"done_on"}
    else:
        assert finding_services.move_finding(**given).done_on == day


@pytest.mark.parametrize("name", SETTLED_BY)
@pytest.mark.parametrize("word", ["", "  \u200b ", "Kế hoạch TỐI MẬT"])
def test_each_step_wants_a_word_and_no_secret(country, name, word):
    officer = people.officer(country.commune)
    state = next(state for state, leads in LEADS.items() if name in leads)
    row = finding(inspected(country), state, by=officer)
    given = SETTLED_BY[name] | {"word": word}
    with pytest.raises(ValidationError) as problem:
        finding_services.move_finding(by=officer, finding=row, name=name, version=row.version, **given)
    assert set(problem.value.message_dict) == {"word"}
    assert stored(row).state == state


def test_a_day_of_mending_is_asked_for(country):
    officer = people.officer(country.commune)
    row = finding(inspected(country), by=officer)
    with pytest.raises(ValidationError) as problem:
        finding_services.move_finding(by=officer, finding=row, name="finish", version=1, word="Xong")
    assert set(problem.value.message_dict) == {"done_on"}
    with pytest.raises(KeyError):
        finding_services.move_finding(by=officer, finding=row, name="edit", version=1, word="Sửa")


@pytest.mark.parametrize(("due_on", "refused"), [(date(2019, 11, 19), True), (date(2019, 11, 20), False)])
def test_the_last_day_is_not_before_the_inspection(country, due_on, refused):
    officer = people.officer(country.commune)
    given = {"by": officer, "inspection": inspected(country), **asked(country, due_on=due_on)}
    if refused:
        with pytest.raises(ValidationError) as problem:
            finding_services.add_finding(**given)
        assert set(problem.value.message_dict) == {"due_on"}
    else:
        assert finding_services.add_finding(**given).due_on == due_on


def test_only_a_place_of_the_inspecting_units_area_is_asked_to_mend_something(country):
    officer = people.officer(country.commune)
    inspection = inspected(country)
    theirs = rows.body(country.neighbour)
    for owner in ({"owner_unit": country.neighbour}, {"owner_unit": country.neighbour, "owner_body": theirs}):
        with pytest.raises(ValidationError) as problem:
            finding_services.add_finding(by=officer, inspection=inspection, **asked(country, **owner))
        assert set(problem.value.message_dict) == {"owner"}
    assert not Finding.objects.unscoped("test").exists()


def test_only_an_inspection_in_the_book_asks_and_only_by_its_own_committee(country):
    officer = people.officer(country.commune)
    for actor in (people.officer(country.district), people.officer(country.neighbour)):
        with pytest.raises(Refused):
            finding_services.add_finding(by=actor, inspection=inspected(country), **asked(country))
    with pytest.raises(NotNow):
        finding_services.add_finding(by=officer, inspection=activity(country.commune), **asked(country))
    taken_out = inspected(country)
    row = finding(taken_out, by=officer)
    withdraw_activity(by=officer, activity=taken_out, version=1)
    with pytest.raises(NotNow):
        finding_services.add_finding(by=officer, inspection=taken_out, **asked(country))
    with pytest.raises(NotNow):
        make(officer, stored(row), "finish")
    assert not selectors.findings(officer).exists()


def test_who_reads_a_finding_below_and_who_beside_does_not(country):
    inspection = activity(country.province, "inspection", looked_at_words="Nhiều nơi")
    ours, theirs = finding(inspection, owner=country.commune), finding(inspection, owner=country.neighbour)
    found_here = finding(
        activity(country.province, "inspection", looked_at_unit=country.commune), owner=country.province
    )
    seen = {
        unit: set(selectors.findings(people.officer(unit)))
        for unit in (country.commune, country.neighbour, country.new_commune)
    }
    assert seen == {
        country.commune: {ours, found_here},
        country.neighbour: {theirs},
        country.new_commune: set(),
    }


def test_of_two_who_settle_it_the_second_is_refused(country):
    officer = people.officer(country.commune)
    row = finding(inspected(country), by=officer)
    make(officer, stored(row), "finish")
    make(officer, stored(row), "reopen")
    with pytest.raises(Conflict):
        make(officer, Finding(pk=row.pk, **{"unit_id": row.unit_id, "version": 1}), "finish")


def test_a_form_that_is_sent_twice_makes_one_finding(country):
    officer, key = people.officer(country.commune), uuid4()
    given = {"by": officer, "inspection": inspected(country), "key": key, **asked(country)}
    assert finding_services.add_finding(**given) == finding_services.add_finding(**given)
    assert Finding.objects.unscoped("test").count() == 1


def test_the_database_holds_that_what_is_done_has_a_day_and_nothing_else(country):
    row = finding(inspected(country))
    for change in ({"state": "done"}, {"done_on": STORY_DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Finding.objects.unscoped("test").filter(pk=row.pk).update(**change)


# --- pages ----------------------------------------------------------------------------------------


def test_a_finding_goes_from_the_inspection_to_its_end_by_the_pages(country):
    officer = people.officer(country.commune)
    inspection = inspected(country, by=officer, looked_at_unit=country.hamlet)
    browser = client_of(officer)
    page = browser.get(reverse("steering:new-finding", args=[inspection.public_id]))
    assert page.context["form"].initial["owner"] == country.hamlet.public_id
    sent = {
        "key": str(uuid4()),
        "text": "Thiếu sổ tay",
        "owner": country.hamlet.public_id,
        "due_on": "07/12/2019",
    }
    answer = browser.post(reverse("steering:new-finding", args=[inspection.public_id]), sent, follow=True)
    assert "Thiếu sổ tay" in answer.content.decode()
    assert "Quá hạn" in answer.content.decode()
    row = Finding.objects.unscoped("test").get()
    late = reverse("steering:findings") + "?loc=qua-han"
    assert "Thiếu sổ tay" in browser.get(late).content.decode()
    done = {"version": "1", "done_on": "08/12/2019", "word": "Đã phát sổ tay"}
    page = browser.post(
        reverse("steering:finish-finding", args=[row.public_id]), done, follow=True
    ).content.decode()
    assert "Đã phát sổ tay" in page
    assert "(sau hạn)" in page
    assert "Thiếu sổ tay" not in browser.get(late).content.decode()
    assert "Thiếu sổ tay" in browser.get(reverse("steering:findings") + "?loc=done").content.decode()


def test_who_mends_what_was_found_elsewhere_gets_no_dead_link(country):
    inspection = activity(country.province, "inspection", looked_at_words="Nhiều nơi", title="Kiểm tra chéo")
    row = finding(inspection, owner=country.commune)
    url = reverse("steering:finding", args=[row.public_id])
    page = client_of(people.officer(country.commune)).get(url).content.decode()
    assert "Kiểm tra chéo" in page
    assert reverse("steering:activity", args=[inspection.public_id]) not in page
    own = client_of(people.officer(country.province)).get(url).content.decode()
    assert reverse("steering:activity", args=[inspection.public_id]) in own


def test_a_meeting_offers_nothing_to_be_mended(country):
    officer = people.officer(country.commune)
    kept = activity(country.commune, by=officer)
    page = client_of(officer).get(reverse("steering:activity", args=[kept.public_id])).content.decode()
    assert "Thêm nội dung cần khắc phục" not in page
    looked = inspected(country, by=officer)
    page = client_of(officer).get(reverse("steering:activity", args=[looked.public_id])).content.decode()
    assert "Thêm nội dung cần khắc phục" in page


def test_the_times_of_the_clock_do_not_move_the_day(country):
    row = finding(inspected(country), due_on=DUE)
    with clock.pinned_to(at("2019-12-07", 23)):
        assert not row.is_late(clock.today())
