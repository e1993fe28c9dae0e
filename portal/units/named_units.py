"""Units with the names they had on a day: as values, sorted, and as lines of words."""

from dataclasses import dataclass

from portal.core.ordering import sort_key
from portal.units.choices import RANK
from portal.units.models import Unit, UnitVersion
from portal.units.naming import Named


@dataclass(frozen=True)
class NamedUnit(Named):
    """A unit by the name, kind and code of one of its versions."""

    pk: int
    public_id: str
    level: str
    kind: str
    name: str
    code: str

    @classmethod
    def of(cls, version: UnitVersion) -> "NamedUnit":
        """As a version (read with its unit) calls it."""
        unit = version.unit
        return cls(unit.pk, unit.public_id, unit.level, version.kind, version.name, version.code)

    @classmethod
    def now(cls, unit: Unit) -> "NamedUnit":
        """As a unit is called today, or was last."""
        return cls(unit.pk, unit.public_id, unit.level, unit.kind, unit.name, unit.code)


def by_name(unit: NamedUnit) -> tuple:
    """The key that sorts as people read: by level, then by name, "ấp 2" before "ấp 10", A before Ă before B."""
    return RANK[unit.level], sort_key(unit.name), unit.name, unit.kind


def joined(units: list[NamedUnit], *, own: NamedUnit | Unit | None = None) -> str:
    """ "xã Phước Ninh, huyện Dương Minh Châu, tỉnh Tây Ninh": a line as an address, from the smallest up."""
    return ", ".join(unit.full_name for unit in reversed(units) if own is None or unit.pk != own.pk)
