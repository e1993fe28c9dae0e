"""Parsing of whole numbers as Vietnamese type them: 1234, 1.234 and 1 234 are one number.
portal.core.formatting prints them."""

import re

from django.utils.translation import gettext as _

from portal.core.formatting import number
from portal.core.plain_text import plain_line

# As many digits as any figure here could have; longer ones cost the interpreter time and no column holds them.
_MOST_DIGITS = 15
_DIGITS = re.compile(r"[0-9]+")
# Thousands by dots or by spaces, never by both; "0.500" is no number of thousands.
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)")
_NUMBER_LIKE = re.compile(r"[0-9][0-9., ]*")
# Parts of a whole, whichever of the two signs is the decimal one: "61,5", "2.0", "1.234,0", "0.500"; never "1,234".
_DECIMAL = re.compile(
    r"(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+),(?:[0-9]{1,2}|[0-9]{4,})"
    r"|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})"
    r"|0+[.,][0-9]+"
)
_EXAMPLE = 1234
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")


class NotANumber(ValueError):
    """A text that is no whole number, or may mean two; the message says what to type instead."""


def read_whole(text: str, *, example: int = _EXAMPLE, grouped: bool = True) -> int:
    """The whole number that a text writes as the portal prints it, or with plain digits.

    Raises NotANumber for all else, also where two readings are possible ("1,234"): nothing is guessed. Its message
    shows `example`, a number that would be right there; without `grouped` as plain digits alone (a year).
    """
    line = plain_line(text).translate(_FULL_WIDTH).replace("−", "-")
    sign, digits = (-1, line[1:].lstrip()) if line[:1] == "-" else (1, line)
    if not (_DIGITS.fullmatch(digits) or _GROUPED.fullmatch(digits)):
        raise NotANumber(_why(digits, _written(example, grouped)))
    bare = re.sub(r"[. ]", "", digits).lstrip("0") or "0"
    if len(bare) > _MOST_DIGITS:
        raise NotANumber(_("Số này quá lớn. Xem lại."))
    return sign * int(bare)


def _why(digits: str, example: str) -> str:
    if not _NUMBER_LIKE.fullmatch(digits):
        return _("Nhập bằng chữ số, ví dụ %(example)s.") % {"example": example}
    words = {"typed": digits[:30], "example": example}
    if _DECIMAL.fullmatch(digits):
        return _("“%(typed)s” là số lẻ. Ở đây nhập số nguyên, ví dụ %(example)s.") % words
    return (
        _("“%(typed)s” có thể hiểu nhiều cách. Nhập số nguyên, ví dụ %(example)s; không nhập số lẻ.") % words
    )


def _written(example: int, grouped: bool) -> str:
    """A number in each of the ways in which it may be typed."""
    if not grouped or example < 1000:
        return str(example)
    return _("%(plain)s hoặc %(grouped)s") % {"plain": str(example), "grouped": number(example)}
