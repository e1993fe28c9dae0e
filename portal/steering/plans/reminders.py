"""Reminders of tasks: some days before the last day in time, on that day, and once when late, each to the task's owner;
and that a task was reported done, to those who write the plan."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import AnyActor
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.deadlines import stage_of
from portal.core.formatting import day as day_words
from portal.core.notices.kinds import NoticeKind
from portal.core.notices.services import Words, notify, withdraw
from portal.steering.models import Plan, PlanTask
from portal.steering.plans.owners import keepers_of, people_of
from portal.steering.plans.parts import tasks_in
from portal.steering.plans.selectors import SOON_DAYS
from portal.steering.plans.states import PlanState, TaskState

DUE = NoticeKind(
    "steering.task-due",
    _("Việc của kế hoạch sắp đến hạn"),
    _("Việc số %(number)s của kế hoạch %(period)s: hạn %(due)s."),
    "steering:task",
)
LATE = NoticeKind(
    "steering.task-late",
    _("Việc của kế hoạch quá hạn"),
    _("Việc số %(number)s của kế hoạch %(period)s chưa báo kết quả, quá hạn từ %(due)s."),
    "steering:task",
)
REPORTED = NoticeKind(
    "steering.task-reported",
    _("Việc của kế hoạch đã có kết quả"),
    _("Việc số %(number)s của kế hoạch %(period)s đã được báo xong."),
    "steering:task",
    by_mail=False,
    permission=Permission.EDIT_STEERING,
)
KINDS = [DUE, LATE, REPORTED]
_STAGES = {DUE.key: ("before", "today"), LATE.key: ("late",)}

# What is late for longer is not told any more: a plan entered late in the year does not begin by blaming.
LATE_FOR = 7


def remind(*, by: AnyActor, progress: Callable[[], None] = lambda: None) -> None:
    """Remind the owners of open tasks of plans in force. Run again, it tells nobody anything twice; not run for a day, it
    makes up for it. `progress` is called after each task."""
    for task in _near_due():
        _remind_of(task, by)
        progress()


def settle(task: PlanTask) -> None:
    """Take back the reminders of a task that need no longer be heard, from those who have not seen them."""
    for kind, stages in _STAGES.items():
        withdraw(kind=kind, about=task, occasions=stages)


def settle_plan(plan: Plan) -> None:
    """The same for all open tasks of a plan that is no longer in force."""
    for task in _open(tasks_in(plan)):
        settle(task)


def tell_reported(task: PlanTask, *, by: AnyActor) -> None:
    """Tell those who write the plan that its owner reported a task done."""
    occasion = f"v{task.version}"
    notify(by=by, to=keepers_of(task.plan), kind=REPORTED.key, about=task, words=_words(task, occasion))


def _near_due() -> Iterable[PlanTask]:
    today = clock.today()
    rows = _open(PlanTask.objects.unscoped("job: reminders of tasks")).filter(
        plan__state=PlanState.IN_FORCE,
        due_on__gte=today - timedelta(days=LATE_FOR),
        due_on__lte=today + timedelta(days=SOON_DAYS),
    )
    return rows.select_related("plan__unit", "owner_unit").order_by("due_on", "pk")


def _open(rows: QuerySet[PlanTask]) -> QuerySet[PlanTask]:
    return rows.filter(state=TaskState.OPEN)


def _remind_of(task: PlanTask, by: AnyActor) -> None:
    assert task.due_on is not None  # narrowed by `_near_due`
    stage = stage_of(task.due_on, clock.today())
    kind = LATE if stage == "late" else DUE
    notify(by=by, to=people_of(task), kind=kind.key, about=task, words=_words(task, stage))


def _words(task: PlanTask, occasion: str) -> Words:
    return Words(
        given={"number": task.number, "period": task.plan.period, "due": day_words(task.due_on)},
        place=task.plan.unit.title,
        page_key=task.public_id,
        occasion=occasion,
        due_on=task.due_on,
    )
