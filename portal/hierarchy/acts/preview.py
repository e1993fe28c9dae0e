"""What an act would do, told before it is done."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from portal.core.ordering import sort_key
from portal.core.plain import same_key
from portal.hierarchy.acts.followers import all_followers
from portal.hierarchy.acts.kinds import Act, Merge, Split
from portal.hierarchy.models import Unit
from portal.hierarchy.scoping import column_of
from portal.hierarchy.selectors import children_on


@dataclass(frozen=True)
class Line:
    """How many of one kind move."""

    label: str | Promise
    number: int


@dataclass(frozen=True)
class Preview:
    """The units that move with all below them, what moves with them, and what asks for a person's judgement."""

    moving: list[Unit]
    below: int
    lines: list[Line]
    same_names: list[str]
    undecided: list[Unit]


def preview(act: Act, on: date) -> Preview:
    """Count what an act moves, in a fixed number of queries. The act was checked before."""
    moving = act.moving()
    return Preview(
        moving=moving,
        below=_below(moving),
        lines=lines_for(moving),
        same_names=_same_names(act, on),
        undecided=act.undecided(on) if isinstance(act, Split) else [],
    )


def lines_for(units: list[Unit]) -> list[Line]:
    """What stands in these units, kind by kind."""
    return lines_of(tally(units))


def lines_of(counts: dict[str, int]) -> list[Line]:
    """Numbers by follower, as `tally` gives them, with their labels."""
    return [Line(follower.label, counts.get(follower.key, 0)) for follower in all_followers()]


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
        for follower in all_followers()
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


def _same_names(act: Act, on: date) -> list[str]:
    """Names that two units below would bear in one merged unit: allowed, and to be told apart by renaming."""
    if not isinstance(act, Merge):
        return []
    seen: dict[str, str] = {}
    twice = []
    for unit in act.changed():
        for child in children_on(unit, on):
            key = same_key(child.full_name)
            if key in seen:
                twice.append(child.full_name)
            seen[key] = child.full_name
    return sorted(set(twice), key=sort_key)
