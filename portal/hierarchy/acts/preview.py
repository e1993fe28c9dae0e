"""What an act would do, told before it is done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from portal.core.folding import fold
from portal.hierarchy.acts.followers import all_followers
from portal.hierarchy.acts.kinds import Act, Merge, Split
from portal.hierarchy.choices import Level
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
    by_column = _by_column(units)
    return [
        Line(
            follower.label,
            sum(sum(follower.count(column, pks).values()) for column, pks in by_column.items()),
        )
        for follower in all_followers()
    ]


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
            key = fold(child.full_name)
            if key in seen and child.level != Level.RESIDENTS_GROUP:
                twice.append(child.full_name)
            seen[key] = child.full_name
    return sorted(set(twice))
