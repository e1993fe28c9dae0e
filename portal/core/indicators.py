"""Indicators: what is counted, over which rows and how it is printed, defined once and counted in one query.

Apps bring theirs by their manifest; reports, dashboards and drill-down pages only read them here. All indicators of all sources
and spans of days asked for are counted in one query.

Two rules hold for every indicator:

- A ratio over several units knows how many of them have a base (`Measure.units`). Below
  `settings.RATIO_UNITS_PERCENT` of them it has no value, so that no screen or paper prints a percent for it.
- A unit in which the model had not begun by the end of a span (`begins`) has no figures there: NOT_APPLICABLE,
  printed "—", never 0.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db.models import Aggregate, Count, Expression, F, Min, Q, QuerySet, Sum, Value
from django.db.models.functions import JSONArray
from django.utils.functional import Promise

from portal.core import manifests
from portal.core.periods import Days
from portal.core.working_time import start_of

#: The type of an area. The layers above choose it: a unit, or a unit by the map of a day (portal.units.areas).
Place = TypeVar("Place", contravariant=True)


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
    #: For a ratio over units: (how many of them have a base, how many there are).
    units: tuple[int, int] | None = None

    @property
    def is_ratio(self) -> bool:
        return self.bottom is not None

    @property
    def has_base(self) -> bool:
        """Whether this is a ratio of known parts, so that x/y may be printed."""
        return self.known is Known.VALUE and bool(self.bottom)

    @property
    def several(self) -> bool:
        """Whether the ratio is over several units, so that their number is shown."""
        return self.units is not None and self.units[1] > 1

    @property
    def enough(self) -> bool:
        """Whether the ratio may be printed in percent: it is no ratio over several units, or at least
        `settings.RATIO_UNITS_PERCENT` percent of them have a base."""
        if self.units is None:
            return True
        with_base, all_units = self.units
        return all_units <= 1 or 100 * with_base >= settings.RATIO_UNITS_PERCENT * all_units

    @property
    def value(self) -> float | int | None:
        """The count, or the ratio in percent. None where it is not known, where a ratio has no base, and where too few
        units have one (`enough`)."""
        if self.known is not Known.VALUE:
            return None
        if self.bottom is None:
            return self.top
        return 100 * self.top / self.bottom if self.bottom and self.enough else None

    def __add__(self, other: "Measure") -> "Measure":
        """The measure of two areas together. One that is not known adds no number, but its units are counted."""
        if self.units is None or other.units is None:
            units = self.units or other.units
        else:
            units = (self.units[0] + other.units[0], self.units[1] + other.units[1])
        if self.known is not Known.VALUE:
            return replace(other, units=units)
        if other.known is not Known.VALUE:
            return replace(self, units=units)
        bottom = None if self.bottom is None or other.bottom is None else self.bottom + other.bottom
        return Measure(self.top + other.top, bottom, units=units)


@dataclass(frozen=True)
class Source(Generic[Place]):
    """The rows that a family of indicators counts, and the list page that shows them."""

    name: str
    #: Gives the rows of an area.
    rows: Callable[[Place], QuerySet]
    #: The URL name of the list page; empty where no page shows the rows.
    list_url: str = ""
    #: The permission that opens the list; empty when everyone who sees the figure may open it.
    list_permission: str = ""


# Gives the condition that selects the rows to count, for the days of a span and an area.
Condition = Callable[[Days, Place], Q]


@dataclass(frozen=True)
class Indicator(Generic[Place]):
    """One figure: which rows are counted or summed, of which base, and how the figure is labelled.

    `counts` selects the rows of `source`. They are counted; with `total`, that column of them is summed; with `distinct`,
    the different values of that column are counted.

    With `of` the figure is a ratio, and `of` selects the rows of its base, from `of_source` where they are not rows of
    `source`; with `of_total` that column of them is summed. Where each unit states its own base, `units` are the units
    that should state one, and `of_unit` is the column of the base's rows that names the unit.
    """

    key: str
    label: str | Promise
    unit: str | Promise
    definition: str | Promise
    source: Source[Place]
    counts: Condition[Place]
    of: Condition[Place] | None = None
    of_source: Source[Place] | None = None
    total: str = ""
    of_total: str = ""
    of_unit: str = ""
    units: Source[Place] | None = None
    distinct: str = ""
    basis: str = ""
    #: The key of the figure that this one is a part of ("Trong đó"). In INDICATORS the part follows that figure at once, or
    #: another part of it.
    part_of: str = ""
    heading: str | Promise = field(default="", compare=False)
    #: For `distinct`: the list that shows what is counted, where that is not the list of `source`. For example the rows are
    #: confirmations of groups, and the groups are counted. The column `distinct` holds the primary keys of its rows.
    counted_in: Source[Place] | None = None
    #: The words of the link from that list to the rows of `source`.
    each: str | Promise = ""
    #: For a ratio over rows of one list: whether the list shows all rows of the base, each with the word whether it is in
    #: the upper part. If not, it shows the rows of the upper part alone.
    shows_base: bool = False
    #: The words for what the list shows, where one row of it is not one of what the figure counts.
    listing: str | Promise = ""

    @property
    def is_ratio(self) -> bool:
        return self.of is not None

    @property
    def pages_named(self) -> tuple[str, ...]:
        return tuple(source.list_url for source in self._sources() if source.list_url)

    @property
    def permissions_named(self) -> tuple[str, ...]:
        return tuple(source.list_permission for source in self._sources() if source.list_permission)

    def _sources(self) -> list[Source[Place]]:
        given = (self.source, self.of_source, self.units, self.counted_in)
        return [source for source in given if source is not None]

    def rows(self, area: Place, days: Days) -> QuerySet:
        """The rows that the figure counts; for a ratio, the rows of its upper part."""
        return self.source.rows(area).filter(self.counts(days, area))

    @property
    def shown_in(self) -> Source[Place]:
        """The list that the figure opens."""
        return self.counted_in or self.source

    def keys_shown(self, area: Place, days: Days) -> QuerySet:
        """The primary keys of the rows that the list `shown_in` shows."""
        if self.counted_in:
            return self.rows(area, days).values(self.distinct)
        if self.shows_base and self.of is not None:
            return self.source.rows(area).filter(self.of(days, area)).values("pk")
        return self.rows(area, days).values("pk")

    def shows_rows(self, top: int, bottom: int | None) -> bool:
        """Whether the list behind a measure with these parts would have a row."""
        return bool(bottom if self.shows_base else top)


def within(days: Days, column: str) -> Q:
    """The condition that the moment in `column` is within a span of days, which begin at midnight in Vietnam."""
    return Q(**{f"{column}__gte": start_of(days.start), f"{column}__lt": start_of(days.end)})


@dataclass(frozen=True)
class Beginning(Generic[Place]):
    """How the day is known on which the model began in an area: the earliest day in `column` of the rows of `source`."""

    source: Source[Place]
    column: str


def get(key: str) -> Indicator:
    """The indicator of a key. Raises KeyError."""
    return manifests.by_key("indicators")[key]


def everything() -> list[Indicator]:
    """The indicators of all apps, in the order in which reports print them."""
    return list(manifests.all_of("indicators"))


def measure(
    indicators: Sequence[Indicator[Place]], area: Place, spans: Sequence[Days]
) -> dict[str, list[Measure]]:
    """Count each indicator over each span in one query: {key: [the Measure of each span, in their order]}."""
    wanted = _aggregates(indicators, area, spans)
    counts = _by_part(wanted, area, Value(0)).get(0, {})
    measured = [_measured(indicators, counts, n, days) for n, days in enumerate(spans)]
    return {i.key: [found[i.key] for found in measured] for i in indicators}


def measure_by(
    indicators: Sequence[Indicator[Place]], area: Place, days: Days, column: str
) -> dict[int | None, dict[str, Measure]]:
    """Count indicators for each part of an area in one query: {id in `column`: {key: Measure}}.

    A part without rows is absent, because the model has not begun there. The part None holds the area's own rows.
    """
    wanted = _aggregates(indicators, area, [days])
    return {
        part: _measured(indicators, counts, 0, days)
        for part, counts in _by_part(wanted, area, F(column)).items()
    }


def nothing(indicator: Indicator) -> Measure:
    """The measure of a part in which the model has not begun."""
    return Measure(0, 0 if indicator.is_ratio else None, Known.NOT_APPLICABLE)


# What is counted over one source, by name: {"tips.received top 0": Count(...)}.
Aggregates = dict[str, Aggregate]


def _aggregates(
    indicators: Iterable[Indicator[Place]], area: Place, spans: Sequence[Days]
) -> dict[Source[Place], Aggregates]:
    wanted: dict[Source[Place], Aggregates] = {}
    beginning: Beginning[Place] | None = manifests.one_of("beginning")
    if beginning is not None:
        wanted.setdefault(beginning.source, {})["begun"] = Min(beginning.column)
    for indicator in indicators:
        if indicator.units is not None:
            wanted.setdefault(indicator.units, {})["units"] = Count("pk")
        for n, days in enumerate(spans):
            top = _aggregate(indicator, indicator.counts(days, area), indicator.total)
            wanted.setdefault(indicator.source, {})[f"{indicator.key} top {n}"] = top
            if indicator.of is not None:
                base = indicator.of(days, area)
                bottom = _aggregate(indicator, base, indicator.of_total)
                of = wanted.setdefault(indicator.of_source or indicator.source, {})
                of[f"{indicator.key} of {n}"] = bottom
                if indicator.of_unit:
                    known = base & Q(**{f"{indicator.of_total}__gt": 0}) if indicator.of_total else base
                    of[f"{indicator.key} units {n}"] = Count(indicator.of_unit, filter=known, distinct=True)
    return wanted


def _by_part(
    wanted: dict[Source[Place], Aggregates], area: Place, part: Expression | F
) -> dict[Any, dict[str, Any]]:
    """The counts by part, {value of `part`: {name of the aggregate: number}}, in one query: a union that gives one row for
    each source and part, its numbers packed in one column."""
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
    found: dict[Any, dict[str, Any]] = {}
    for nth, of_part, packed in queries[0].union(*queries[1:], all=True):
        numbers = [number or 0 for chunk in packed for number in chunk]
        found.setdefault(of_part, {}).update(zip(names[nth], numbers, strict=True))
    return found


def _packed(aggregates: list[Aggregate]) -> JSONArray:
    """Many numbers as one column, in chunks, because functions of PostgreSQL take at most a hundred arguments."""
    return JSONArray(*(JSONArray(*aggregates[n : n + 50]) for n in range(0, len(aggregates), 50)))


def _measured(
    indicators: Sequence[Indicator], counts: dict[str, Any], nth: int, days: Days
) -> dict[str, Measure]:
    """The measures of one area over the span `nth`, {key: Measure}.

    They are NOT_APPLICABLE where the model had not begun by the end of the span. But if any of them counted something (a
    tip that came before the first group), the unit works already, and all are values.
    """
    tops = {i.key: counts.get(f"{i.key} top {nth}", 0) for i in indicators}
    begun = _begun_by(counts.get("begun"), days.last) or any(tops.values())
    return {
        i.key: Measure(
            tops[i.key],
            None if i.of is None else counts.get(f"{i.key} of {nth}", 0),
            Known.VALUE if begun else Known.NOT_APPLICABLE,
            (counts.get(f"{i.key} units {nth}", 0), counts.get("units", 0)) if i.units else None,
        )
        for i in indicators
    }


def _begun_by(began: Any, day: date) -> bool:
    """Whether the model had begun by a day. It always had where no app brings a Beginning."""
    if manifests.one_of("beginning") is None:
        return True
    return bool(began) and date.fromisoformat(str(began)) <= day


def _aggregate(indicator: Indicator, condition: Q, total: str) -> Aggregate:
    if total:
        return Sum(total, filter=condition)
    return Count(indicator.distinct or "pk", filter=condition, distinct=bool(indicator.distinct))
