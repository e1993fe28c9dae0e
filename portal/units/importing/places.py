"""The places a row is compared with: existing units, and those of other rows of the table."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Required, TypedDict, Unpack

from portal.core.plain_text import column_key
from portal.units.choices import KINDS_AT, Level
from portal.units.importing.names import blind_key, exact_key, has_accents, near_key, parse
from portal.units.importing.parsed_row import ParsedRow
from portal.units.models import Unit, not_ended_by
from portal.units.naming import full_name


@dataclass(frozen=True)
class KnownPlace:
    """One place: how it is pointed to ("unit:<public id>", "row:7") and how it is compared."""

    ref: str
    kind: str
    name: str
    title: str
    row: int = 0

    @classmethod
    def of_unit(cls, unit: Unit) -> "KnownPlace":
        # A name that says its kind once more ("Tổ tự quản số 4") is compared by the rest.
        named = parse(unit.full_name)
        name = named.name if named.kind == unit.kind else unit.name
        return cls(f"unit:{unit.public_id}", unit.kind, name, unit.full_name)

    @classmethod
    def of_line(cls, line: ParsedRow) -> "KnownPlace":
        return cls(f"row:{line.row}", line.kind, line.name, full_name(line.kind, line.name), line.row)


@dataclass
class Siblings:
    """The places of one level under one parent."""

    exact: dict[tuple[str, str], KnownPlace] = field(default_factory=dict)
    close: dict[str, list[KnownPlace]] = field(default_factory=dict)
    blind: dict[str, list[KnownPlace]] = field(default_factory=dict)

    def add(self, place: KnownPlace) -> None:
        self.exact.setdefault((place.kind, exact_key(place.name)), place)
        self.close.setdefault(near_key(place.name), []).append(place)
        self.blind.setdefault(blind_key(place.name), []).append(place)

    def same(self, kind: str, name: str) -> KnownPlace | None:
        """The place of this kind whose name is written alike."""
        return self.exact.get((kind, exact_key(name)))

    def like(self, kind: str, name: str) -> KnownPlace | None:
        """The place likely meant, of this kind rather than of another; accents count unless one has none."""
        unaccented = (
            place
            for place in self.blind.get(blind_key(name), [])
            if not (has_accents(name) and has_accents(place.name))
        )
        found = [*self.close.get(near_key(name), []), *unaccented]
        return min(found, key=lambda place: place.kind != kind, default=None)


class Beside(TypedDict, total=False):
    """Beside which units under a parent a name is compared: those of a level that exist on a day, but for some."""

    level: Required[str]
    on: Required[date]
    besides: Iterable[Unit]


def nearly_alike(kind: str, name: str, *, parent: Unit, **place: Unpack[Beside]) -> Unit | None:
    """The hamlet or group right under a parent, not ended by the day, about which a row of a table with this name
    would be asked; None also where one bears the very name, which is refused and not asked about."""
    level, besides = Level(place["level"]), place.get("besides", ())
    found = Unit.objects.filter(not_ended_by(place["on"]), parent=parent, level=level).exclude(
        pk__in=[unit.pk for unit in besides]
    )
    units = {f"unit:{unit.public_id}": unit for unit in found}
    if any(unit.kind == kind and unit.name_key == column_key(name) for unit in units.values()):
        return None
    siblings = Siblings()
    for unit in units.values():
        siblings.add(KnownPlace.of_unit(unit))
    # "Ấp Đồng Xa" typed where the name alone is asked for.
    named = parse(name)
    bare = (
        named.name if named.kind in KINDS_AT[level] else KnownPlace.of_unit(Unit(kind=kind, name=name)).name
    )
    like = siblings.same(kind, bare) or siblings.like(kind, bare)
    return units[like.ref] if like else None
