"""A plan written by copying another: last year's, a predecessor's, or that of the unit above."""

from dataclasses import dataclass
from datetime import date
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.bodies.models import Body
from portal.core.submissions import Key, claim
from portal.steering.models import Plan, PlanCost, PlanTask
from portal.steering.models.plans import PLAN_TEXTS, handed_down_to
from portal.steering.plans import policies
from portal.steering.plans.cost_services import add_cost
from portal.steering.plans.owners import possible_bodies, possible_units
from portal.steering.plans.parts import tasks_in
from portal.steering.plans.selectors import estimate, of_unit_q, targets_by_subject
from portal.steering.plans.services import add_draft
from portal.steering.plans.states import PlanState, TaskState
from portal.steering.plans.target_services import add_target
from portal.steering.plans.task_services import put_task
from portal.units.choices import Level
from portal.units.locks import lock_unit
from portal.units.models import Succession, Unit

#: A plan above communes is carried out by them; one of a commune has nobody below who copies.
_ABOVE = (Level.PROVINCE, Level.DISTRICT)


class CopyDetails(TypedDict, total=False):
    """From which plan a new one is written, for which years, and its title; without one, that of the other plan."""

    source: Required[Plan]
    first_year: Required[int]
    last_year: Required[int]
    title: str


@dataclass(frozen=True)
class Copied:
    """How a plan is taken over: for which years, and whether from a unit above, which gives targets and tasks only."""

    source: Plan
    first_year: int
    last_year: int

    @property
    def shift(self) -> int:
        """By how many years days move."""
        return self.first_year - self.source.first_year

    @property
    def years(self) -> range:
        """The years of the new plan."""
        return range(self.first_year, self.last_year + 1)


def copyable(unit: Unit) -> QuerySet[Plan]:
    """Plans that one of this unit may be written from: its own and its predecessors', and those of units above that they
    handed down; the latest first."""
    own = of_unit_q(unit) & ~Q(state=PlanState.DISCARDED)
    rows = Plan.objects.unscoped("narrowed to what a plan of this unit may be written from")
    return rows.filter(own | handed_down_to([unit])).select_related("unit").order_by("-last_year", "-pk")


@transaction.atomic
def copy_plan(*, by: AnyActor, unit: Unit, key: Key | None = None, **details: Unpack[CopyDetails]) -> Plan:
    """Begin a draft of a unit's plan from another one.

    Its texts come as they are. Targets are those that the source has for the new years, else its latest before; tasks come open, without results, their
    days moved by as many years as the plan; costs of the source's last years come unspent. From a unit above come its
    texts, targets and the tasks for units below. Raises Refused for who does not write the unit's plans, ValidationError by field.
    """
    lock_unit(unit)
    policies.check_keep(by, unit)
    sent = claim(key, by=by, model=Plan)
    if sent.earlier:
        return sent.earlier
    found = copyable(unit).filter(pk=details["source"].pk).first()
    if found is None:
        raise ValidationError({"source": _("Chỉ lập từ kế hoạch của đơn vị mình hoặc do cấp trên giao.")})
    copied = Copied(found, details["first_year"], details["last_year"])
    plan = Plan(
        purpose=found.purpose,
        title=details.get("title") or found.title,
        first_year=copied.first_year,
        last_year=copied.last_year,
        copied_from=found,
        **{name: getattr(found, name) for name in PLAN_TEXTS},
        handed_down=found.handed_down and unit.level in _ABOVE and found.unit.level == unit.level,
    )
    sent.keep(add_draft(by=by, unit=unit, plan=plan))
    _copy_targets(copied, plan, by)
    _copy_tasks(copied, plan, by)
    if not _from_above(copied, plan):
        _copy_costs(copied, plan, by)
    return plan


def _from_above(copied: Copied, plan: Plan) -> bool:
    return copied.source.unit.level != plan.unit.level


def _copy_targets(copied: Copied, plan: Plan, by: AnyActor) -> None:
    held = targets_by_subject(copied.source)
    subjects = dict.fromkeys(subject for subject, _year in sorted(held))
    for subject in subjects:
        for year in copied.years:
            known = [had for of, had in held if of == subject and had <= year]
            if known:
                add_target(plan, subject, year, held[subject, max(known)], by=by)


def _copy_tasks(copied: Copied, plan: Plan, by: AnyActor) -> None:
    rows = tasks_in(copied.source).exclude(state=TaskState.DROPPED)
    if _from_above(copied, plan):
        rows = rows.filter(for_below=True)
    units = {unit.pk for unit in possible_units(plan)}
    bodies = {body.pk for body in possible_bodies(plan)}
    for task in rows.select_related("owner_unit", "owner_body").order_by("number"):
        unit, body = _unit_now(task.owner_unit, units), _body_now(task.owner_body, bodies)
        for_below = task.for_below and plan.unit.level in _ABOVE and not _from_above(copied, plan)
        put_task(
            plan,
            PlanTask(
                text=task.text,
                owner_unit=unit if unit or body or for_below else plan.unit,
                owner_body=body,
                due_on=_moved(task.due_on, copied),
                for_below=for_below,
            ),
            by=by,
        )


def _unit_now(owner: Unit | None, possible: set[int]) -> Unit | None:
    """The owner as it stands today: itself, or the one unit that it became; None where there is none."""
    while owner is not None and owner.pk not in possible:
        after = Succession.objects.filter(predecessor=owner).select_related("successor")[:2]
        owner = after[0].successor if len(after) == 1 else None
    return owner


def _body_now(owner: Body | None, possible: set[int]) -> Body | None:
    return owner if owner is not None and owner.pk in possible else None


def _moved(day: date | None, copied: Copied) -> date | None:
    """A day as many years on as the plan; the 29th of February becomes the 28th. None where that is no year of the plan."""
    if day is None:
        return None
    year = day.year + copied.shift
    if year not in copied.years:
        return None
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _copy_costs(copied: Copied, plan: Plan, by: AnyActor) -> None:
    for year in copied.years:
        last = min(year - copied.shift, copied.source.last_year)
        for line in estimate(copied.source, last).lines:
            kept = {name: getattr(line, name) for name in _COPIED_OF_COST}
            add_cost(plan, PlanCost(year=year, spent=0, **kept), by=by)


_COPIED_OF_COST = ("place", "text", "measure", "quantity", "unit_price", "source")
