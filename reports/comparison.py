"""Which spans a report of each kind of period compares, and their wording.

A month is beside the month before and the year so far; half a year beside the same half of last year; a year beside
last year. No two spans of one report cover the same days.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core.formatting import MINUS, NOTHING, gap, number, percent
from portal.core.indicators import Measure
from portal.core.periods import CutOff, Days, Period, PeriodKind


@dataclass(frozen=True)
class ComparisonWords:
    """How sentences and columns name the period and what it is compared with."""

    in_period: str | Promise
    this: str | Promise
    before: str | Promise
    versus: str | Promise


_WORDS = {
    PeriodKind.MONTH: ComparisonWords(_("trong tháng"), _("Tháng này"), _("Tháng trước"), _("tháng trước")),
    PeriodKind.HALF_YEAR: ComparisonWords(
        _("trong 6 tháng"), _("6 tháng"), _("Cùng kỳ năm trước"), _("cùng kỳ năm trước")
    ),
    PeriodKind.YEAR: ComparisonWords(_("trong năm"), _("Năm nay"), _("Năm trước"), _("năm trước")),
}


def comparison_words(period: Period) -> ComparisonWords:
    """The words for a period's kind."""
    return _WORDS[PeriodKind(period.kind)]


def comparison_span(period: Period) -> str:
    """The name of the span that a period is compared with."""
    return "previous" if period.kind == PeriodKind.MONTH else "last_year"


def spans_of(period: Period, cut_off: CutOff) -> dict[str, Days]:
    """The spans a report counts, by name: `this`, the one it is compared with, and `year_to_date` where the year has
    days before the period that the report covers."""
    before = period.previous() if period.kind == PeriodKind.MONTH else period.same_last_year()
    spans = {"this": period.days(cut_off), comparison_span(period): before.days(cut_off)}
    if period.kind == PeriodKind.MONTH or (period.kind == PeriodKind.HALF_YEAR and period.index > 1):
        spans["year_to_date"] = period.year_to_date(cut_off)
    return spans


def difference(this: Measure, before: Measure) -> str:
    """A change in cases, or of a ratio in percentage points: +4, −2,5, 0; "—" where one side is not known."""
    if this.value is None or before.value is None:
        return NOTHING
    change = this.value - before.value
    if not change:
        return number(0)
    text = gap(change) if this.is_ratio else number(abs(change))
    if text[0].isdigit():
        return f"{'+' if change > 0 else MINUS}{text}"
    return f"{_now('tăng') if change > 0 else _now('giảm')} {text}"


def growth(this: Measure, before: Measure) -> str:
    """A change in percent, only of counts and only from a base of `settings.CHANGE_PERCENT_FROM`; else "—"."""
    if this.is_ratio or this.value is None or before.value is None:
        return NOTHING
    if before.top < max(settings.CHANGE_PERCENT_FROM, 1):
        return NOTHING
    change = 100 * (this.top - before.top) / before.top
    if not change:
        return percent(0)
    return f"{'+' if change > 0 else MINUS}{percent(abs(change))}"


def change_in_words(this: Measure, before: Measure, noun: str, versus: str) -> str:
    """ "tăng 04 tin so với tháng trước", with the percent where the base is large enough; empty where nothing can be
    compared."""
    if this.value is None or before.value is None:
        return ""
    change = this.top - before.top
    if not change:
        return _now("bằng %(versus)s") % {"versus": versus}
    share = growth(this, before).lstrip(f"+{MINUS}")
    return _now("%(way)s %(count)s %(noun)s%(share)s so với %(versus)s") % {
        "way": _now("tăng") if change > 0 else _now("giảm"),
        "count": count_in_words(abs(change)),
        "noun": noun,
        "share": "" if share == NOTHING else f" ({share})",
        "versus": versus,
    }


def count_in_words(count: int) -> str:
    """A count inside a sentence: below ten with a zero, 06; none is "không"."""
    if not count:
        return _now("không")
    return f"{count:02}" if count < 10 else number(count)
