"""Changes to the targets of a plan: all of them at once, as they stand in its table."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.core import audit, audited_writes
from portal.steering.models import Plan, PlanTarget
from portal.steering.plans import policies
from portal.steering.plans.parts import targets_in
from portal.units.locks import lock_row


@transaction.atomic
def set_targets(
    *, by: AnyActor, plan: Plan, version: int, percents: Mapping[tuple[str, int], int | None]
) -> Plan:
    """Set the targets by subject and year; None takes one away, what is not named stays. `version` is the plan's.

    Raises Conflict when someone else changed the plan, Refused, NotNow, ValidationError.
    """
    lock_row(plan)
    policies.check_change(by, plan)
    audited_writes.check_version(plan, version)
    rows = targets_in(plan)
    held = {(target.subject, target.year): target for target in rows}
    changed = [_set(plan, of, held.get(of), percent, by) for of, percent in sorted(percents.items())]
    if any(changed):
        audited_writes.change_row(plan, by=by, action="plan.set-targets", version=version)
    return plan


def _set(plan: Plan, of: tuple[str, int], held: PlanTarget | None, percent: int | None, by: AnyActor) -> bool:
    """Set the target of a subject and year; whether that changed anything."""
    if percent == (held and held.percent):
        return False
    if held is None and percent is not None:
        add_target(plan, *of, percent, by=by)
    elif held is not None and percent is None:
        audit.record(by=by, action="plan-target.remove", row=held, changes={"percent": [held.percent, None]})
        held.delete()
    elif held is not None:
        audited_writes.change_row(held, by=by, action="plan-target.set", percent=percent)
    return True


def add_target(plan: Plan, subject: str, year: int, percent: int, *, by: AnyActor) -> PlanTarget:
    """Write a new target of a plan, for services that hold the plan and have asked the policy."""
    if year not in plan.years:
        raise ValidationError(_("Năm %(year)d ngoài các năm của kế hoạch.") % {"year": year})
    target = PlanTarget(plan=plan, subject=subject, year=year, percent=percent)
    target.place_like(plan)
    return audited_writes.add_row(target, by=by, action="plan-target.set")
