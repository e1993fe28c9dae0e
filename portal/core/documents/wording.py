"""Words of official papers that all kinds of papers share (Nghị định 30/2020/NĐ-CP)."""

from datetime import date

from django.utils.translation import gettext as _

from portal.core.periods import month_number


def official_day(on: date | None) -> str:
    """ "ngày 05 tháng 01 năm 2020": a 0 before days 1–9 and months 1–2 only; without a day left open to be filled in."""
    if on is None:
        return _("ngày … tháng … năm …")
    return _("ngày %(day)02d tháng %(month)s năm %(year)d") % {
        "day": on.day,
        "month": month_number(on.month),
        "year": on.year,
    }


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def roman(place: int) -> str:
    """The number of a chapter: I, II, III …"""
    return _ROMAN[place]
