"""The tree of units on a day, in four queries whatever its size; one branch in two."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q
from django.utils.text import capfirst

from portal.core.formatting import number
from portal.units.choices import RANK, CommandChain, Level
from portal.units.models import Unit, UnitVersion, valid_on
from portal.units.named_units import NamedUnit, by_name
from portal.units.selectors import edges_on, lines_up


@dataclass
class Node:
    """A unit in the tree: how many are right below it, by level, and those units if its branch is open."""

    unit: NamedUnit
    counts: list[tuple[Level, int]] = field(default_factory=list)
    children: list["Node"] | None = None

    @property
    def count_words(self) -> str:
        """ "Cấp huyện: 9": what is right below, level by level."""
        return ", ".join(f"{capfirst(level.label)}: {number(count)}" for level, count in self.counts)


def tree(day: date, open_key: str) -> list[Node]:
    """All provinces of a day, opened down to the unit that `open_key` names (to nothing, if none bears it)."""
    path = _path(open_key, day)
    provinces = UnitVersion.objects.filter(valid_on(day), unit__level=Level.PROVINCE).select_related("unit")
    below = _children(path, day)
    below[None] = sorted((NamedUnit.of(version) for version in provinces), key=by_name)
    counts = _counts([unit.pk for units in below.values() for unit in units], day)
    return _nodes(None, below, set(path), counts)


def is_among(nodes: list[Node], key: str) -> bool:
    """Whether a unit is among these or in an open branch below them."""
    return any(node.unit.public_id == key or is_among(node.children or [], key) for node in nodes)


def branch(unit: Unit, day: date) -> list[Node]:
    """The units right below one on a day, closed."""
    below = _children([unit.pk], day)
    return _nodes(unit.pk, below, set(), _counts([child.pk for child in below[unit.pk]], day))


def _path(key: str, day: date) -> list[int]:
    """A unit and those above it on a day, by number."""
    own = Unit.objects.filter(public_id=key).values("pk")
    return [pk for (pk,) in own.union(*lines_up(edges_on(day), Q(child__public_id=key))).values_list("pk")]


def _children(parents: list[int], day: date) -> dict[int | None, list[NamedUnit]]:
    """The units right below each of some, as they were called on a day."""
    edge = "unit__edges__"
    versions = (
        UnitVersion.objects.filter(
            valid_on(day),
            valid_on(day, edge),
            **{f"{edge}command_chain": CommandChain.ADMINISTRATION, f"{edge}parent__in": parents},
        )
        .annotate(above=F(f"{edge}parent"))
        .select_related("unit")
    )
    found: dict[int | None, list[NamedUnit]] = defaultdict(list)
    for version in versions:
        found[version.above].append(NamedUnit.of(version))
    return defaultdict(list, {parent: sorted(units, key=by_name) for parent, units in found.items()})


def _counts(parents: list[int], day: date) -> dict[int, list[tuple[Level, int]]]:
    """How many units are right below each of some, by level from the top down."""
    rows = (
        edges_on(day)
        .filter(valid_on(day, "child__"), parent__in=parents)
        .values_list("parent", "child__level")
        .annotate(units=Count("id"))
    )
    found: dict[int, list[tuple[Level, int]]] = defaultdict(list)
    for parent, level, units in sorted(rows, key=lambda row: RANK[row[1]]):
        found[parent].append((Level(level), units))
    return found


def _nodes(parent: int | None, below: dict, opened: set[int], counts: dict) -> list[Node]:
    return [
        Node(
            unit,
            counts.get(unit.pk, []),
            _nodes(unit.pk, below, opened, counts) if unit.pk in opened else None,
        )
        for unit in below[parent]
    ]
