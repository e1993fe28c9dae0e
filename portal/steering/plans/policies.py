"""Who writes a plan, changes its state, and reports its tasks. `check_…` raises Refused with the reason."""

from django.utils.translation import gettext as _

from portal.accounts.actor import Actor, AnyActor
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.errors import NotNow, Refused, passes
from portal.steering.models import Plan, PlanTask
from portal.steering.plans.states import CHANGEABLE, PLAN_TRANSITIONS, TASK_TRANSITIONS, PlanState, TaskState
from portal.units.models import Unit
from portal.units.scoping import seat_id


def check_keep(actor: AnyActor, place: Plan | Unit) -> None:
    """Raises Refused for who does not write the plans of this very unit; units above and below read only."""
    unit = place if isinstance(place, Unit) else place.unit
    if not actor.works_at(Permission.EDIT_STEERING, seat_id(unit)):
        raise Refused(_("Chỉ cán bộ, lãnh đạo Ban Chỉ đạo của đơn vị này lập và sửa kế hoạch của đơn vị."))


def can_keep(actor: AnyActor, place: Plan | Unit) -> bool:
    """Whether `check_keep` passes."""
    return passes(check_keep, actor, place)


def check_change(actor: AnyActor, plan: Plan) -> None:
    """Raises Refused by `check_keep`, NotNow for a plan that is over or was put aside."""
    check_keep(actor, plan)
    if plan.state not in CHANGEABLE:
        raise NotNow(
            _("Kế hoạch này %(state)s nên không sửa được. Khôi phục kế hoạch trước.")
            % {"state": plan.get_state_display().lower()}
        )


def can_change(actor: AnyActor, plan: Plan) -> bool:
    """Whether `check_change` passes."""
    return passes(check_change, actor, plan)


def check_transition(actor: AnyActor, plan: Plan, name: str) -> None:
    """Raises Refused by `check_keep`, NotNow where a plan in its state makes no transition of this name."""
    check_keep(actor, plan)
    if plan.state not in PLAN_TRANSITIONS[name].sources:
        raise NotNow(_("Kế hoạch này %(state)s.") % {"state": plan.get_state_display().lower()})


def can_transition(actor: AnyActor, plan: Plan, name: str) -> bool:
    """Whether `check_transition` passes."""
    return passes(check_transition, actor, plan, name)


def check_task_transition(actor: AnyActor, task: PlanTask, name: str) -> None:
    """Raises Refused for who may not, NotNow where the plan is not in force or the task's state has no such transition.

    Whoever does the task reports it, and takes a report of one's own back on the same day; the rest is for who writes the
    plan, who may also report in the owner's place.
    """
    keeps = can_keep(actor, task.plan)
    if not (
        keeps or (name == "report" and owns(actor, task)) or (name == "reopen" and _reported(actor, task))
    ):
        raise Refused(
            _("Chỉ nơi được giao việc này, hoặc Ban Chỉ đạo của đơn vị lập kế hoạch, mới làm được.")
        )
    if task.plan.state != PlanState.IN_FORCE:
        raise NotNow(_("Kế hoạch chưa hoặc không còn thực hiện nên việc này chưa báo được."))
    if task.state not in TASK_TRANSITIONS[name].sources:
        raise NotNow(_("Việc này %(state)s.") % {"state": task.get_state_display().lower()})


def can_task_transition(actor: AnyActor, task: PlanTask, name: str) -> bool:
    """Whether `check_task_transition` passes."""
    return passes(check_task_transition, actor, task, name)


def owns(actor: AnyActor, task: PlanTask) -> bool:
    """Whether a task is for the actor's own unit or body to do."""
    if isinstance(actor, Actor) and task.owner_body_id in actor.body_ids:
        return True
    unit = task.owner_unit
    return unit is not None and actor.works_at(Permission.REPORT_TASKS, seat_id(unit))


def _reported(actor: AnyActor, task: PlanTask) -> bool:
    """Whether the actor is who reported a task done today."""
    return (
        task.state == TaskState.DONE
        and actor.user is not None
        and task.settled_by_id == actor.user.pk
        and task.settled_on == clock.today()
        and owns(actor, task)
    )
