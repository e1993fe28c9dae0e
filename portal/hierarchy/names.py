"""What units are called, for lists: kept in the process, so that a page of rows joins no unit.

A name changes by an act only, and so does the hamlet of a residents' group (Journal); other processes see it after at most `KEPT`.
"""

from collections.abc import Iterable
from datetime import timedelta

from portal.core import clock
from portal.hierarchy.models import Unit
from portal.hierarchy.text import full_name, in_hamlet

KEPT = timedelta(minutes=1)
_MOST = 200_000
_HAMLET = ("hamlet__kind", "hamlet__name")
# Replaced when it is forgotten, never emptied: another thread may be reading it.
_names: dict[int, str] = {}
_forgotten_at = clock.machine_now()


def names_of(units: Iterable[int]) -> dict[int, str]:
    """{unit: full name, a residents' group's with its hamlet}; at most one query, and none for units asked for lately."""
    kept = _names
    if clock.machine_now() - _forgotten_at > KEPT or len(kept) > _MOST:
        kept = forget()
    wanted = set(units)
    found = {pk: kept[pk] for pk in wanted & kept.keys()}
    missing = wanted - found.keys()
    if missing:
        rows = Unit.objects.filter(pk__in=missing).values_list("pk", "level", "kind", "name", *_HAMLET)
        read = {pk: _placed(*named) for pk, *named in rows}
        kept.update(read)
        found |= read
    return found


def _placed(level: str, kind: str, name: str, hamlet_kind: str | None, hamlet_name: str | None) -> str:
    hamlet = full_name(hamlet_kind, hamlet_name) if hamlet_kind and hamlet_name else ""
    return in_hamlet(level, full_name(kind, name), hamlet)


def forget() -> dict[int, str]:
    """Ask anew from now on: a unit was renamed or moved."""
    global _names, _forgotten_at
    _names, _forgotten_at = {}, clock.machine_now()
    return _names
