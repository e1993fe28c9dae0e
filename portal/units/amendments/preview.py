"""What an amendment would do, told before it is done."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from portal.core.ordering import sort_key
from portal.core.plain_text import same_key
from portal.units.amendments.dependants import all_dependants
from portal.units.amendments.kinds import AmendmentPlan, Merge, Split
from portal.units.models import Unit
from portal.units.scoping import column_of
from portal.units.selectors import children_on


@dataclass(frozen=True)
class PreviewLine:
    """How many of one kind move."""

    label: str | Promise
    number: int


@dataclass(frozen=True)
class Preview:
    """The units that move with all below them, what moves with them, and what asks for a person's judgement."""

    moving: list[Unit]
    below: int
    lines: list[PreviewLine]
    same_names: list[str]
    undecided: list[Unit]


def preview(amendment: AmendmentPlan, on: date) -> Preview:
    """Count what an amendment moves, in a fixed number of queries. The amendment was checked before."""
    moving = amendment.moving()
    return Preview(
        moving=moving,
        below=_below(moving),
        lines=lines_for(moving),
        same_names=_same_names(amendment, on),
        undecided=amendment.undecided(on) if isinstance(amendment, Split) else [],
    )


def lines_for(units: list[Unit]) -> list[PreviewLine]:
    """What stands in these units, kind by kind."""
    return lines_of(tally(units))


def lines_of(counts: dict[str, int]) -> list[PreviewLine]:
    """Numbers by follower, as `tally` gives them, with their labels."""
    return [PreviewLine(follower.label, counts.get(follower.key, 0)) for follower in all_dependants()]


def tally(units: list[Unit]) -> dict[str, int]:
    """How much of each kind stands in these units, by follower; one query."""
    found: Counter[str] = Counter()
    for counts in counted(_by_column(units)).values():
        found.update(counts)
    return dict(found)


def counted(units_by_column: dict[str, list[int]]) -> dict[int, dict[str, int]]:
    """{unit: {follower: number}} of what lies in units by their columns ("unit": what is filed under them)."""
    asked = [
        follower.tally(column, units)
        for column, units in units_by_column.items()
        if units
        for follower in all_dependants()
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
    """Standing units below these."""
    return sum(
        Unit.objects.filter(valid_to=None, **{f"{column}__in": pks}).exclude(pk__in=pks).count()
        for column, pks in _by_column(units).items()
        if column != "unit"
    )


def _same_names(amendment: AmendmentPlan, on: date) -> list[str]:
    """Names that two units below would bear in one merged unit: allowed, and to be told apart by renaming."""
    if not isinstance(amendment, Merge):
        return []
    seen: dict[str, str] = {}
    twice = []
    for unit in amendment.changed():
        for child in children_on(unit, on):
            key = same_key(child.full_name)
            if key in seen:
                twice.append(child.full_name)
            seen[key] = child.full_name
    return sorted(set(twice), key=sort_key)
