"""Changes to the tasks of a plan: add, edit, and their transitions."""

from datetime import date
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.bodies.models import Body
from portal.core import audited_writes, clock
from portal.core.submissions import Key, claim
from portal.steering.models import Plan, PlanTask
from portal.steering.plans import policies, reminders
from portal.steering.plans.owners import possible_bodies, possible_units
from portal.steering.plans.parts import tasks_in
from portal.steering.plans.states import TASK_TRANSITIONS, TaskState
from portal.steering.secrecy import check_not_secret
from portal.units.choices import Level
from portal.units.locks import lock_row
from portal.units.models import Unit


class TaskDetails(TypedDict, total=False):
    """What a plan says of a task."""

    text: Required[str]
    owner_unit: Unit | None
    owner_body: Body | None
    due_on: date | None
    for_below: bool


class TaskSettlement(TypedDict, total=False):
    """What is said with a transition of a task: what came of it, or why it is dropped."""

    result: str
    drop_reason: str


@transaction.atomic
def add_task(*, by: AnyActor, plan: Plan, key: Key | None = None, **details: Unpack[TaskDetails]) -> PlanTask:
    """Add a task to a plan, with the next number. Raises Refused, NotNow, ValidationError by field."""
    lock_row(plan)
    policies.check_change(by, plan)
    sent = claim(key, by=by, model=PlanTask, about=plan)
    if sent.earlier:
        return sent.earlier
    task = PlanTask(**details)
    _check(plan, task)
    _check_owner(plan, task)
    return sent.keep(put_task(plan, task, by=by))


def put_task(plan: Plan, task: PlanTask, *, by: AnyActor) -> PlanTask:
    """Write a new task at the end of a plan, for services that hold the plan and have asked the policy."""
    task.plan, task.number = plan, (tasks_in(plan).aggregate(most=Max("number"))["most"] or 0) + 1
    task.place_like(plan)
    return audited_writes.add_row(task, by=by, action="task.add")


@transaction.atomic
def edit_task(*, by: AnyActor, task: PlanTask, version: int, **details: Unpack[TaskDetails]) -> PlanTask:
    """Change what a task says, whose it is, until when. Raises Conflict, Refused, NotNow, ValidationError by field."""
    plan = _hold(task)
    policies.check_change(by, plan)
    audited_writes.check_version(task, version)
    before = (task.owner_unit_id, task.owner_body_id)
    proposed = PlanTask(**details)
    _check(plan, proposed)
    # An owner that has ended since may stay named.
    if (proposed.owner_unit_id, proposed.owner_body_id) != before:
        _check_owner(plan, proposed)
    old_due = task.due_on
    audited_writes.change_row(task, by=by, action="task.edit", version=version, **details)
    if (task.owner_unit_id, task.owner_body_id) != before or task.due_on != old_due:
        reminders.settle(task)
    return task


@transaction.atomic
def transition_task(
    *, by: AnyActor, task: PlanTask, name: str, version: int, **said: Unpack[TaskSettlement]
) -> PlanTask:
    """Make one of the table's transitions. A result that was reported stays to be read after the task is opened again.

    Raises NotNow where the task's or its plan's state has no such transition, Refused, Conflict, ValidationError by field.
    """
    _hold(task)
    policies.check_task_transition(by, task, name)
    audited_writes.check_version(task, version)
    given = {"result": said.get("result", ""), "drop_reason": said.get("drop_reason", "")}
    transition = TASK_TRANSITIONS[name]
    missing = [need for need in transition.needs if not given[need].strip()]
    if missing:
        raise ValidationError(dict.fromkeys(missing, _("Ghi mục này rồi gửi lại.")))
    check_not_secret(PlanTask(**given), given)
    is_open = transition.target == TaskState.OPEN
    audited_writes.change_row(
        task,
        by=by,
        action=f"task.{name}",
        state=transition.target,
        result=given["result"] or task.result,
        drop_reason=given["drop_reason"],
        settled_on=None if is_open else clock.today(),
        settled_by=None if is_open else by.user,
    )
    if not is_open:
        reminders.settle(task)
    if name == "report":
        reminders.tell_reported(task, by=by)
    return task


def _hold(task: PlanTask) -> Plan:
    """Lock the plan of a task and then the task; the plan as it is now."""
    lock_row(task.plan)
    plan = task.plan
    lock_row(task)
    task.plan = plan
    return plan


def _check(plan: Plan, task: PlanTask) -> None:
    check_not_secret(task, ["text"])
    wrong: dict[str, str] = {}
    if task.due_on and task.due_on.year not in plan.years:
        wrong["due_on"] = _("Hạn phải nằm trong các năm của kế hoạch (%(period)s).") % {"period": plan.period}
    if task.for_below and plan.unit.level not in (Level.PROVINCE, Level.DISTRICT):
        wrong["for_below"] = _("Chỉ kế hoạch cấp tỉnh, cấp huyện có việc của đơn vị cấp dưới.")
    elif not (task.for_below or task.owner_unit_id or task.owner_body_id):
        wrong["owner_unit"] = _("Chọn đơn vị hoặc cơ quan, tổ chức thực hiện.")
    if wrong:
        raise ValidationError(wrong)


def _check_owner(plan: Plan, task: PlanTask) -> None:
    wrong: dict[str, str] = {}
    if task.owner_unit_id and not possible_units(plan).filter(pk=task.owner_unit_id).exists():
        wrong["owner_unit"] = _("Chỉ giao cho đơn vị trong địa bàn, còn hoạt động.")
    if task.owner_body_id and not possible_bodies(plan).filter(pk=task.owner_body_id).exists():
        wrong["owner_body"] = _("Chỉ giao cho cơ quan, tổ chức trong địa bàn, còn hoạt động.")
    if wrong:
        raise ValidationError(wrong)
