"""Folding: text without accents and signs, as the search compares it (portal.core.text_search)."""

import re
import unicodedata

from portal.core.plain_text import LATIN, plain_line

_OTHER = re.compile(r"[^0-9a-z]+")
# Letters with a stroke or hook have no mark to take off.
_STROKED = str.maketrans("đƀɓłøŧħ", "dbbloth")


def fold(text: str) -> str:
    """Marks off, đ→d, lower, everything else one space; one space before and after, for word search.

    Starts from what is kept of a text (portal.core.plain_text): unseen letters, look-alikes and full-width forms make no
    difference.
    """
    apart = unicodedata.normalize("NFKD", plain_line(text).casefold())
    marks_off = "".join(c for c in apart if not unicodedata.combining(c)).casefold()
    words = _OTHER.sub(" ", marks_off.translate(_STROKED).translate(LATIN)).strip()
    return f" {words} " if words else ""
