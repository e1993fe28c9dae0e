"""Overview of coverage and punctuality of one period, one row a commune, for districts and provinces."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import Actor
from portal.core import clock, indicators
from portal.core.indicators import Indicator, Measure
from portal.core.ordering import sort_key
from portal.core.periods import CutOff, Days, Period, PeriodKind
from portal.core.text_search import words_of
from portal.dashboards.selectors import Cell, cell
from portal.units.areas import Area, AreaMap
from portal.units.models import Unit
from reports.rules import rules_for
from reports.selectors import Punctuality, punctuality

# The columns of the table, in their order; the two measures of coverage are separate, each under its own name.
WATCHED = [
    "groups.all",
    "groups.members",
    "coverage.has-group.residents-groups",
    "coverage.has-group.hamlets",
    "coverage.takes-part.households",
    "tips.received",
]
_TOTALS = ["groups.all", "groups.members", "tips.received", "posts.sent"]
# By what the communes are sorted when those that need a call come first.
_SHARE = WATCHED.index("coverage.has-group.hamlets")

URGENT_FIRST = "can-don-doc"
BY_NAME = "ten"


@dataclass(frozen=True)
class CommuneLine:
    """One commune in the table: its figures, and the state of its report."""

    unit: Unit
    cells: list[Cell]
    report: Punctuality
    empty: bool

    @property
    def reported(self) -> bool:
        """Whether its report is there; of one that had not begun, one of those before it."""
        return self.report.report_id is not None or self.report.by_predecessors > 0


@dataclass(frozen=True)
class Overview:
    """What district and province see: totals, communes, one period."""

    period: Period
    area: Area
    due_on: date
    totals: list[Cell]
    #: The headers of the columns, and the sort key of each.
    columns: list[tuple[str, str]]
    #: The figures of the whole area, column by column.
    whole: list[Cell]
    lines: list[CommuneLine]
    shown: list[CommuneLine]

    @property
    def issued(self) -> int:
        """How many communes have sent their report."""
        return sum(line.reported for line in self.lines)


@dataclass(frozen=True)
class Filter:
    """Which communes the table shows."""

    label: str | Promise
    wanted: Callable[[CommuneLine], bool]


# By the name in the address.
FILTERS = {
    "": Filter(_("Tất cả"), lambda line: True),
    "da-gui": Filter(_("Đã gửi báo cáo"), lambda line: line.reported),
    "chua-gui": Filter(_("Chưa gửi báo cáo"), lambda line: not line.reported and line.report.begun),
    "chua-co-nhom": Filter(_("Chưa có nhóm"), lambda line: line.empty),
}


@dataclass(frozen=True)
class Asked:
    """Which communes, by which map, in which order. `chosen` is one of `FILTERS`, `view` a map (`AreaMap`), `query` finds
    communes by words of their names, `sort` is `URGENT_FIRST`, `BY_NAME` or the key of a column (with "-" the
    largest first)."""

    chosen: str = ""
    view: str = ""
    query: str = ""
    sort: str = ""


_ALL = Asked()


def overview(actor: Actor, above: Unit, period: Period, asked: Asked = _ALL) -> Overview:
    """Coverage and punctuality of the communes of a unit on the map of the period's last day or on today's, counted
    in a fixed number of queries."""
    rule = rules_for(above, period.days().last)[PeriodKind(period.kind)]
    days = period.days(CutOff(rule.cut_off))
    watched = [indicators.get(key) for key in WATCHED]
    area = Area.of(above, days.last, asked.view)
    of_today = area.moved and area.view == AreaMap.TODAY
    reports = punctuality(actor, above, period, rule, clock.today() if of_today else None)
    # The parts add up to the whole, with the rows of no commune: all in one count.
    totals = [indicators.get(key) for key in _TOTALS]
    by_commune = indicators.measure_by([*{*watched, *totals}], area, days, "at_commune")
    lines = [_line(row, by_commune.get(row.unit.pk, {}), watched, days, area) for row in reports]
    wanted = FILTERS.get(asked.chosen, FILTERS[""]).wanted
    shown = [line for line in _found(lines, asked.query) if wanted(line)]

    def whole(indicator: Indicator) -> Cell:
        parts = [found[indicator.key] for found in by_commune.values()]
        return cell(indicator, sum(parts, indicators.nothing(indicator)), area, days)

    return Overview(
        period=period,
        area=area,
        due_on=rule.due_on(period),
        totals=[whole(indicator) for indicator in totals],
        columns=[(str(indicator.label), indicator.key) for indicator in watched],
        whole=[whole(indicator) for indicator in watched],
        lines=lines,
        shown=_sorted(shown, asked.sort),
    )


def _line(
    row: Punctuality, found: dict[str, Measure], watched: list[Indicator], days: Days, area: Area
) -> CommuneLine:
    commune = replace(area, unit=row.unit)
    cells = [cell(i, found.get(i.key, indicators.nothing(i)), commune, days) for i in watched]
    return CommuneLine(row.unit, cells, row, empty=not found or not found["groups.all"].top)


def _found(lines: list[CommuneLine], query: str) -> Iterable[CommuneLine]:
    """The lines of the communes whose name, district or code has each word of a query at the beginning of a word."""
    asked = words_of(query)
    if query.strip() and not asked:
        return []

    def fits(line: CommuneLine) -> bool:
        district = line.unit.district.full_name if line.unit.district else ""
        known = words_of(f"{line.unit.full_name} {line.unit.code} {district}")
        return all(any(word.startswith(part) for word in known) for part in asked)

    return filter(fits, lines)


def _sorted(lines: list[CommuneLine], sort: str) -> list[CommuneLine]:
    """Lines in the order asked for; without one, those that need a call come first. Figures that a commune has not
    come last either way."""
    lines = sorted(lines, key=lambda line: sort_key(line.unit.name))
    if sort == BY_NAME:
        return lines
    column = sort.lstrip("-")
    if column not in WATCHED:
        return sorted(lines, key=_urgency)
    place, sign = WATCHED.index(column), -1 if sort.startswith("-") else 1

    def figure(line: CommuneLine) -> tuple[bool, float]:
        value = line.cells[place].value
        return value is None, sign * (value or 0)

    return sorted(lines, key=figure)


def _urgency(line: CommuneLine) -> tuple[bool, bool, float]:
    """Without a report before others, then without groups, then by the smallest share of hamlets with a group."""
    share = line.cells[_SHARE].value
    return line.reported or not line.report.begun, not line.empty, 101 if share is None else share
