"""The parts of one plan: targets, tasks, costs. Whoever asks has asked who may read or write the plan."""

from portal.steering.models import Plan, PlanCost, PlanTarget, PlanTask
from portal.units.scoping import ScopedQuerySet

_REASON = "parts of one plan, whose reader or writer was asked for"


def targets_in(plan: Plan) -> ScopedQuerySet[PlanTarget]:
    """The targets of a plan."""
    return PlanTarget.objects.unscoped(_REASON).filter(plan=plan)


def tasks_in(plan: Plan) -> ScopedQuerySet[PlanTask]:
    """The tasks of a plan."""
    return PlanTask.objects.unscoped(_REASON).filter(plan=plan)


def costs_in(plan: Plan) -> ScopedQuerySet[PlanCost]:
    """The lines of a plan's cost estimate."""
    return PlanCost.objects.unscoped(_REASON).filter(plan=plan)
