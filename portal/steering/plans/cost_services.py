"""Changes to the cost estimate of a plan: all lines of a year at once, as they stand on its screen (S3.8)."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.core import audit, audited_writes
from portal.steering.models import Plan, PlanCost
from portal.steering.plans import policies
from portal.steering.plans.parts import costs_in
from portal.units.locks import lock_row

#: As many lines fit on one screen, and in one form.
MOST_LINES = 60


class CostLine(TypedDict):
    """A line of an estimate; `line` is the public id of one that is there already."""

    text: str
    measure: str
    quantity: int
    unit_price: int
    source: str
    spent: int
    line: NotRequired[str]


@transaction.atomic
def set_costs(*, by: AnyActor, plan: Plan, version: int, year: int, lines: Sequence[CostLine]) -> Plan:
    """Make a year's estimate consist of exactly these lines, in this order. `version` is the plan's.

    Raises Conflict when someone else changed the plan, Refused, NotNow, ValidationError.
    """
    lock_row(plan)
    policies.check_change(by, plan)
    audited_writes.check_version(plan, version)
    if year not in plan.years:
        raise ValidationError(_("Năm %(year)d ngoài các năm của kế hoạch.") % {"year": year})
    if len(lines) > MOST_LINES:
        raise ValidationError(_("Nhiều nhất %(most)d dòng một năm.") % {"most": MOST_LINES})
    rows = costs_in(plan).filter(year=year)
    held = {cost.public_id: cost for cost in rows}
    changed = False
    for place, given in enumerate(lines, start=1):
        values = {name: value for name, value in given.items() if name != "line"} | {"place": place}
        changed |= _put(plan, held.pop(given.get("line", ""), None), year, values, by)
    for gone in held.values():
        audit.record(by=by, action="cost.remove", row=gone, changes={"unit_price": [gone.unit_price, None]})
        gone.delete()
        changed = True
    if changed:
        audited_writes.change_row(plan, by=by, action="plan.set-costs", version=version)
    return plan


def _put(plan: Plan, held: PlanCost | None, year: int, values: dict, by: AnyActor) -> bool:
    """Write one line; whether that changed anything."""
    if held is None:
        add_cost(plan, PlanCost(year=year, **values), by=by)
        return True
    fields = {name: audited_writes.column(held, name) for name in values}
    kept = {name: audited_writes.as_kept(fields[name], value) for name, value in values.items()}
    if all(getattr(held, name) == value for name, value in kept.items()):
        return False
    audited_writes.change_row(held, by=by, action="cost.edit", **values)
    return True


def add_cost(plan: Plan, cost: PlanCost, *, by: AnyActor) -> PlanCost:
    """Write a new line of a plan, for services that hold the plan and have asked the policy."""
    cost.plan = plan
    cost.place_like(plan)
    return audited_writes.add_row(cost, by=by, action="cost.add")
