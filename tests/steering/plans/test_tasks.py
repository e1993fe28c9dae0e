"""Tasks of a plan: whose they are, when they are late, who reports them, and who is told."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from portal.bodies.services import create_body
from portal.core import clock
from portal.core.errors import Conflict, NotNow, Refused
from portal.core.notices.models import Notice
from portal.steering.models import Plan, PlanTask
from portal.steering.plans import selectors, task_services
from portal.steering.plans.owners import people_of
from portal.steering.plans.services import transition_plan
from portal.steering.plans.states import TASK_TRANSITIONS, TaskState
from tests.factories import people
from tests.factories.steering import plan, task
from tests.factories.units import SYSTEM
from tests.story_day import STORY_DAY

pytestmark = pytest.mark.django_db

GIVEN = {"report": {"result": "Đã họp 6 ấp."}, "drop": {"drop_reason": "Trùng việc số 2."}, "reopen": {}}
LEADS = {
    ("report", "open"): "done",
    ("drop", "open"): "dropped",
    ("reopen", "done"): "open",
    ("reopen", "dropped"): "open",
}


def move(row, name, *, by, **given):
    return task_services.transition_task(
        by=by, task=row, name=name, version=row.version, **(given or GIVEN[name])
    )


def put(row, state):
    settled = None if state == "open" else STORY_DAY
    PlanTask.objects.unscoped("test").filter(pk=row.pk).update(state=state, settled_on=settled)
    row.refresh_from_db()
    return row


def wrong_fields(call) -> set[str]:
    with pytest.raises(ValidationError) as problem:
        call()
    return set(problem.value.message_dict)


@pytest.mark.parametrize("state", TaskState.values)
@pytest.mark.parametrize("name", [transition.name for transition in TASK_TRANSITIONS])
def test_every_transition_is_tried_from_every_state(country, name, state):
    officer = people.officer(country.commune)
    row = put(task(plan(country.commune), by=officer), state)
    if (name, state) in LEADS:
        move(row, name, by=officer)
        row.refresh_from_db()
        assert row.state == LEADS[name, state]
    else:
        with pytest.raises(NotNow):
            move(row, name, by=officer)


def test_tasks_are_numbered_in_the_order_in_which_they_were_added(country):
    row = plan(country.commune)
    assert [task(row).number for _ in "abc"] == [1, 2, 3]
    assert task(plan(country.neighbour)).number == 1


def test_a_form_that_is_sent_twice_makes_one_task(country):
    officer, row, key = people.officer(country.commune), plan(country.commune), uuid4()
    twice = [
        task_services.add_task(by=officer, plan=row, key=key, text="Họp dân", owner_unit=country.hamlet)
        for _ in "ab"
    ]
    assert twice[0] == twice[1]
    assert PlanTask.objects.unscoped("test").count() == 1


@pytest.mark.parametrize("state", ["draft", "ended", "replaced", "discarded"])
def test_a_task_is_reported_only_while_its_plan_is_in_force(country, state):
    officer = people.officer(country.commune)
    row = plan(country.commune)
    kept = task(row)
    Plan.objects.unscoped("test").filter(pk=row.pk).update(state=state)
    with pytest.raises(NotNow):
        move(kept, "report", by=officer)


# --- whose ------------------------------------------------------------------------------------------


def test_a_task_is_for_a_unit_or_a_body_of_the_area_that_has_not_ended(country):
    row = plan(country.commune)
    own = create_body(by=SYSTEM, unit=country.hamlet, kind="party-cell", name="Chi bộ ấp 1")
    assert task(row, owner_unit=None, owner_body=own).owner_body == own
    assert task(row, owner_unit=country.hamlet, owner_body=own).owner_unit == country.hamlet
    theirs = create_body(by=SYSTEM, unit=country.neighbour, kind="front", name="Mặt trận")
    over = create_body(by=SYSTEM, unit=country.commune, kind="front", name="Mặt trận", valid_to=STORY_DAY)
    for wrong in (theirs, over):
        assert wrong_fields(lambda wrong=wrong: task(row, owner_unit=None, owner_body=wrong)) == {
            "owner_body"
        }
    for wrong in (country.neighbour, country.district, country.self_managed_team):
        assert wrong_fields(lambda wrong=wrong: task(row, owner_unit=wrong)) == {"owner_unit"}
    assert wrong_fields(lambda: task(row, owner_unit=None)) == {"owner_unit"}


def test_only_a_plan_above_communes_has_tasks_for_those_below(country):
    assert wrong_fields(lambda: task(plan(country.commune), for_below=True)) == {"for_below"}
    assert task(plan(country.province), for_below=True, owner_unit=None).for_below


@pytest.mark.parametrize(
    ("due", "wrong"),
    [
        (date(2018, 12, 31), True),
        (date(2019, 1, 1), False),
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (None, False),
    ],
)
def test_a_last_day_lies_in_the_years_of_the_plan(country, due, wrong):
    row = plan(country.commune)
    if wrong:
        assert wrong_fields(lambda: task(row, due_on=due)) == {"due_on"}
    else:
        assert task(row, due_on=due).due_on == due


def test_who_works_at_the_owning_unit_reports_its_task_and_only_that(country):
    head, other = people.officer(country.hamlet), people.officer(country.other_hamlet)
    row = plan(country.commune)
    theirs = task(row, owner_unit=country.hamlet)
    move(theirs, "report", by=head)
    assert (theirs.state, theirs.settled_on, theirs.settled_by) == ("done", STORY_DAY, head.user)
    kept = task(row, owner_unit=country.hamlet)
    for actor, name in ((other, "report"), (head, "drop"), (people.reporter(country.commune), "report")):
        with pytest.raises(Refused) as refused:
            move(kept, name, by=actor)
        assert not isinstance(refused.value, NotNow)
    move(kept, "report", by=people.leader(country.commune))
    for outsider in (people.officer(country.district), people.officer(country.neighbour)):
        with pytest.raises(Refused):
            move(kept, "reopen", by=outsider)


def test_who_reported_takes_it_back_on_the_same_day_and_later_who_writes_the_plan(country):
    head, officer = people.officer(country.hamlet), people.officer(country.commune)
    row = task(plan(country.commune), owner_unit=country.hamlet)
    move(row, "report", by=head)
    move(row, "reopen", by=head)
    assert (row.state, row.settled_on, row.settled_by, row.result) == ("open", None, None, "Đã họp 6 ấp.")
    move(row, "report", by=head)
    with clock.pinned_to(STORY_DAY + timedelta(1)), pytest.raises(Refused):
        move(row, "reopen", by=head)
    move(row, "reopen", by=officer)
    move(row, "report", by=officer)
    with pytest.raises(Refused):
        move(row, "reopen", by=head)


@pytest.mark.parametrize(("name", "field"), [("report", "result"), ("drop", "drop_reason")])
def test_a_report_says_what_came_of_it_and_a_drop_says_why(country, name, field):
    row = task(plan(country.commune))
    officer = people.officer(country.commune)
    for text in ("", "   "):
        assert wrong_fields(lambda text=text: move(row, name, by=officer, **{field: text})) == {field}
    assert wrong_fields(lambda: move(row, name, by=officer, **{field: "Theo công văn (MẬT)"})) == {field}


def test_whoever_comes_second_is_told(country):
    officer = people.officer(country.commune)
    row = task(plan(country.commune))
    read = PlanTask.objects.unscoped("test").get(pk=row.pk)
    task_services.edit_task(by=officer, task=row, version=1, text="Mới", owner_unit=country.commune)
    with pytest.raises(Conflict):
        task_services.transition_task(by=officer, task=read, name="report", version=1, result="Xong")
    with pytest.raises(Conflict):
        task_services.edit_task(by=officer, task=read, version=1, text="Cũ", owner_unit=country.commune)


def test_an_owner_that_has_ended_since_may_stay_named(country):
    officer = people.officer(country.commune)
    body = create_body(by=SYSTEM, unit=country.commune, kind="front", name="Mặt trận")
    row = task(plan(country.commune), owner_unit=None, owner_body=body)
    type(body).objects.unscoped("test").filter(pk=body.pk).update(valid_to=STORY_DAY)
    given = {"text": "Sửa chữ", "owner_unit": None, "owner_body": body}
    assert task_services.edit_task(by=officer, task=row, version=1, **given).text == "Sửa chữ"


def test_one_finds_the_tasks_of_ones_own_unit_in_plans_in_force(country):
    row = plan(country.commune)
    theirs = task(row, owner_unit=country.hamlet, due_on=date(2019, 12, 20))
    late = task(row, owner_unit=country.hamlet, due_on=date(2019, 12, 1))
    put(task(row, owner_unit=country.hamlet), "dropped")
    task(row, owner_unit=country.other_hamlet)
    task(plan(country.commune, begun=False), owner_unit=country.hamlet)
    head = people.officer(country.hamlet)
    lines = selectors.task_lines(selectors.own_tasks(head))
    assert [line.task for line in lines] == [late, theirs]
    seen = PlanTask.objects.visible_to(people.officer(country.neighbour))
    assert not seen.exists()


# --- when -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "late", "words", "tone"),
    [
        (-1, True, "quá hạn 1 ngày", "late"),
        (0, False, "hạn hôm nay", "waiting"),
        (5, False, "còn 5 ngày", "waiting"),
        (6, False, "còn 6 ngày", "neutral"),
        (None, False, "làm thường xuyên", "neutral"),
    ],
)
def test_an_open_task_is_late_from_the_day_after_its_last(country, days, late, words, tone):
    due = None if days is None else STORY_DAY + timedelta(days)
    row = task(plan(country.commune), due_on=due)
    (line,) = selectors.task_lines([row])
    assert (line.is_late, line.due_words, line.due_tone) == (late, words, tone)
    (line,) = selectors.task_lines([put(row, "done")])
    assert (line.is_late, line.due_tone) == (False, "neutral")


def test_late_tasks_come_first_then_open_ones_then_what_is_over(country):
    row = plan(country.commune)
    done = put(task(row, due_on=date(2019, 1, 1)), "done")
    dropped = put(task(row), "dropped")
    later, always = task(row, due_on=date(2019, 12, 30)), task(row)
    late, later_late = task(row, due_on=date(2019, 11, 1)), task(row, due_on=date(2019, 11, 2))
    lines = selectors.task_lines(selectors.tasks_of(row))
    assert [line.task for line in lines] == [late, later_late, later, always, done, dropped]


# --- who is told ------------------------------------------------------------------------------------


def told(kind: str) -> set:
    return {notice.user for notice in Notice.objects.filter(kind=kind)}


def test_those_who_write_the_plan_are_told_that_a_task_was_reported_but_not_who_did(country):
    officer, leader, head = (
        people.officer(country.commune),
        people.leader(country.commune),
        people.officer(country.hamlet),
    )
    row = task(plan(country.commune), owner_unit=country.hamlet)
    move(row, "report", by=head)
    assert told("steering.task-reported") == {officer.user, leader.user}
    text = Notice.objects.first().text
    assert "Đã họp" not in text


def test_a_task_that_nobodys_people_own_is_for_those_who_write_the_plan(country):
    officer, head = people.officer(country.commune), people.officer(country.hamlet)
    body = create_body(by=SYSTEM, unit=country.commune, kind="front", name="Mặt trận")
    row = plan(country.commune)
    assert people_of(task(row, owner_unit=None, owner_body=body)) == [officer.user]
    assert people_of(task(row, owner_unit=country.hamlet)) == [head.user]
    assert people_of(task(row, owner_unit=country.other_hamlet)) == [officer.user]


def test_a_plan_that_ends_takes_back_reminders_that_nobody_has_seen(country):
    from portal.steering.plans.reminders import remind

    officer = people.officer(country.commune)
    row = plan(country.commune)
    task(row, due_on=STORY_DAY)
    remind(by=SYSTEM)
    assert told("steering.task-due") == {officer.user}
    transition_plan(by=officer, plan=row, name="end", version=row.version)
    assert told("steering.task-due") == set()
