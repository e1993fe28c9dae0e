"""The owner of a task is reminded before its last day, on it, and once when it is late; nobody else, and never twice."""

from datetime import date, timedelta

import pytest

from portal.core import clock, jobs
from portal.core.models import Job
from portal.core.notices.models import Notice
from portal.steering.models import PlanTask
from portal.steering.plans.reminders import remind
from portal.steering.plans.task_services import edit_task, transition_task
from tests.factories import people
from tests.factories.steering import plan, task
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db
DUE = date(2019, 12, 9)


def remind_on(day):
    with clock.pinned_to(day):
        remind(by=SYSTEM)


def told(user) -> list[str]:
    return [
        notice.kind
        for notice in Notice.objects.filter(user=user, kind__startswith="steering.").order_by("pk")
    ]


@pytest.fixture
def head(country):
    return people.officer(country.hamlet)


@pytest.fixture
def kept(country, head):
    return task(plan(country.commune), owner_unit=country.hamlet, due_on=DUE)


@pytest.mark.parametrize(
    ("days", "kinds"),
    [
        (-6, []),
        (-5, ["steering.task-due"]),
        (-1, ["steering.task-due"]),
        (0, ["steering.task-due"]),
        (1, ["steering.task-late"]),
        (7, ["steering.task-late"]),
        (8, []),
    ],
)
def test_a_task_is_told_from_five_days_before_to_a_week_after_its_last_day(kept, head, days, kinds):
    remind_on(DUE + timedelta(days))
    remind_on(DUE + timedelta(days))
    assert told(head.user) == kinds


def test_each_stage_is_told_once(kept, head):
    for days in range(-5, 8):
        remind_on(DUE + timedelta(days))
    assert told(head.user) == ["steering.task-due", "steering.task-due", "steering.task-late"]


def test_a_notice_says_number_and_day_but_nothing_that_was_typed(kept, head):
    remind_on(DUE)
    notice = Notice.objects.get()
    assert notice.text == "Việc số 1 của kế hoạch 2019: hạn 09/12/2019."
    assert (notice.place, notice.due_on, notice.page_key) == ("Xã Phước Ninh", DUE, kept.public_id)


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_what_is_settled_is_not_told(kept, head, state):
    PlanTask.objects.unscoped("test").filter(pk=kept.pk).update(state=state, settled_on=DUE)
    remind_on(DUE)
    assert told(head.user) == []


def test_a_plan_that_is_no_more_than_a_draft_reminds_nobody(country, head):
    task(plan(country.commune, begun=False), owner_unit=country.hamlet, due_on=DUE)
    remind_on(DUE)
    assert told(head.user) == []


def test_nobody_else_is_told(country, kept):
    others = [
        people.officer(country.commune),
        people.officer(country.other_hamlet),
        people.officer(country.district),
        people.reporter(country.commune),
    ]
    remind_on(DUE)
    assert [told(actor.user) for actor in others] == [[], [], [], []]


def test_a_report_takes_back_what_was_not_seen(kept, head):
    remind_on(DUE)
    transition_task(by=head, task=kept, name="report", version=1, result="Xong")
    assert told(head.user) == []


@pytest.mark.parametrize("moved", [True, False])
def test_another_day_or_owner_takes_back_what_was_not_seen(country, kept, head, moved):
    remind_on(DUE)
    due = DUE + timedelta(20) if moved else DUE
    edit_task(by=SYSTEM, task=kept, version=1, text="Sửa", owner_unit=country.hamlet, due_on=due)
    assert told(head.user) == ([] if moved else ["steering.task-due"])


def test_the_job_of_the_day_reminds_unless_reminders_are_off(kept, head, settings):
    settings.TASK_REMINDERS = False
    with clock.pinned_to(DUE):
        jobs.requeue_recurring()
        jobs.drain()
        assert told(head.user) == []
        settings.TASK_REMINDERS = True
        jobs.requeue(Job.objects.get(handler="steering.remind"))
        jobs.drain()
    assert told(head.user) == ["steering.task-due"]
