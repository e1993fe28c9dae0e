"""Cached names of units for lists, so that a page of rows needs no join.

A name changes by an amendment only, and so does the hamlet of a self-managed team (Journal); other processes see it after at most `KEPT`.
"""

from collections.abc import Iterable
from datetime import timedelta

from portal.core import clock
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.naming import full_name, in_hamlet
from portal.units.scoping import SupportsScope

KEPT = timedelta(minutes=1)
_MOST = 200_000
_ABOVE = ("hamlet__kind", "hamlet__name", "commune__kind", "commune__name")
# By unit: its name within its commune, and with the commune's. Replaced when it is forgotten, never emptied: another
# thread may be reading it.
_names: dict[int, tuple[str, str]] = {}
_forgotten_at = clock.machine_now()


def reads_of_communes(actor: SupportsScope | None) -> bool:
    """Whether rows of several communes are together in this person's lists, so that a hamlet needs its commune."""
    return (
        actor is not None and actor.unit is not None and actor.unit.level in (Level.PROVINCE, Level.DISTRICT)
    )


def names_of(units: Iterable[int], *, with_commune: bool = False) -> dict[int, str]:
    """{unit: full name, a self-managed team's with its hamlet}; at most one query, and none for units asked for lately.

    `with_commune`: for units in a commune, its name too ("ấp Phước Hòa, xã Phước Ninh").
    """
    kept = _names
    if clock.machine_now() - _forgotten_at > KEPT or len(kept) > _MOST:
        kept = forget()
    wanted = set(units)
    found = {pk: kept[pk] for pk in wanted & kept.keys()}
    missing = wanted - found.keys()
    if missing:
        rows = Unit.objects.filter(pk__in=missing).values_list("pk", "level", "kind", "name", *_ABOVE)
        read = {pk: _placed(*named) for pk, *named in rows}
        kept.update(read)
        found |= read
    return {pk: names[with_commune] for pk, names in found.items()}


def _placed(level: str, kind: str, name: str, *above: str | None) -> tuple[str, str]:
    hamlet, commune = (
        full_name(kind_above, name_above) if kind_above and name_above else ""
        for kind_above, name_above in (above[:2], above[2:])
    )
    placed = in_hamlet(level, full_name(kind, name), hamlet)
    inside = level in (Level.HAMLET, Level.SELF_MANAGED_TEAM) and commune
    return placed, f"{placed}, {commune}" if inside else placed


def forget() -> dict[int, tuple[str, str]]:
    """Ask anew from now on: a unit was renamed or moved."""
    global _names, _forgotten_at
    _names, _forgotten_at = {}, clock.machine_now()
    return _names
