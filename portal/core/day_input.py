"""Parsing of days typed into forms, addresses and commands, limited to years where no later sum overflows."""

from argparse import ArgumentTypeError
from datetime import date, datetime

from django.utils.translation import gettext as _

# Older than any record here, and later than any deadline; a day more and a day less still exist at either end.
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
_FORMS = ("%Y-%m-%d", "%d/%m/%Y")


def read_day(text: str) -> date:
    """The day that a text writes as 2019-12-31 or 31/12/2019. Raises ValueError with a Vietnamese sentence."""
    for form in _FORMS:
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if EARLIEST <= day <= LATEST:
            return day
        raise ValueError(
            _("Ngày %(text)s quá xa. Chọn ngày trong các năm %(first)d đến %(last)d.")
            % {"text": text[:30], "first": EARLIEST.year, "last": LATEST.year}
        )
    raise ValueError(
        _("“%(text)s” không phải là ngày. Viết như 2019-12-31 hoặc 31/12/2019.") % {"text": text[:30]}
    )


def day_argument(text: str) -> date:
    """`read_day` as the type of a command's argument."""
    try:
        return read_day(text)
    except ValueError as wrong:
        raise ArgumentTypeError(str(wrong)) from wrong
