"""Locks of amendments: they run one after another, and wait for transactions that write rows in their units."""

from typing import TypeVar

from django.db import connection

from portal.units.amendments.kinds import AmendmentPlan
from portal.units.amendments.serialization import units_named, unpack
from portal.units.locks import lock_units
from portal.units.models import Amendment, Unit

Plan = TypeVar("Plan", bound=AmendmentPlan)


def fresh(plan: Plan, *more: Unit) -> Plan:
    """The amendment with its units as they are now, locked with the parents under which their names are taken, and `more`.

    Raises Unit.DoesNotExist when one it names no longer exists.
    """
    concerned = [*plan.changed(), *plan.places(), *more]
    parents = [unit.parent_id for unit in plan.changed() if unit.parent_id]
    lock_units(alone=[*concerned, *parents])
    details = plan.details()
    return type(plan)(**unpack(details, units_named(details)))


def one_after_the_other() -> None:
    """Let this transaction alone write amendments: their order is one for the whole country, and codes are looked up in all
    of it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Amendment._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
