"""Inspections of groups: the table of transitions exhaustively, who notes and settles them, when they are late, who is told."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from groups import inspection_notices, tasks
from groups import inspection_policies as policies
from groups import inspection_selectors as selectors
from groups import inspection_services as services
from groups.inspection_states import INSPECTION_TONE, INSPECTION_TRANSITIONS, InspectionState
from groups.models import GroupInspection
from groups.services import close_group, edit_group
from portal.accounts.permissions import Role
from portal.core import clock
from portal.core.errors import Conflict, NotNow, Refused
from portal.core.models import AuditEntry
from portal.core.notices.models import Notice
from portal.core.notices.rules import mail_time
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.factories.rows import SETTLED_BY, at, inspection
from tests.factories.units import SYSTEM
from tests.story_day import STORY_DAY

pytestmark = pytest.mark.django_db

DUE = date(2019, 12, 20)
LEADS = {
    "clear": {},
    "open": {"finish": "done", "drop": "dropped"},
    "done": {"reopen": "open"},
    "dropped": {"reopen": "open"},
}


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


@pytest.fixture
def head(country):
    return people.officer(country.hamlet)


@pytest.fixture
def group(country):
    return rows.group(country.hamlet)


def stored(row):
    return GroupInspection.objects.unscoped("test").get(pk=row.pk)


def move(by, row, name, **more):
    said = SETTLED_BY[name] | more
    return services.move_inspection(by=by, inspection=row, name=name, version=row.version, **said)


def state_leading(name):
    return next(state for state, leads in LEADS.items() if name in leads)


def asked(**more):
    said = {"inspected_on": date(2019, 12, 2), "inspectors": "Đoàn xã", "found": "Ít người trực"}
    return said | {"to_mend": "Cử người trực", "due_on": DUE} | more


def edited(by, row, **more):
    return services.edit_inspection(by=by, inspection=row, version=row.version, **asked(**more))


def test_the_table_knows_every_state():
    assert set(LEADS) == set(InspectionState) == set(INSPECTION_TONE)
    assert {one.name for one in INSPECTION_TRANSITIONS} == set(SETTLED_BY)


@pytest.mark.parametrize("state", LEADS)
@pytest.mark.parametrize("name", SETTLED_BY)
def test_each_transition_from_each_state_leads_where_the_table_says_or_is_refused(
    officer, group, state, name
):
    row = inspection(group, state)
    before = (row.state, row.version, AuditEntry.objects.count())
    if name in LEADS[state]:
        move(officer, row, name)
        now = stored(row)
        assert (now.state, now.word) == (LEADS[state][name], SETTLED_BY[name]["word"])
        assert now.done_on == SETTLED_BY[name].get("done_on")
        assert AuditEntry.objects.latest("pk").action == f"inspection.{name}"
    else:
        with pytest.raises(NotNow):
            move(officer, row, name)
        now = stored(row)
        assert (now.state, now.version, AuditEntry.objects.count()) == before


@pytest.mark.parametrize("name", SETTLED_BY)
def test_the_groups_people_say_that_it_is_mended_and_who_inspected_does_all(country, head, group, name):
    leader = people.reporter(country.commune)
    edit_group(by=SYSTEM, group=group, version=group.version, leader=leader.user)
    row = inspection(group, state_leading(name), unit=country.district)
    transition = INSPECTION_TRANSITIONS[name]
    mends = [head, leader, people.officer(country.commune), people.officer(country.hamlet, Role.AREA_OFFICER)]
    others = [
        people.leader(country.commune),
        people.officer(country.province),
        people.officer(country.other_hamlet),
        people.officer(country.neighbour),
    ]
    for actor in [*others, *([] if name == "finish" else mends)]:
        with pytest.raises(Refused):
            policies.check_own(actor, stored(row), transition)
    for actor in [people.officer(country.district), *(mends if name == "finish" else [])]:
        policies.check_transition(actor, stored(row), transition)
    move(people.officer(country.district), row, name)
    assert stored(row).state == LEADS[state_leading(name)][name]


def test_committees_of_the_commune_and_above_inspect_its_groups_and_nobody_else(country, officer, group):
    for actor, unit in (
        (officer, country.commune),
        (people.officer(country.commune, Role.COMMITTEE_DEPUTY), country.commune),
        (people.officer(country.district), country.district),
        (people.officer(country.province), country.province),
    ):
        assert selectors.inspecting_unit(actor, group) == unit
        made = services.note_inspection(by=actor, group=group, unit=unit, **asked())
        assert (made.by_unit, made.commune) == (unit, country.commune)
    for actor in (
        people.officer(country.hamlet),
        people.officer(country.neighbour),
        people.officer(country.commune, Role.COMMUNE_CHAIR),
        people.officer(country.commune, Role.CLERK),
    ):
        assert selectors.inspecting_unit(actor, group) is None
        with pytest.raises(Refused):
            services.note_inspection(by=actor, group=group, unit=country.commune, **asked())
    with pytest.raises(Refused):
        services.note_inspection(by=officer, group=group, unit=country.district, **asked())


def test_a_group_that_ended_is_inspected_no_more(officer, group, country):
    close_group(by=officer, group=group, version=group.version, on=STORY_DAY, reason="inactive")
    with pytest.raises(NotNow):
        services.note_inspection(by=officer, group=group, unit=country.commune, **asked())
    assert not GroupInspection.objects.unscoped("test").exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"due_on": None}, "due_on"),
        ({"to_mend": ""}, "to_mend"),
        ({"to_mend": "  "}, "to_mend"),
        ({"due_on": date(2019, 12, 1)}, "due_on"),
        ({"inspected_on": STORY_DAY + timedelta(1)}, "inspected_on"),
        ({"inspected_on": date(2018, 12, 31)}, "inspected_on"),
        ({"found": "TỐI MẬT"}, "found"),
        ({"to_mend": "TUYỆT MẬT"}, "to_mend"),
        ({"inspectors": "TỐI MẬT"}, "inspectors"),
    ],
)
def test_what_is_missing_early_ahead_or_secret_is_refused_at_its_field(country, officer, group, more, field):
    with pytest.raises(ValidationError) as refused:
        services.note_inspection(by=officer, group=group, unit=country.commune, **asked(**more))
    assert list(refused.value.message_dict) == [field]
    row = inspection(group)
    with pytest.raises(ValidationError) as refused:
        edited(officer, row, **more)
    assert list(refused.value.message_dict) == [field]
    assert stored(row).version == 1


def test_an_edit_turns_a_clear_inspection_into_one_that_asks_and_back(officer, head, group):
    row = inspection(group, "clear")
    assert told("inspection.asked") == []
    edited(officer, row)
    assert stored(row).state == "open"
    assert told("inspection.asked") == [head.user.pk]
    edited(officer, row, to_mend="", due_on=None)
    assert stored(row).state == "clear"


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_what_is_settled_is_edited_only_after_it_is_asked_again(officer, group, state):
    row = inspection(group, state)
    with pytest.raises(NotNow):
        edited(officer, row)
    move(officer, row, "reopen")
    edited(officer, row)
    assert stored(row).found == "Ít người trực"


@pytest.mark.parametrize(
    ("state", "done_on", "today", "late"),
    [
        ("clear", None, DUE + timedelta(9), False),
        ("open", None, DUE, False),
        ("open", None, DUE + timedelta(1), True),
        ("done", DUE, DUE + timedelta(9), False),
        ("done", DUE + timedelta(1), DUE + timedelta(9), True),
        ("dropped", None, DUE + timedelta(9), False),
    ],
)
def test_it_is_late_from_the_day_after_its_last_until_it_is_mended(state, done_on, today, late):
    due_on = None if state == "clear" else DUE
    assert GroupInspection(state=state, done_on=done_on, due_on=due_on).is_late(today) is late


def test_what_is_taken_out_counts_nowhere_until_it_is_put_back(country, officer, group):
    row = inspection(group)
    services.withdraw_inspection(by=officer, inspection=row, version=1)
    assert not selectors.inspections(officer).exists()
    with pytest.raises(NotNow):
        move(officer, row, "finish")
    with pytest.raises(Refused):
        services.restore_inspection(by=people.officer(country.district), inspection=row, version=row.version)
    services.restore_inspection(by=officer, inspection=row, version=row.version)
    assert list(selectors.inspections(officer)) == [row]


def test_of_two_who_settle_it_the_second_is_refused(officer, head, group):
    row = inspection(group)
    read = stored(row)
    move(head, row, "finish")
    with pytest.raises((Conflict, NotNow)):
        move(officer, read, "drop")
    assert stored(row).state == "done"


def test_a_form_that_is_sent_twice_makes_one(country, officer, group):
    key = uuid4()
    for _twice in range(2):
        services.note_inspection(by=officer, group=group, unit=country.commune, key=key, **asked())
    assert GroupInspection.objects.unscoped("test").count() == 1


def test_the_database_holds_that_what_is_asked_has_a_day(group):
    row = inspection(group)
    for change in ({"due_on": None}, {"to_mend": ""}, {"state": "clear"}, {"state": "done"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            GroupInspection.objects.unscoped("test").filter(pk=row.pk).update(**change)


def test_it_is_read_by_the_groups_people_and_those_above_and_goes_along_with_the_group(
    country, officer, head, group
):
    leader = people.reporter(country.commune)
    own = rows.group(country.commune, leader=leader.user)
    row, leaders = inspection(group), inspection(own)
    other = people.officer(country.other_hamlet)

    def seen(actor):
        return set(selectors.inspections(actor))

    assert seen(head) == {row}
    assert seen(leader) == {leaders}
    assert seen(officer) == seen(people.officer(country.province)) == {row, leaders}
    assert seen(other) == seen(people.officer(country.neighbour)) == set()
    edit_group(by=officer, group=group, version=group.version, unit=country.other_hamlet)
    assert (seen(head), seen(other)) == (set(), {row})


# --- notices --------------------------------------------------------------------------------------


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("user", flat=True))


def occasions(actor):
    kept = Notice.objects.filter(kind="inspection.due", user=actor.user).order_by("pk")
    return [notice.key.rsplit(":", 1)[1] for notice in kept]


def remind_on(day):
    with clock.pinned_to(at(str(day))):
        tasks.remind_of_inspections()


def test_the_groups_leader_and_the_people_of_its_hamlet_are_told(country, officer, head, group):
    leader = people.reporter(country.commune)
    people.officer(country.other_hamlet)
    edit_group(by=SYSTEM, group=group, version=group.version, leader=leader.user)
    row = inspection(group)
    assert told("inspection.asked") == sorted([leader.user.pk, head.user.pk])
    inspection(group, "clear")
    assert len(told("inspection.asked")) == 2
    move(head, row, "finish")
    assert told("inspection.mended") == [officer.user.pk]
    move(officer, row, "reopen")
    assert len(told("inspection.asked")) == 4


def test_of_a_group_without_anyone_its_officer_is_told_else_all_of_the_commune(country, officer):
    second = people.officer(country.commune)
    inspection(rows.group(country.commune, officer=second.user))
    assert told("inspection.asked") == [second.user.pk]
    inspection(rows.group(country.commune))
    assert told("inspection.asked") == sorted([second.user.pk, second.user.pk, officer.user.pk])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (DUE - timedelta(3), []),
        (DUE - timedelta(2), ["before"]),
        (DUE, ["today"]),
        (DUE + timedelta(1), ["late"]),
        (DUE + timedelta(7), ["late"]),
        (DUE + timedelta(8), []),
    ],
)
def test_they_are_reminded_before_the_last_day_on_it_and_once_when_late(head, group, day, expected):
    inspection(group)
    for _twice in range(2):
        remind_on(day)
    assert occasions(head) == expected


@pytest.mark.parametrize("how", ["finish", "drop", "withdraw", "later"])
def test_what_need_not_be_mended_is_reminded_of_no_more_and_an_unseen_reminder_goes(
    officer, head, group, how
):
    row = inspection(group)
    remind_on(DUE)
    assert occasions(head) == ["today"]
    if how == "withdraw":
        services.withdraw_inspection(by=officer, inspection=row, version=1)
    elif how == "later":
        edited(officer, row, due_on=DUE + timedelta(9))
    else:
        move(officer, row, how)
    remind_on(DUE)
    assert occasions(head) == []


@pytest.mark.parametrize("on", [True, False])
def test_the_job_reminds_unless_reminders_are_off(head, group, settings, on):
    settings.TASK_REMINDERS = on
    inspection(group)
    remind_on(DUE)
    assert bool(occasions(head)) is on


@pytest.mark.parametrize("kind", inspection_notices.KINDS, ids=lambda kind: kind.key)
def test_what_is_told_at_night_goes_by_mail_in_the_morning(kind):
    assert mail_time(at("2019-12-20", 23, 10), urgent=kind.urgent) == at("2019-12-21", 6, 30)


# --- pages ----------------------------------------------------------------------------------------


def test_an_inspection_goes_from_the_groups_page_to_its_end_on_the_phone(officer, head, group):
    desk, phone = client_of(officer), client_of(head)
    url = reverse("groups:inspect", args=[group.public_id])
    assert url in desk.get(reverse("groups:detail", args=[group.public_id])).content.decode()
    assert phone.get(url).status_code == 403
    sent = {"inspected_on": "02/12/2019", "inspectors": "Đoàn kiểm tra", "found": "Ít người trực"}
    asked_for = sent | {"to_mend": "Cử người trực", "due_on": "20/12/2019", "key": str(uuid4())}
    assert desk.get(url).context["form"]["inspectors"].value() == officer.user.full_name
    page = desk.post(url, asked_for, follow=True).content.decode()
    assert "Cử người trực" in page
    row = GroupInspection.objects.unscoped("test").get()
    listed = phone.get(reverse("groups:detail", args=[group.public_id])).content.decode()
    assert "Ít người trực" in listed
    own = phone.get(reverse("groups:inspection", args=[row.public_id])).content.decode()
    finish = reverse("groups:finish-inspection", args=[row.public_id])
    assert "phone-mode" in own
    assert finish in own
    assert reverse("groups:drop-inspection", args=[row.public_id]) not in own
    done = {"done_on": "05/12/2019", "word": "Đã cử hai người", "version": "1"}
    assert "Đã cử hai người" in phone.post(finish, done, follow=True).content.decode()
    assert stored(row).state == "done"


def test_an_entry_is_taken_out_and_put_back_on_its_page(officer, group):
    row, browser = inspection(group), client_of(officer)
    url = reverse("groups:withdraw-inspection", args=[row.public_id])
    assert "Hoàn tác" in browser.post(url, follow=True).content.decode()
    assert stored(row).withdrawn_at is not None
    browser.post(url, {"restore": "1"})
    assert stored(row).withdrawn_at is None


def test_the_list_is_narrowed_to_what_is_to_be_mended_and_what_is_late(officer, group):
    inspection(group, "clear", found="Không có gì")
    inspection(group, found="Còn hạn")
    inspection(group, found="Quá hạn", due_on=date(2019, 12, 7))
    inspection(group, "done", found="Đã xong")
    browser = client_of(officer)
    listed = {
        loc: {
            str(cells[0][2])
            for _href, cells in browser.get(reverse("groups:inspections"), {"loc": loc}).context["list"].rows
        }
        for loc in ("", "can-khac-phuc", "qua-han")
    }
    assert listed == {
        "": {"Không có gì", "Còn hạn", "Quá hạn", "Đã xong"},
        "can-khac-phuc": {"Còn hạn", "Quá hạn"},
        "qua-han": {"Quá hạn"},
    }
