"""Text reduced to the letters that the document font can draw.

PDF/A refuses a file in which one glyph is missing, so one emoji in one paragraph would cost the whole report.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"

PLACEHOLDER = "□"  # shows that a letter was here, as word processors do

# Never printed: controls, format characters (bidi overrides, joiners, soft hyphen), private use, lone
# surrogates, code points not assigned. A bidi override could make a line read otherwise than it is stored.
_UNPRINTABLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
# A missing picture or mark leaves no gap in the sentence; a missing letter, digit or sign does.
_DECORATION = {"So", "Sk", "Mn", "Mc", "Me"}
_SPACES = "\t\n\v\f\r\x85\u2028\u2029"
_NO_BREAK_SPACES = "\u00a0\u202f\u2007"

_SPACE_RUN = re.compile(" {2,}")


@cache
def printable() -> frozenset[int]:
    """Code points that all four document fonts have. Read once per process."""
    covered = []
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            covered.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*covered)


class _Replacements(dict[int, str]):
    """What is printed for a code point; filled as text comes by, so `str.translate` does the walking."""

    def __missing__(self, code: int) -> str:
        shown = self[code] = _shown(chr(code))
        return shown


def _shown(character: str) -> str:
    """The text printed for one character: itself, a like one, a placeholder, or nothing."""
    if character in _SPACES:
        return " "
    if character in _NO_BREAK_SPACES:
        return "\u00a0"
    category = unicodedata.category(character)
    if category in _UNPRINTABLE:
        return ""
    if category == "Zs":
        return " "
    if ord(character) in printable():
        return character
    # Full-width, circled or "mathematical" letters keep their meaning as plain ones.
    for form in ("NFKC", "NFD"):
        plain = unicodedata.normalize(form, character)
        if plain != character and all(ord(part) in printable() for part in plain):
            return plain
    return "" if category in _DECORATION else PLACEHOLDER


_replacements = _Replacements()


@cache
def _mark_pile() -> re.Pattern[str]:
    """More than two combining marks on one letter: they would climb over the lines above."""
    marks = [chr(code) for code in sorted(printable()) if unicodedata.category(chr(code)) == "Mn"]
    any_mark = f"[{''.join(map(re.escape, marks))}]"
    return re.compile(f"({any_mark}{{2}}){any_mark}+")


def clean_text(text: str) -> str:
    """One line of text that the document font can print in full, in NFC.

    Line breaks and all kinds of space become one space (a no-break space stays), control, private-use and
    direction characters go, emoji go, a letter the font lacks becomes its plain twin ("Ａ" → "A") or "□".
    Never fails, and cleaning twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return _SPACE_RUN.sub(" ", text).strip()
    given, text = text, unicodedata.normalize("NFC", text).translate(_replacements)
    if text != given:
        # Again: what was taken out may have been between a letter and its mark, which join only now.
        text = unicodedata.normalize("NFC", text).translate(_replacements)
    text = _mark_pile().sub(r"\1", text)
    return _SPACE_RUN.sub(" ", text).strip()


def clean(content: Any) -> Any:
    """The same JSON-able content with every string in it cleaned; keys, numbers and shape stay."""
    if isinstance(content, str):
        return clean_text(content)
    if isinstance(content, dict):
        return {key: clean(part) for key, part in content.items()}
    if isinstance(content, list | tuple):
        return [clean(part) for part in content]
    return content
