"""Whole numbers as Vietnamese type them: 1234, 1.234 and 1 234 are one number. `portal.core.wording` prints them."""

import re

from django.utils.translation import gettext as _

from portal.core.plain import plain_line

# As many digits as any figure here could have; longer ones cost the interpreter time and no column holds them.
_MOST_DIGITS = 15
_DIGITS = re.compile(r"[0-9]+")
# Thousands by dots or by spaces, never by both; "0.500" is no number of thousands.
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)")
_NUMBER_LIKE = re.compile(r"[0-9][0-9., ]*")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")


class NotANumber(ValueError):
    """A text that is no whole number, or may mean two; the message says what to type instead."""


def read_whole(text: str) -> int:
    """The whole number that a text writes as the portal prints it, or with plain digits.

    Raises NotANumber for all else, also where two readings are possible ("1,234", "2.0"): nothing is guessed.
    """
    line = plain_line(text).translate(_FULL_WIDTH).replace("−", "-")
    sign, digits = (-1, line[1:].lstrip()) if line[:1] == "-" else (1, line)
    if not (_DIGITS.fullmatch(digits) or _GROUPED.fullmatch(digits)):
        raise NotANumber(_why(digits))
    bare = re.sub(r"[. ]", "", digits).lstrip("0") or "0"
    if len(bare) > _MOST_DIGITS:
        raise NotANumber(_("Số này quá lớn. Xem lại."))
    return sign * int(bare)


def _why(digits: str) -> str:
    if not _NUMBER_LIKE.fullmatch(digits):
        return _("Nhập bằng chữ số, ví dụ 1234 hoặc 1.234.")
    return _(
        "“%(typed)s” có thể hiểu nhiều cách. Nhập số nguyên, ví dụ 1234 hoặc 1.234; không nhập số lẻ."
    ) % {"typed": digits[:30]}
