"""The rollout: which stage follows which, the deadline of a province as of a day, who is reminded and has seen it."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from groups import rollout_services
from groups.choices import RolloutStage
from groups.models import PilotGroup, RolloutDeadline, RolloutReminder, RolloutStep
from groups.rollout_selectors import deadline_on, pilots_of, rollout, steps_of
from portal.core import clock
from portal.core.errors import Refused
from portal.core.models import AuditEntry
from portal.core.notices.models import Notice
from portal.core.notices.services import see
from tests.architecture.world import client_of
from tests.factories import people, rows, steering
from tests.factories.rows import at
from tests.story_day import STORY_DAY

pytestmark = pytest.mark.django_db
PILOTED, EVALUATED, LAUNCHED = date(2019, 5, 2), date(2019, 5, 30), date(2019, 6, 3)
DUE = date(2019, 12, 31)
STAGES = [stage.value for stage in RolloutStage]


def note(country, stage, on, *, by=None, unit=None, groups=None):
    unit = unit or country.commune
    by = by or people.officer(unit)
    if groups is None and stage == "piloting":
        groups = [rows.group(unit)]
    return rollout_services.note_stage(by=by, unit=unit, stage=stage, reached_on=on, groups=groups or ())


def noted(country, *stages):
    for stage, on in zip(STAGES, (PILOTED, EVALUATED, LAUNCHED), strict=True):
        if stage in stages:
            note(country, stage, on)


def order(country, *, issued_on=date(2019, 10, 16), due_on=DUE, unit=None):
    unit = unit or country.province
    paper = steering.directive(unit, issued_on=issued_on)
    return rollout_services.set_deadline(by=people.officer(unit), unit=unit, directive=paper, due_on=due_on)


def stages_on(unit, day):
    return {line.commune: (line.stage, line.since) for line in rollout(unit, day)}


def fields_of(problem):
    return set(getattr(problem.value, "message_dict", {"__all__": 1}))


# --- stages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "stage", "refused"),
    [
        ((), "piloting", False),
        ((), "evaluated", True),
        ((), "launched", False),
        (("piloting",), "evaluated", False),
        (("piloting",), "launched", False),
        (("launched",), "evaluated", True),
        (("launched",), "piloting", False),
        (("piloting", "evaluated"), "launched", False),
    ],
)
def test_an_evaluation_needs_a_pilot_and_a_launch_may_come_alone(country, before, stage, refused):
    noted(country, *before)
    on = dict(zip(STAGES, (PILOTED, EVALUATED, LAUNCHED), strict=True))[stage]
    if refused:
        with pytest.raises(ValidationError):
            note(country, stage, on)
    else:
        assert note(country, stage, on).stage == stage


@pytest.mark.parametrize(
    ("stage", "on", "refused"),
    [
        ("piloting", EVALUATED, False),
        ("piloting", EVALUATED + timedelta(1), True),
        ("evaluated", PILOTED, False),
        ("evaluated", PILOTED - timedelta(1), True),
        ("evaluated", LAUNCHED, False),
        ("evaluated", LAUNCHED + timedelta(1), True),
        ("launched", EVALUATED, False),
        ("launched", EVALUATED - timedelta(1), True),
        ("launched", STORY_DAY, False),
        ("launched", STORY_DAY + timedelta(1), True),
    ],
)
def test_stages_follow_each_other_and_none_is_to_come(country, stage, on, refused):
    noted(country, *STAGES)
    if refused:
        with pytest.raises(ValidationError) as problem:
            note(country, stage, on)
        assert fields_of(problem) == {"reached_on"}
    else:
        assert note(country, stage, on).reached_on == on
        assert RolloutStep.objects.unscoped("test").filter(stage=stage).count() == 1


def test_a_pilot_names_groups_of_its_commune_and_said_again_names_others(country):
    first, second = rows.group(country.hamlet), rows.group(country.other_hamlet)
    theirs = rows.group(country.neighbour_hamlet)
    for groups in ([], [first, theirs]):
        with pytest.raises(ValidationError) as problem:
            note(country, "piloting", PILOTED, groups=groups)
        assert fields_of(problem) == {"groups"}
    assert not RolloutStep.objects.unscoped("test").exists()
    step = note(country, "piloting", PILOTED, groups=[first])
    note(country, "piloting", PILOTED, groups=[first, second])
    assert set(pilots_of(step)) == {first, second}
    note(country, "piloting", PILOTED, groups=[second])
    assert pilots_of(step) == [second]
    assert AuditEntry.objects.filter(action="rollout.pilot").count() == 3
    note(country, "piloting", PILOTED, groups=[second])
    assert AuditEntry.objects.filter(action="rollout.pilot").count() == 3


def test_a_stage_is_taken_back_and_an_evaluated_pilot_only_after_its_evaluation(country):
    officer = people.officer(country.commune)
    noted(country, *STAGES)
    given = {"by": officer, "unit": country.commune}
    with pytest.raises(ValidationError):
        rollout_services.take_back_stage(**given, stage="piloting")
    for stage in ("launched", "evaluated", "piloting"):
        assert rollout_services.take_back_stage(**given, stage=stage).stage == stage
        assert rollout_services.take_back_stage(**given, stage=stage) is None
    assert steps_of(country.commune) == {}
    assert not PilotGroup.objects.exists()


@pytest.mark.parametrize(
    "outsider", ["district", "province", "neighbour", "head", "reporter", "administrator"]
)
def test_nobody_but_its_committee_says_how_far_a_commune_is(country, outsider):
    actor = {
        "district": lambda: people.officer(country.district),
        "province": lambda: people.officer(country.province),
        "neighbour": lambda: people.officer(country.neighbour),
        "head": lambda: people.officer(country.hamlet),
        "reporter": lambda: people.reporter(country.commune),
        "administrator": lambda: people.administrator(country.commune),
    }[outsider]()
    with pytest.raises(Refused):
        note(country, "launched", LAUNCHED, by=actor)
    noted(country, "launched")
    with pytest.raises(Refused):
        rollout_services.take_back_stage(by=actor, unit=country.commune, stage="launched")
    assert note(country, "launched", LAUNCHED, by=people.leader(country.commune))


def test_only_a_commune_has_stages(country):
    with pytest.raises(Refused):
        note(country, "launched", LAUNCHED, unit=country.province, by=people.officer(country.province))


# --- as of a day ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "stage", "since"),
    [
        (PILOTED - timedelta(1), None, None),
        (PILOTED, RolloutStage.PILOTING, PILOTED),
        (EVALUATED - timedelta(1), RolloutStage.PILOTING, PILOTED),
        (EVALUATED, RolloutStage.EVALUATED, EVALUATED),
        (LAUNCHED - timedelta(1), RolloutStage.EVALUATED, EVALUATED),
        (LAUNCHED, RolloutStage.LAUNCHED, LAUNCHED),
        (STORY_DAY, RolloutStage.LAUNCHED, LAUNCHED),
    ],
)
def test_each_commune_is_as_far_as_it_was_on_the_day(country, day, stage, since):
    noted(country, *STAGES)
    expected = {country.commune: (stage, since), country.neighbour: (None, None)}
    assert stages_on(country.province, day) == expected
    assert stages_on(country.district, day) == expected
    assert stages_on(country.commune, day) == {country.commune: (stage, since)}


def test_the_deadline_is_that_of_the_latest_paper_of_the_province_by_the_day(country):
    first = order(country)
    second = order(country, issued_on=date(2019, 11, 20), due_on=date(2020, 3, 31))
    for day, expected in (
        (date(2019, 10, 15), None),
        (date(2019, 10, 16), first),
        (date(2019, 11, 19), first),
        (date(2019, 11, 20), second),
    ):
        for unit in (country.province, country.district, country.commune):
            assert deadline_on(unit, day) == expected
    assert deadline_on(country.new_province, STORY_DAY) is None


def test_a_deadline_is_set_by_the_province_from_its_own_register_and_not_before_its_paper(country):
    above = people.officer(country.province)
    paper = steering.directive(country.province, issued_on=date(2019, 10, 16))
    for actor in (people.officer(country.district), people.officer(country.commune)):
        for unit in (country.province, country.district, country.commune):
            with pytest.raises(Refused):
                rollout_services.set_deadline(by=actor, unit=unit, directive=paper, due_on=DUE)
    given = {"by": above, "unit": country.province}
    foreign = steering.directive(country.commune)
    with pytest.raises(ValidationError) as problem:
        rollout_services.set_deadline(**given, directive=foreign, due_on=DUE)
    assert fields_of(problem) == {"directive"}
    with pytest.raises(ValidationError) as problem:
        rollout_services.set_deadline(**given, directive=paper, due_on=date(2019, 10, 15))
    assert fields_of(problem) == {"due_on"}
    for due_on in (date(2019, 10, 16), DUE):
        assert rollout_services.set_deadline(**given, directive=paper, due_on=due_on).due_on == due_on
    assert RolloutDeadline.objects.unscoped("test").count() == 1


@pytest.mark.parametrize(
    ("due_on", "launched", "day", "late"),
    [
        (STORY_DAY, None, STORY_DAY, False),
        (STORY_DAY - timedelta(1), None, STORY_DAY, True),
        (date(2019, 12, 1), date(2019, 12, 1), STORY_DAY, False),
        (date(2019, 12, 1), date(2019, 12, 2), STORY_DAY, True),
        (date(2019, 12, 1), date(2019, 12, 5), date(2019, 12, 1), False),
    ],
)
def test_who_has_not_launched_by_the_end_of_the_last_day_is_late(country, due_on, launched, day, late):
    order(country, due_on=due_on)
    if launched:
        note(country, "launched", launched)
    (line,) = rollout(country.commune, day)
    assert line.is_late is late


def test_without_a_deadline_nobody_is_late(country):
    (line,) = rollout(country.commune, STORY_DAY)
    assert (line.deadline, line.is_late) == (None, False)


def test_whom_to_call_is_who_leads_and_has_a_number(country):
    def called():
        return rollout(country.commune, STORY_DAY)[0].contact

    rows.body(country.commune, "front", contact_phone="0912 000 001")
    rows.body(country.commune, "steering-committee")
    rows.body(country.hamlet, "police", contact_phone="0912 000 002")
    assert called() is None
    chair = rows.body(country.commune, "peoples-committee", contact_phone="0912 000 003")
    assert called() == chair
    police = rows.body(country.commune, "police", contact_phone="0912 000 004")
    assert called() == police
    committee = rows.body(country.commune, "steering-committee", contact_phone="0912 000 005")
    assert called() == committee


# --- reminders ------------------------------------------------------------------------------------


def remind(country, *communes, by=None):
    by = by or people.officer(country.province)
    return rollout_services.remind(by=by, unit=country.province, communes=communes)


def test_a_commune_that_has_not_launched_is_reminded_once_a_day_and_who_saw_it_is_counted(country):
    officer, leader = people.officer(country.commune), people.leader(country.commune)
    people.officer(country.hamlet), people.reporter(country.commune), people.officer(country.neighbour)
    order(country)
    note(country, "launched", LAUNCHED, unit=country.neighbour)
    assert remind(country, country.commune, country.neighbour) == 1
    assert remind(country, country.commune) == 0
    notices = Notice.objects.filter(kind="rollout.reminder")
    assert set(notices.values_list("user", flat=True)) == {officer.user.pk, leader.user.pk}
    assert notices.first().text == "Tỉnh Tây Ninh nhắc triển khai nhóm Zalo toàn xã, hạn 31/12/2019."
    line = {one.commune: one for one in rollout(country.province, STORY_DAY)}
    assert line[country.neighbour].reminded is None
    assert (line[country.commune].reminded.reminded, line[country.commune].reminded.seen) == (2, 0)
    see(by=officer, notice=notices.get(user=officer.user))
    again = rollout(country.commune, STORY_DAY)[0].reminded
    assert (again.on, again.reminded, again.seen) == (STORY_DAY, 2, 1)
    with clock.pinned_to(at("2019-12-09")):
        assert remind(country, country.commune) == 1
    assert rollout(country.commune, STORY_DAY)[0].reminded.on == STORY_DAY
    assert rollout(country.commune, date(2019, 12, 9))[0].reminded.on == date(2019, 12, 9)


def test_only_the_province_reminds_its_own_communes_and_only_with_a_deadline(country):
    with pytest.raises(ValidationError):
        remind(country, country.commune)
    order(country)
    for actor in (people.officer(country.district), people.officer(country.commune)):
        with pytest.raises(Refused):
            remind(country, country.commune, by=actor)
    with pytest.raises(ValidationError):
        remind(country, country.commune, country.new_commune)
    assert not RolloutReminder.objects.unscoped("test").exists()


# --- pages and command ----------------------------------------------------------------------------


def test_a_commune_notes_its_stages_and_takes_one_back_and_undoes_that(country):
    officer = people.officer(country.commune)
    pilot = rows.group(country.hamlet, by=officer, name="Nhóm thí điểm")
    browser = client_of(officer)
    url = reverse("groups:note-stage", args=["piloting"])
    sent = {"reached_on": "02/05/2019", "groups": [pilot.public_id], "note": "Ba tổ"}
    page = browser.post(url, sent, follow=True).content.decode()
    assert "Nhóm thí điểm" in page
    assert "02/05/2019 · Ba tổ" in page
    taken = browser.post(reverse("groups:take-back-stage", args=["piloting"]), follow=True).content.decode()
    assert "Hoàn tác" in taken
    assert steps_of(country.commune) == {}
    undo = {"reached_on": "2019-05-02", "note": "Ba tổ", "groups": [pilot.public_id]}
    assert all(f'value="{value if isinstance(value, str) else value[0]}"' in taken for value in undo.values())
    browser.post(url, undo)
    step = steps_of(country.commune)["piloting"]
    assert (step.reached_on, step.note, pilots_of(step)) == (PILOTED, "Ba tổ", [pilot])


def test_the_table_of_a_province_is_narrowed_and_reminds(country):
    above, officer = people.officer(country.province), people.officer(country.commune)
    order(country, due_on=date(2019, 12, 1))
    note(country, "launched", LAUNCHED, unit=country.neighbour)
    browser = client_of(above)
    url = reverse("groups:rollout")
    listed = {
        asked: [line.commune for line in browser.get(url, {"loc": asked}).context["lines"]]
        for asked in ("", "chua", "piloting", "evaluated", "launched", "qua-han")
    }
    assert listed == {
        "": [country.neighbour, country.commune] if listed[""][0] == country.neighbour else listed[""],
        "chua": [country.commune],
        "piloting": [],
        "evaluated": [],
        "launched": [country.neighbour],
        "qua-han": [country.commune],
    }
    assert set(listed[""]) == {country.commune, country.neighbour}
    before = browser.get(url, {"ngay": "2019-06-02"})
    assert before.context["lines"][0].stage is None
    assert "groups:rollout-remind" not in before.content.decode()
    sent = {"xa": [country.commune.public_id]}
    page = browser.post(reverse("groups:rollout-remind"), sent, follow=True).content.decode()
    assert "Đã nhắc 1 xã." in page
    assert "0/1 người đã xem" in page
    assert Notice.objects.get().user == officer.user
    foreign = {"xa": [country.new_commune.public_id]}
    assert browser.post(reverse("groups:rollout-remind"), foreign).status_code == 404


def test_a_district_sees_its_communes_and_reminds_nobody(country):
    order(country)
    page = client_of(people.officer(country.district)).get(reverse("groups:rollout")).content.decode()
    assert "Phước Ninh" in page
    assert reverse("groups:rollout-remind") not in page
    assert reverse("groups:rollout-deadline") not in page


def test_an_unknown_stage_is_no_page(country):
    noted(country, "piloting")
    browser = client_of(people.officer(country.commune))
    assert browser.get(reverse("groups:note-stage", args=["other"])).status_code == 404
    assert browser.post(reverse("groups:take-back-stage", args=["other"])).status_code == 404
    assert [step.stage for step in steps_of(country.commune).values()] == ["piloting"]


def told(*arguments):
    out = StringIO()
    call_command("rollout", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_as_of_any_day_how_far_each_commune_was(country):
    noted(country, *STAGES)
    deadline = order(country)
    facts = json.loads(told("--unit", "72", "--on", "2019-11-24", "--json"))
    assert (facts["due_on"], facts["directive"]) == ("2019-12-31", deadline.directive.code)
    found = {one["name"]: (one["stage"], one["since"], one["late"]) for one in facts["communes"]}
    assert found == {"xã Phước Ninh": ("launched", "2019-06-03", False), "xã Phước Minh": (None, None, False)}
    text = told("--unit", "72", "--on", "2019-05-10")
    assert "Xã Phước Ninh: Đang thí điểm 02/05/2019" in text
    assert "Xã Phước Minh: Chưa triển khai" in text
    assert "31/12/2019" not in text
    with pytest.raises(CommandError):
        told("--unit", "99999", "--on", "2019-05-10")
