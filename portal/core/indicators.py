"""An indicator is defined once: what is counted, over which rows, and how it is printed.

Apps register theirs in their `indicators` module; reports, dashboards and drill-down pages only read the
register. All indicators over one source and all spans of days asked for are counted in one query.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models import Aggregate, Count, Expression, F, Q, QuerySet, Sum, Value
from django.db.models.functions import JSONArray
from django.utils.functional import Promise

from portal.core.periods import Days
from portal.core.working_time import start_of


class Known(Enum):
    """Zero, not reported and not applicable are three values."""

    VALUE = "value"
    NOT_REPORTED = "not-reported"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True)
class Measure:
    """A count, or a ratio kept as its two parts so that ratios add up by parts."""

    top: int
    bottom: int | None = None
    known: Known = Known.VALUE

    @property
    def is_ratio(self) -> bool:
        return self.bottom is not None

    @property
    def value(self) -> float | int | None:
        """The number itself; a ratio in percent, None where it has no base."""
        if self.known is not Known.VALUE:
            return None
        if self.bottom is None:
            return self.top
        return 100 * self.top / self.bottom if self.bottom else None

    def __add__(self, other: "Measure") -> "Measure":
        """Sum of two areas' measures of one indicator; what was not reported adds nothing."""
        if self.known is not Known.VALUE:
            return other
        if other.known is not Known.VALUE:
            return self
        bottom = None if self.bottom is None or other.bottom is None else self.bottom + other.bottom
        return Measure(self.top + other.top, bottom)


@dataclass(frozen=True)
class Source:
    """The rows a family of indicators counts: those of an area, and the list page that shows them."""

    name: str
    rows: Callable[[object], QuerySet]
    list_url: str = ""
    #: The permission that opens the list; empty when whoever sees the figure may.
    list_permission: str = ""


# Which rows count, given the days of the span and the area counted.
Condition = Callable[[Days, object], Q]


@dataclass(frozen=True)
class Indicator:
    """One figure. `counts` picks the rows; `of`, when given, picks the base of a ratio.

    `stock` figures stand at the end of the span (groups, members); others happen within it (tips, posts).
    `total` sums a column instead of counting rows; `distinct` counts different values of a column.
    """

    key: str
    label: str | Promise
    unit: str | Promise
    definition: str | Promise
    source: Source
    counts: Condition
    of: Condition | None = None
    of_source: Source | None = None
    total: str = ""
    of_total: str = ""
    distinct: str = ""
    stock: bool = False
    basis: str = ""
    heading: str | Promise = field(default="", compare=False)

    @property
    def is_ratio(self) -> bool:
        return self.of is not None

    def rows(self, area, days: Days) -> QuerySet:
        """The rows behind the figure (of a ratio: behind its upper part)."""
        return self.source.rows(area).filter(self.counts(days, area))


def within(days: Days, column: str) -> Q:
    """The condition that a moment lies in a span of days, by Vietnam's midnights."""
    return Q(**{f"{column}__gte": start_of(days.start), f"{column}__lt": start_of(days.end)})


_register: dict[str, Indicator] = {}


def register(indicators: Iterable[Indicator]) -> None:
    """Add an app's indicators, in the order in which reports print them. A key can stand for one thing only."""
    for indicator in indicators:
        if indicator.key in _register and _register[indicator.key] is not indicator:
            raise ValueError(f"indicator {indicator.key} is registered twice")
        _register[indicator.key] = indicator


def get(key: str) -> Indicator:
    """The indicator of a key. Raises KeyError."""
    return _register[key]


def everything() -> list[Indicator]:
    """All indicators in the order of registration."""
    return list(_register.values())


def measure(indicators: Sequence[Indicator], area, spans: Sequence[Days]) -> dict[str, list[Measure]]:
    """Count each indicator over each span: {key: [a Measure a span]}, all in one query."""
    wanted = _aggregates(indicators, area, spans)
    counts = _by_part(wanted, area, Value(0)).get(0, {})
    return {i.key: [_measured(i, counts, n) for n in range(len(spans))] for i in indicators}


def measure_by(
    indicators: Sequence[Indicator], area, days: Days, column: str
) -> dict[int | None, dict[str, Measure]]:
    """Count indicators for each part of an area: {id in `column`: {key: Measure}}, all in one query.

    A part without rows is absent: it is zero, over no base. The part None holds the area's own rows.
    """
    wanted = _aggregates(indicators, area, [days])
    return {
        part: {i.key: _measured(i, counts, 0) for i in indicators}
        for part, counts in _by_part(wanted, area, F(column)).items()
    }


# What is to be counted over one source: {"tips.received top 0": Count(...)}.
Aggregates = dict[str, Aggregate]


def _aggregates(indicators: Iterable[Indicator], area, spans: Sequence[Days]) -> dict[Source, Aggregates]:
    wanted: dict[Source, Aggregates] = {}
    for indicator in indicators:
        for n, days in enumerate(spans):
            top = _aggregate(indicator, indicator.counts(days, area), indicator.total)
            wanted.setdefault(indicator.source, {})[f"{indicator.key} top {n}"] = top
            if indicator.of is not None:
                bottom = _aggregate(indicator, indicator.of(days, area), indicator.of_total)
                source = indicator.of_source or indicator.source
                wanted.setdefault(source, {})[f"{indicator.key} of {n}"] = bottom
    return wanted


def _by_part(wanted: dict[Source, Aggregates], area, part: Expression | F) -> dict[Any, dict[str, int]]:
    """Count over every source in one query: a union of one packed row a source and part."""
    queries = [
        source.rows(area)
        .order_by()
        .annotate(nth=Value(nth), part=part)
        .values("nth", "part")
        .annotate(packed=_packed(list(aggregates.values())))
        .values_list("nth", "part", "packed")
        for nth, (source, aggregates) in enumerate(wanted.items())
    ]
    if not queries:
        return {}
    names = [list(aggregates) for aggregates in wanted.values()]
    found: dict[Any, dict[str, int]] = {}
    for nth, of_part, packed in queries[0].union(*queries[1:], all=True):
        numbers = [number or 0 for chunk in packed for number in chunk]
        found.setdefault(of_part, {}).update(zip(names[nth], numbers, strict=True))
    return found


def _packed(aggregates: list[Aggregate]) -> JSONArray:
    """Many numbers as one column, in chunks: PostgreSQL's functions take a hundred arguments at most."""
    return JSONArray(*(JSONArray(*aggregates[n : n + 50]) for n in range(0, len(aggregates), 50)))


def _measured(indicator: Indicator, counts: dict[str, int], nth: int) -> Measure:
    return Measure(
        counts.get(f"{indicator.key} top {nth}", 0),
        None if indicator.of is None else counts.get(f"{indicator.key} of {nth}", 0),
    )


def _aggregate(indicator: Indicator, condition: Q, total: str) -> Aggregate:
    if total:
        return Sum(total, filter=condition)
    return Count(indicator.distinct or "pk", filter=condition, distinct=bool(indicator.distinct))
