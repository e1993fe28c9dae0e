"""Acts wait for each other, and for whoever writes in the units they change."""

from django.db import connection

from portal.hierarchy.acts.kinds import Act
from portal.hierarchy.acts.packing import units_named, unpack
from portal.hierarchy.locks import lock_units
from portal.hierarchy.models import Unit, UnitAct


def fresh(act: Act, *more: Unit) -> Act:
    """The act with its units as they are now, locked with the parents under which their names are taken, and `more`.

    Raises Unit.DoesNotExist when one it names is gone.
    """
    concerned = [*act.changed(), *act.places(), *more]
    parents = [unit.parent_id for unit in act.changed() if unit.parent_id]
    lock_units(alone=[*concerned, *parents])
    details = act.details()
    return type(act)(**unpack(details, units_named(details)))


def one_after_the_other() -> None:
    """Let this transaction alone write acts: their order is one for the whole country, and codes are looked up in all
    of it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {UnitAct._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
