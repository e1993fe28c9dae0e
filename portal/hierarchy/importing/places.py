"""The places a row is compared with: those that stand, and those that rows of the same table bring."""

from dataclasses import dataclass, field

from portal.hierarchy.importing.lines import Line
from portal.hierarchy.importing.names import blind_key, exact_key, has_accents, near_key, parse
from portal.hierarchy.models import Unit
from portal.hierarchy.text import full_name


@dataclass(frozen=True)
class Known:
    """One place: how it is pointed to ("unit:<public id>", "row:7") and how it is compared."""

    ref: str
    kind: str
    name: str
    title: str
    row: int = 0

    @classmethod
    def of_unit(cls, unit: Unit) -> "Known":
        # A name that says its kind once more ("Tổ tự quản số 4") is compared by the rest.
        named = parse(unit.full_name)
        name = named.name if named.kind == unit.kind else unit.name
        return cls(f"unit:{unit.public_id}", unit.kind, name, unit.full_name)

    @classmethod
    def of_line(cls, line: Line) -> "Known":
        return cls(f"row:{line.row}", line.kind, line.name, full_name(line.kind, line.name), line.row)


@dataclass
class Siblings:
    """The places of one level under one parent."""

    exact: dict[tuple[str, str], Known] = field(default_factory=dict)
    close: dict[str, list[Known]] = field(default_factory=dict)
    blind: dict[str, list[Known]] = field(default_factory=dict)

    def add(self, place: Known) -> None:
        self.exact.setdefault((place.kind, exact_key(place.name)), place)
        self.close.setdefault(near_key(place.name), []).append(place)
        self.blind.setdefault(blind_key(place.name), []).append(place)

    def same(self, kind: str, name: str) -> Known | None:
        """The place of this kind whose name is written alike."""
        return self.exact.get((kind, exact_key(name)))

    def like(self, kind: str, name: str) -> Known | None:
        """The place likely meant, of this kind rather than of another; accents count unless one has none."""
        unaccented = (
            place
            for place in self.blind.get(blind_key(name), [])
            if not (has_accents(name) and has_accents(place.name))
        )
        found = [*self.close.get(near_key(name), []), *unaccented]
        return min(found, key=lambda place: place.kind != kind, default=None)
