"""The parameters of an amendment as JSON with public ids, and back with the units."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from portal.units.models import Unit
from portal.units.naming import Named


@dataclass(frozen=True)
class NewUnit(Named):
    """A unit that an amendment lets begin."""

    kind: str
    name: str
    code: str = ""


def pack(value: Any) -> Any:
    """Units as their public ids; dictionaries as pairs, since their keys may be units."""
    if isinstance(value, Unit):
        return {"unit_key": value.public_id}
    if isinstance(value, NewUnit):
        return {"new_unit": asdict(value)}
    if isinstance(value, dict):
        return {"pairs": [[pack(key), pack(item)] for key, item in value.items()]}
    if isinstance(value, list | tuple):
        return [pack(item) for item in value]
    return value


def unpack(value: Any, known: dict[str, Unit] | None = None) -> Any:
    """What `pack` packed; all its units in one query, or from those `known`. Raises Unit.DoesNotExist when one no longer exists."""
    units = units_named(value) if known is None else known
    if missing := set(_named(value)) - units.keys():
        raise Unit.DoesNotExist(", ".join(sorted(missing)))
    return _with(value, units)


def units_named(value: Any) -> dict[str, Unit]:
    """The units that packed values name, by public id; those that no longer exist are left out."""
    found = Unit.objects.filter(public_id__in=set(_named(value)))
    return {
        unit.public_id: unit
        for unit in found.select_related("parent", "province", "district", "commune", "hamlet")
    }


def _with(value: Any, units: dict[str, Unit]) -> Any:
    if isinstance(value, list):
        return tuple(_with(item, units) for item in value)
    if not isinstance(value, dict):
        return value
    if "unit_key" in value:
        return units[value["unit_key"]]
    if "new_unit" in value:
        return NewUnit(**value["new_unit"])
    if "pairs" in value:
        return {_with(key, units): _with(item, units) for key, item in value["pairs"]}
    return {key: _with(item, units) for key, item in value.items()}


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _named(item)
    elif isinstance(value, dict):
        if isinstance(value.get("unit_key"), str):
            yield value["unit_key"]
        for item in value.values():
            yield from _named(item)
