"""The preview of an amendment: how many rows of each kind it would move."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from portal.units.amendments.dependants import all_dependants
from portal.units.amendments.kinds import AmendmentPlan
from portal.units.models import Unit
from portal.units.scoping import column_of


@dataclass(frozen=True)
class PreviewLine:
    """How many of one kind move."""

    label: str | Promise
    number: int


@dataclass(frozen=True)
class Preview:
    """What a person judges before confirming: the units that move, the number of units below them, the rows that move with
    them by dependant, names that would be borne twice, and inner units without a decision."""

    moving: list[Unit]
    below: int
    lines: list[PreviewLine]
    same_names: list[str]
    undecided: list[Unit]


def preview(plan: AmendmentPlan, on: date) -> Preview:
    """Count what an amendment moves, in a fixed number of queries. The amendment was checked before."""
    moving = plan.moving()
    return Preview(
        moving=moving,
        below=_below(moving),
        lines=lines_for(moving),
        same_names=plan.same_names(on),
        undecided=plan.undecided(on),
    )


def lines_for(units: list[Unit]) -> list[PreviewLine]:
    """What is in these units, kind by kind."""
    return lines_of(tally(units))


def lines_of(counts: dict[str, int]) -> list[PreviewLine]:
    """Numbers by dependant, as `tally` gives them, with their labels."""
    return [PreviewLine(dependant.label, counts.get(dependant.key, 0)) for dependant in all_dependants()]


def tally(units: list[Unit]) -> dict[str, int]:
    """How much of each kind is in these units, by dependant; one query."""
    found: Counter[str] = Counter()
    for counts in counted(_by_column(units)).values():
        found.update(counts)
    return dict(found)


def counted(units_by_column: dict[str, list[int]]) -> dict[int, dict[str, int]]:
    """{unit: {dependant: number}} of the rows in units by their columns ("unit": what is filed under them)."""
    asked = [
        dependant.tally(column, units)
        for column, units in units_by_column.items()
        if units
        for dependant in all_dependants()
    ]
    found: dict[int, dict[str, int]] = defaultdict(dict)
    if asked:
        for key, unit, number in asked[0].union(*asked[1:], all=True):
            found[unit][key] = number or 0
    return found


def _by_column(units: list[Unit]) -> dict[str, list[int]]:
    columns = defaultdict(list)
    for unit in units:
        columns[column_of(unit)].append(unit.pk)
    return columns


def _below(units: list[Unit]) -> int:
    """Existing units below these."""
    return sum(
        Unit.objects.filter(valid_to=None, **{f"{column}__in": pks}).exclude(pk__in=pks).count()
        for column, pks in _by_column(units).items()
        if column != "unit"
    )
