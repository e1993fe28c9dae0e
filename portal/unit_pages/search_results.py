"""Units as search results: the era in words, the units above, and the units of today; three queries for any
number."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.core.ordering import sort_key
from portal.unit_pages.unit.selectors import version_on
from portal.units.choices import CommandChain, Extent
from portal.units.models import Succession, Unit, UnitEdge, UnitVersion
from portal.units.named_units import NamedUnit, joined
from portal.units.naming import full_name
from portal.units.selectors import era_of, lines_up

# A successor may have ended itself; further than this nobody asks in one look.
_GENERATIONS = 4


@dataclass(frozen=True)
class UnitResult:
    """A unit as it was called on the day shown, or nearest to it."""

    unit: NamedUnit
    era: str
    above: str
    today: str
    stands: bool
    # The unit before it by whose name it was found, if not by its own (portal.units.search).
    formerly: str = ""


def unit_results(units: list[Unit], day: date) -> list[UnitResult]:
    """Each unit as of a day; of one that does not exist on it, as of the nearest day on which it did."""
    lines, became = _lines(units), _became(units)
    return [
        UnitResult(
            unit=lines.named(unit.pk, shown),
            era=era_of(unit),
            above=joined(lines.above(unit.pk, shown)),
            today=_today(unit, day, became),
            stands=unit.is_valid_on(day),
            formerly=_formerly(unit),
        )
        for unit in units
        for shown in [unit.nearest_day(day)]
    ]


def _formerly(unit: Unit) -> str:
    # Only a search annotates them (portal.units.search).
    kind, name = (getattr(unit, column, "") for column in ("formerly_kind", "formerly_name"))
    return full_name(kind, name) if name else ""


@dataclass(frozen=True)
class _Lines:
    edges: dict[int, list[UnitEdge]]
    versions: dict[int, list[UnitVersion]]

    def named(self, pk: int, day: date) -> NamedUnit:
        return NamedUnit.of(version_on(self.versions[pk], day))

    def above(self, pk: int, day: date) -> list[NamedUnit]:
        """The units above one on a day, from the top down."""
        line: list[NamedUnit] = []
        while edge := next((edge for edge in self.edges[pk] if edge.is_valid_on(day)), None):
            pk = edge.parent_id
            line.insert(0, self.named(pk, day))
        return line


def _lines(units: list[Unit]) -> _Lines:
    """All that ever were above some units, by day: an edge and a version hold from one day to another."""
    own = [unit.pk for unit in units]
    edges = UnitEdge.objects.filter(command_chain=CommandChain.ADMINISTRATION)
    lines = Unit.objects.filter(pk__in=own).values("pk").union(*lines_up(edges, Q(child__in=own)))
    found: _Lines = _Lines(defaultdict(list), defaultdict(list))
    for edge in edges.filter(child__in=lines):
        found.edges[edge.child_id].append(edge)
    versions = UnitVersion.objects.filter(unit__in=lines).select_related("unit")
    for version in sorted(versions, key=lambda version: version.valid_from or date.min):
        found.versions[version.unit_id].append(version)
    return found


def _became(units: list[Unit]) -> dict[int, list[Succession]]:
    """What each unit became, and what that became, some generations on."""
    steps = [Succession.objects.filter(predecessor__in=[unit.pk for unit in units])]
    for _generation in range(_GENERATIONS - 1):
        steps.append(Succession.objects.filter(predecessor__in=steps[-1].values("successor")))
    ids = steps[0].values("pk").union(*(step.values("pk") for step in steps[1:]))
    found: dict[int, list[Succession]] = defaultdict(list)
    for link in Succession.objects.filter(pk__in=ids).select_related("successor"):
        found[link.predecessor_id].append(link)
    return found


def _today(unit: Unit, day: date, became: dict[int, list[Succession]]) -> str:
    """What a unit is on the page's day; empty for one that exists."""
    if unit.is_valid_on(day):
        return ""
    if not unit.has_begun_by(day):
        return _("chưa có vào ngày này")
    successors = _successors(unit.pk, day, became)
    if not successors:
        return _("chưa rõ nay là đơn vị nào")
    names = ", ".join(sorted((successor.full_name for successor in successors), key=sort_key))
    parts = len(successors) > 1 or any(link.extent == Extent.PART for link in became[unit.pk])
    return (_("nay thuộc %(units)s") if parts else _("nay là %(units)s")) % {"units": names}


def _successors(pk: int, day: date, became: dict[int, list[Succession]]) -> set[Unit]:
    """The units that exist on a day and go back to one."""
    found: set[Unit] = set()
    waiting, seen = [pk], {pk}
    while waiting:
        for link in became[waiting.pop()]:
            successor = link.successor
            if successor.pk in seen or link.on > day:
                continue
            seen.add(successor.pk)
            if successor.is_valid_on(day):
                found.add(successor)
            else:
                waiting.append(successor.pk)
    return found


def same_code(code: str, units: list[Unit]) -> str:
    """The sentence to say when a code means several units, each in its era; else nothing."""
    bearers = [unit for unit in units if unit.code == code]
    if len(bearers) < 2 or len({unit.level for unit in bearers}) > 1:
        return ""
    number = {2: _("hai"), 3: _("ba")}.get(len(bearers), str(len(bearers)))
    return _("Mã %(code)s là của %(number)s đơn vị, mỗi thời kỳ một.") % {"code": code, "number": number}
