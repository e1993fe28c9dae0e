"""Search without accents: "trom cho" finds "trộm chó"."""

import re
import unicodedata

_LONGEST = 200
_OTHER = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """NFD, marks off, đ→d, lower, everything else one space; one space before and after, for word search."""
    marks_off = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    plain = _OTHER.sub(" ", marks_off.replace("đ", "d").replace("Đ", "d").lower()).strip()
    return f" {plain} " if plain else ""


def pattern(query: str) -> str:
    """What a folded column must contain: the words in order, the last may be a prefix. Empty for no words.

    Of a long text its beginning counts: databases refuse to look for one of thousands of letters.
    """
    return fold(query[:_LONGEST]).rstrip()
