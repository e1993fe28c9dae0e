"""Recognises tables typed in fonts older than Unicode (VNI, TCVN3) by their words for kinds of places.

One such word condemns the table: other rows of it may hold letters that Unicode has, too, and would come in as names
nobody meant ("Êp 3" is ấp 3, "Khu phoá 3" is khu phố 3).
"""

import re
from functools import cache

from portal.units.choices import KINDS_AT, Level, UnitKind

# Letter by letter as TCVN3 (ABC) fonts keep them.
_TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ",
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ",
        strict=True,
    )
)
# VNI keeps a plain letter and a mark behind it.
_VNI_MARKS = {
    "a": dict(zip("àảãáạăằẳẵắặâầẩẫấậ", "øûõùïêèúüéëâàåãáä", strict=True)),
    "e": dict(zip("èẻẽéẹêềểễếệ", "øûõùïâàåãáä", strict=True)),
    "o": dict(zip("òỏõóọôồổỗốộ", "øûõùïâàåãáä", strict=True)),
    "u": dict(zip("ùủũúụ", "øûõùï", strict=True)),
    "y": dict(zip("ỳỷỹý", "øûõù", strict=True)),
}
_VNI = {letter: base + mark for base, marks in _VNI_MARKS.items() for letter, mark in marks.items()}
_VNI |= dict(zip("đìỉĩíịỵơư", "ñìæóíòîôö", strict=True))
_VNI |= {
    letter: base + mark
    for base, letters in (("ô", "ờởỡớợ"), ("ö", "ừửữứự"))
    for letter, mark in zip(letters, "øûõùï", strict=True)
}
# More words for places than the portal has kinds: any of them determines the font.
_MORE = ("tổ", "tổ tự quản", "khóm", "xóm", "làng", "đội", "khối phố", "tiểu khu", "danh sách", "tên")


def old_font_cell(rows: list[list[str]]) -> tuple[int, str] | None:
    """(row as Excel numbers it, cell) of the first cell that holds a word for places in VNI or TCVN3; None if none."""
    words = _words()
    for at, row in enumerate(rows, start=1):
        for cell in row:
            if not cell.isascii() and words.search(cell.lower()):
                return at, cell.strip()
    return None


@cache
def _words() -> re.Pattern:
    """The words for places as either font keeps them, as words of their own, in lower case."""
    kinds = [str(UnitKind(kind).label) for level in (Level.COMMUNE, Level.HAMLET) for kind in KINDS_AT[level]]
    kept = {
        "".join(table.get(letter, letter) for letter in phrase).lower()
        for phrase in (*kinds, *_MORE)
        for table in (_TCVN3, _VNI)
    }
    # In TCVN3 some are words in Unicode, too ("tªn" is not, "xã" is).
    marks = sorted(kept - {*kinds, *_MORE, "xã"}, key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, marks))})(?![^\W\d_])")
