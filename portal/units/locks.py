"""Locks of units: one unit exclusively, all units above it shared.

Whoever changes a unit, or creates under it what may be there only once, holds the unit alone; whoever writes a row
filed under it shares it. Both share all units above. So a change to a commune waits for whoever writes in one of
its hamlets, and two hamlets do not wait for each other. Order: from the province down, by primary key within a level.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import TypeVar

from django.db import connection
from django.utils.translation import gettext as _

from portal.core import locks
from portal.core.errors import Conflict
from portal.units.choices import RANK
from portal.units.models import Unit
from portal.units.scoping import PLACES, ScopedModel

_TRIES = 3

Row = TypeVar("Row", bound=ScopedModel)


def lock_units(*, alone: Iterable[Unit | int] = (), shared: Iterable[Unit | int] = ()) -> None:
    """Lock units and those above them until the transaction ends.

    Raises Conflict when one no longer exists, or moved each time it was locked.
    """
    own, others = _keys(alone), _keys(shared)
    before = _lines(own | others)
    if connection.vendor != "postgresql":
        return
    for _number in range(_TRIES):
        above = {pk for line in before.values() for pk in line} - own
        _take(own, above | (others - own))
        now = _lines(own | others)
        if now == before:
            return
        before = now
    raise Conflict(_("Đơn vị này đang được thay đổi. Đợi một lát rồi gửi lại."))


def lock_unit(unit: Unit) -> Unit:
    """Lock one unit for oneself, and read it again in place."""
    lock_units(alone=[unit])
    unit.refresh_from_db()
    return unit


def share_unit(unit: Unit) -> Unit:
    """Share one unit with others who write under it, and read it again in place."""
    lock_units(shared=[unit])
    unit.refresh_from_db()
    return unit


def lock_row(row: Row, *, alone: Iterable[Unit] = ()) -> Row:
    """Lock a row of a unit, so that no amendment moves it meanwhile, and read it again in place; units to hold `alone` first."""
    alone = list(alone)
    filed: int | None = None
    while filed != row.unit_id:
        filed = row.unit_id
        lock_units(alone=alone, shared=[filed])
        locks.lock(row)
    return row


def _keys(units: Iterable[Unit | int]) -> set[int]:
    return {unit.pk if isinstance(unit, Unit) else unit for unit in units}


def _lines(keys: set[int]) -> dict[int, set[int]]:
    """The units above each unit, as they are now. Every form asks for them: nothing is joined."""
    found = Unit.objects.filter(pk__in=keys).values_list(
        "pk", "parent_id", *(f"{place}_id" for place in PLACES)
    )
    lines = {pk: {above for above in line if above} - {pk} for pk, *line in found}
    if len(lines) < len(keys):
        raise Conflict(_("Đơn vị này không còn nữa. Tải lại trang để xem."))
    return lines


def _take(alone: set[int], shared: set[int]) -> None:
    """Lock rows of the table, from the province down."""
    levels = dict(Unit.objects.filter(pk__in=alone | shared).values_list("pk", "level"))
    order = sorted(levels, key=lambda pk: (RANK[levels[pk]], pk))
    with connection.cursor() as cursor:
        for is_alone, some in groupby(order, key=lambda pk: pk in alone):
            keys, how = list(some), "NO KEY UPDATE" if is_alone else "SHARE"
            cursor.execute(
                f"SELECT 1 FROM {Unit._meta.db_table} WHERE id = ANY(%s)"
                f" ORDER BY array_position(%s, id) FOR {how}",
                [keys, keys],
            )
