"""Names that Excel turned into a date ("30/4") or a number ("3-5"), which are refused."""

import re

from django.utils.translation import gettext as _

_DAY = re.compile(
    r"(?:số )?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?: \d{1,2}:\d{2}.*)?|\d{1,3}:\d{2}(?::\d{2})?(?:\.\d+)?"
)
_NUMBER = re.compile(r"(?:số )?[+-]?(?:\d+[.,]\d+(?:e[+-]?\d+)?|\d+e[+-]?\d+|\d{5,40})", re.IGNORECASE)
_TRUTH = frozenset({"TRUE", "FALSE"})


def spoiled(name: str) -> str:
    """Why a name is none but what Excel made of it; empty for a name."""
    if _DAY.fullmatch(name):
        words = _(
            "“%(name)s” là ngày tháng: Excel đã đổi chữ trong ô. Định dạng cột là Văn bản (Text), ghi lại tên."
        )
    elif _NUMBER.fullmatch(name) or name in _TRUTH:
        words = _(
            "“%(name)s” là số do Excel ghi, không phải tên. Định dạng cột là Văn bản (Text), ghi lại tên."
        )
    else:
        return ""
    return words % {"name": name[:40]}
