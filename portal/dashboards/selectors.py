"""Numbers for the first pages, read from the register and the apps' selectors."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from portal.core import clock, indicators
from portal.core.indicators import Indicator, Measure
from portal.core.periods import CutOff, Days, Period, PeriodKind
from portal.hierarchy.drilldown import link
from portal.hierarchy.figures import words
from portal.hierarchy.maps import Area, View
from portal.hierarchy.models import Unit
from reports.rules import rules_for
from reports.selectors import Punctuality, punctuality

# The columns of the coverage table; percentages of the two measures stand apart, each under its own name.
WATCHED = [
    "groups.all",
    "groups.members",
    "coverage.has-group.residents-groups",
    "coverage.has-group.hamlets",
    "coverage.takes-part.households",
    "tips.received",
]
_TOTALS = ["groups.all", "groups.members", "tips.received", "posts.sent"]


@dataclass(frozen=True)
class Cell:
    """A figure and where its rows are."""

    label: str
    text: str
    href: str = ""
    over: bool = False


@dataclass(frozen=True)
class CommuneLine:
    """One commune in the table: its figures, and how its report stands."""

    unit: Unit
    cells: list[Cell]
    report: Punctuality
    empty: bool


@dataclass(frozen=True)
class Overview:
    """What district and province see: totals, communes, one period."""

    period: Period
    area: Area
    due_on: date
    totals: list[Cell]
    columns: list[str]
    lines: list[CommuneLine]
    shown: list[CommuneLine]

    @property
    def issued(self) -> int:
        return sum(
            line.report.report_id is not None or line.report.by_predecessors > 0 for line in self.lines
        )


# Which communes the table shows; those that need a call come by name.
FILTERS = {
    "": (_("Tất cả"), lambda line: True),
    "chua-gui": (_("Chưa gửi báo cáo"), lambda line: line.report.report_id is None and line.report.begun),
    "chua-co-nhom": (_("Chưa có nhóm"), lambda line: line.empty),
}


def overview(actor, above: Unit, period: Period, chosen: str = "", view: str = "") -> Overview:
    """Coverage and punctuality of the communes of a unit on the map of the period's last day or on today's, counted
    in a fixed number of queries."""
    rule = rules_for(above, period.days().last)[PeriodKind(period.kind)]
    days = period.days(CutOff(rule.cut_off))
    shown = [indicators.get(key) for key in WATCHED]
    area = Area.of(above, days.last, view)
    of_today = area.moved and area.view == View.TODAY
    reports = punctuality(actor, above, period, rule, clock.today() if of_today else None)
    # The parts add up to the whole, with what lies in no commune: all in one count.
    totals = [indicators.get(key) for key in _TOTALS]
    by_commune = indicators.measure_by([*{*shown, *totals}], area, days, "at_commune")
    whole = {
        i.key: sum((found[i.key] for found in by_commune.values()), indicators.nothing(i)) for i in totals
    }
    lines = [_line(row, by_commune.get(row.unit.pk, {}), shown, days, area) for row in reports]
    wanted = FILTERS.get(chosen, FILTERS[""])[1]
    return Overview(
        period=period,
        area=area,
        due_on=period.due_on(rule.due_day, rule.due_month_offset),
        totals=[_cell(indicator, whole[indicator.key], area, days) for indicator in totals],
        columns=[str(indicator.label) for indicator in shown],
        lines=lines,
        shown=[line for line in lines if wanted(line)],
    )


def period_of_interest(day: date) -> Period:
    """The month whose report is due next or was due last: the one before the day's."""
    return Period.around(PeriodKind.MONTH, day).previous()


def month_figures(unit: Unit, day: date) -> list[Cell]:
    """The running month of a unit, each figure with its rows."""
    days = Days(day.replace(day=1), day + timedelta(days=1))
    shown = [indicators.get(key) for key in ("groups.all", "groups.members", "tips.received", "posts.sent")]
    measured = indicators.measure(shown, unit, [days])
    return [_cell(indicator, measured[indicator.key][0], unit, days) for indicator in shown]


def _line(
    row: Punctuality, found: dict[str, Measure], shown: list[Indicator], days: Days, area: Area
) -> CommuneLine:
    commune = replace(area, unit=row.unit)
    cells = [
        _cell(indicator, found.get(indicator.key, indicators.nothing(indicator)), commune, days)
        for indicator in shown
    ]
    return CommuneLine(row.unit, cells, row, empty=not found or not found["groups.all"].top)


def _cell(indicator: Indicator, measure: Measure, place: Unit | Area, days: Days) -> Cell:
    href = link(indicator, place, days) if measure.top else ""
    over = measure.is_ratio and measure.value is not None and measure.value > 100
    return Cell(str(indicator.label), words(measure), href, over)
