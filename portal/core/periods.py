"""Reporting periods (month, half-year, year), their cut-off and the days they cover. Days are half-open: from
the first to before the end."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.day_input import EARLIEST, LATEST


class PeriodKind(TextChoices):
    MONTH = "month", gettext_lazy("tháng")
    HALF_YEAR = "half-year", gettext_lazy("6 tháng")
    YEAR = "year", gettext_lazy("năm")


class CutOff(TextChoices):
    """Which days a period covers: the model's plans do not say (S4.1), so both regimes can be set."""

    CALENDAR = "calendar", gettext_lazy("từ ngày đầu đến ngày cuối của kỳ")
    FIFTEENTH = "fifteenth", gettext_lazy("từ ngày 15 tháng trước kỳ đến ngày 14 tháng cuối kỳ")


@dataclass(frozen=True)
class Days:
    """A half-open span of days, `[start, end)`."""

    start: date
    end: date

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}
_CODE = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|H([12])))?")


def month_number(month: int) -> str:
    """A month as official papers write it: a 0 before 1 and 2 only (NĐ 30/2020)."""
    return f"{month:02}" if month < 3 else str(month)


def _month_start(year: int, month: int) -> date:
    """The first day of a month counted on past December or before January."""
    years, zero_based = divmod(month - 1, 12)
    return date(year + years, zero_based + 1, 1)


@dataclass(frozen=True, order=True)
class Period:
    """A month, half-year or year: `Period(kind, 2019, 11)`; `index` counts from 1 within the year."""

    kind: PeriodKind
    year: int
    index: int = 1

    @classmethod
    def parse(cls, code: str) -> "Period":
        """Read "2019-11", "2019-H1" or "2019". Raises ValueError with a Vietnamese sentence."""
        found = _CODE.fullmatch(code)
        if not found or not EARLIEST.year <= int(found[1]) <= LATEST.year:
            raise ValueError(
                _("Kỳ báo cáo “%(code)s” không đúng: viết 2019-11, 2019-H1 hoặc 2019.") % {"code": code}
            )
        year = int(found[1])
        if found[2]:
            return cls(PeriodKind.MONTH, year, int(found[2]))
        if found[3]:
            return cls(PeriodKind.HALF_YEAR, year, int(found[3]))
        return cls(PeriodKind.YEAR, year)

    @classmethod
    def around(cls, kind: PeriodKind, day: date, cut_off: CutOff = CutOff.CALENDAR) -> "Period":
        """The period of a kind that a day falls in."""
        guess = cls(PeriodKind(kind), day.year, (day.month - 1) // _MONTHS[PeriodKind(kind)] + 1)
        return guess if day < guess.days(cut_off).end else guess.next()

    @property
    def code(self) -> str:
        """The period as addresses and commands write it: "2019-11", "2019-H1" or "2019"."""
        suffix = {PeriodKind.MONTH: f"-{self.index:02}", PeriodKind.HALF_YEAR: f"-H{self.index}"}
        return f"{self.year}{suffix.get(self.kind, '')}"

    @property
    def last_month(self) -> int:
        """The month, 1 to 12, in which the period ends."""
        return self.index * _MONTHS[self.kind]

    def shift(self, count: int) -> "Period":
        """The period `count` later (earlier when negative) of the same kind."""
        per_year = 12 // _MONTHS[self.kind]
        year, index = divmod(self.year * per_year + self.index - 1 + count, per_year)
        return Period(self.kind, year, index + 1)

    def previous(self) -> "Period":
        """The period of the same kind before this one."""
        return self.shift(-1)

    def next(self) -> "Period":
        """The period of the same kind after this one."""
        return self.shift(1)

    def same_last_year(self) -> "Period":
        """The same period a year before."""
        return Period(self.kind, self.year - 1, self.index)

    def days(self, cut_off: CutOff = CutOff.CALENDAR) -> Days:
        """The days covered. Under FIFTEENTH a period runs from the 15th before its first month to the 14th."""
        size = _MONTHS[self.kind]
        start = _month_start(self.year, (self.index - 1) * size + 1)
        end = _month_start(self.year, self.index * size + 1)
        if cut_off == CutOff.FIFTEENTH:
            start = _month_start(start.year, start.month - 1).replace(day=15)
            end = _month_start(end.year, end.month - 1).replace(day=15)
        return Days(start, end)

    def year_to_date(self, cut_off: CutOff = CutOff.CALENDAR) -> Days:
        """From the start of the period's year, by the same cut-off, to the period's end (luỹ kế)."""
        return Days(Period(PeriodKind.YEAR, self.year).days(cut_off).start, self.days(cut_off).end)

    def due_on(self, day: int, month_offset: int) -> date:
        """The last day in time: `day` of the month `month_offset` after the period's last (S4.1: 9, 1)."""
        first = _month_start(self.year, self.last_month + month_offset)
        return first.replace(day=min(day, monthrange(first.year, first.month)[1]))

    @property
    def label(self) -> str:
        """ "tháng 11 năm 2019", "6 tháng đầu năm 2019", "năm 2019"."""
        if self.kind == PeriodKind.MONTH:
            return _("tháng %(month)s năm %(year)d") % {"month": month_number(self.index), "year": self.year}
        if self.kind == PeriodKind.HALF_YEAR:
            half = _("6 tháng đầu năm") if self.index == 1 else _("6 tháng cuối năm")
            return f"{half} {self.year}"
        return _("năm %(year)d") % {"year": self.year}

    def __str__(self) -> str:
        return self.label
