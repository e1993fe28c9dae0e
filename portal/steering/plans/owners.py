"""Whose a task of a plan is: to which units and bodies it may be given, and who are their people."""

from django.db.models import QuerySet

from portal.accounts.holders import people_with
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.bodies.models import Body
from portal.core import clock
from portal.steering.models import Plan, PlanTask
from portal.steering.owed.owners import holders_for
from portal.units.choices import Level
from portal.units.models import Unit, not_ended_by
from portal.units.scoping import column_of, seat_id

#: A self-managed team has no people of its own here: its hamlet does its tasks.
_NOBODY_WORKS_AT = Level.SELF_MANAGED_TEAM


def possible_units(plan: Plan) -> QuerySet[Unit]:
    """The units to which a task of a plan may be given: its unit, and those within it that have not ended."""
    seat = _seat(plan)
    within = Unit.objects.filter(**{column_of(seat): seat}) | Unit.objects.filter(pk=seat.pk)
    standing = within.filter(not_ended_by(clock.today())).exclude(level=_NOBODY_WORKS_AT)
    return standing.select_related("hamlet", "commune").order_by("sort", "pk")


def possible_bodies(plan: Plan) -> QuerySet[Body]:
    """The bodies to which a task of a plan may be given: those of its unit, and of its hamlets, that have not ended."""
    seat = _seat(plan)
    rows = Body.objects.unscoped("bodies that a plan of their unit may name").filter(
        **{column_of(seat): seat}
    )
    if seat.level in (Level.PROVINCE, Level.DISTRICT):
        rows = rows.filter(unit=seat)
    return rows.filter(not_ended_by(clock.today())).select_related("unit__hamlet").order_by("sort", "pk")


def people_of(task: PlanTask) -> list[User]:
    """Who may report a task today because it is their unit's or body's; of one that has no such people, who writes its plan."""
    unit = task.owner_unit
    found = people_with(Permission.REPORT_TASKS, seat_id(unit)) if unit else []
    if task.owner_body_id:
        found += holders_for(task.owner_body_id)
    return list(dict.fromkeys(found)) or keepers_of(task.plan)


def keepers_of(plan: Plan) -> list[User]:
    """Who writes a plan today."""
    return people_with(Permission.EDIT_STEERING, seat_id(plan.unit))


def _seat(plan: Plan) -> Unit:
    """The unit that keeps a plan today: its own, or of one that ended its successor."""
    seat = seat_id(plan.unit)
    return plan.unit if plan.unit.pk == seat else Unit.objects.get(pk=seat)
