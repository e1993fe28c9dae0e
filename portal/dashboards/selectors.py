"""Figures of the first pages: tips, groups, posts and reports that need attention."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.core import indicators
from portal.core.formatting import NOTHING, exceeds_whole
from portal.core.indicators import Indicator, Measure
from portal.core.periods import Days, Period, PeriodKind
from portal.units.areas import Area
from portal.units.drilldown import link
from portal.units.figures import words
from portal.units.models import Unit


@dataclass(frozen=True)
class Cell:
    """A figure, where its rows are, and what it is ordered and drawn by."""

    label: str
    text: str
    href: str = ""
    #: The number itself, of a ratio in percent; None where there is none to compare.
    value: float | None = None
    #: Of a ratio: it has a percent, so that a bar can be drawn.
    is_share: bool = False

    @property
    def known(self) -> bool:
        """Whether there is anything to read."""
        return self.text != NOTHING

    @property
    def over(self) -> bool:
        """Whether it is a share of more than all: its base is wrong."""
        return self.is_share and exceeds_whole(self.value)


def cell(indicator: Indicator, measure: Measure, place: Unit | Area, days: Days) -> Cell:
    """A measure as a page shows it. What counts nothing leads nowhere."""
    href = link(indicator, place, days) if indicator.shows_rows(measure.top, measure.bottom) else ""
    value = measure.value
    return Cell(str(indicator.label), words(measure), href, value, measure.is_ratio and value is not None)


def period_of_interest(day: date) -> Period:
    """The month whose report is due next or was due last: the one before the day's."""
    return Period.around(PeriodKind.MONTH, day).previous()


def month_figures(place: Unit | Area, day: date) -> list[Cell]:
    """The running month of a unit or an area, each figure with its rows."""
    days = Days(day.replace(day=1), day + timedelta(days=1))
    shown = [indicators.get(key) for key in ("groups.all", "groups.members", "tips.received", "posts.sent")]
    measured = indicators.measure(shown, place, [days])
    return [cell(indicator, measured[indicator.key][0], place, days) for indicator in shown]
