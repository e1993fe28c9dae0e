"""Recognises a mark of state secrecy (Mật, Tối mật, Tuyệt mật; Luật 117/2025/QH15) on a first page or in a file's name.

A mark is alone: on a line of its own, or on the line of the number, the day or the motto beside it; as "Độ mật: …"; in
capitals at the end of a line; TỐI MẬT and TUYỆT MẬT in capitals wherever they are. So "mật khẩu", "bí mật", "bảo mật",
"Mật độ", "BẢO VỆ BÍ MẬT" are none. Of two mistakes the rule prefers the refusal: a cell of a table that says just "Mật" is
taken for a mark, and so is a title that ends in "TÀI LIỆU MẬT".

Not seen: a stamp in a picture or a scan, a mark on a later page, letters of old fonts other than TCVN3 and VNI, and a
name without accents ("mat", which is many words). Forms say so beside the field.
"""

import re

from portal.core.files.paper_words import NUMBER, OTHER_STAMPS, lines_of, without_place_and_day

# As they are written, as old fonts have them (TCVN3, VNI) and with a gap between letters.
_WORDS = ("mật", "tối mật", "tuyệt mật", "mËt", "tèi mËt", "tuyÖt mËt", "maät", "toái maät", "tuyeät maät")
_MARKS = {word.casefold() for word in _WORDS}
_SPACED = {word.replace(" ", "").casefold() for word in _WORDS}
_AROUND = " .,;:*\"'“”()[]{}<>|/\\-–—_…"
_LEVEL = re.compile(r"độ (?:bảo )?mật\s*:\s*(?:tuyệt mật|tối mật|mật)(?!\w)", re.IGNORECASE)
# Between the pieces of a name; underscores stand for gaps.
_PIECES = re.compile(r"[()\[\]{},;.]| [-–—] ")
_HIGH = re.compile(r"(?<!\w)(?:TỐI MẬT|TUYỆT MẬT)(?!\w)")
_LAST = "MẬT"
# In capitals at an end, it is the last syllable of another word behind these: BẢO VỆ BÍ MẬT, BẢO MẬT, GIẢI MẬT.
_OF_A_WORD = {"bí", "bảo", "cơ", "giải", "độ", "không"}
# A line that ends so goes on. The word before is asked for because of names of places: Uông Bí, Vĩnh Bảo.
_GOES_ON = re.compile(r"(?<!\w)(?:vệ|giữ|lộ|mất|các|những)\s+bí\Z", re.IGNORECASE)


def in_text(text: str) -> bool:
    """Whether a text, in its normal form, bears a mark on a line."""
    before = ""
    for line in lines_of(text):
        goes_on = line.strip(_AROUND) in (_LAST, _LAST.capitalize()) and _GOES_ON.search(before)
        if _bears(line) and not goes_on:
            return True
        before = line or before
    return False


def in_name(name: str) -> bool:
    """Whether the name of a file bears a mark: "(Mật) KH 68.pdf", "KH_68_MẬT.pdf", "KH 68 - Tối mật.pdf"; not
    "Mật khẩu.docx", "Bảo mật.pdf"."""
    line = name.replace("_", " ")
    return bool(_HIGH.search(line)) or any(
        _is_mark(piece) or _ends_in_mark(piece) for piece in _PIECES.split(line)
    )


def _bears(line: str) -> bool:
    if _LEVEL.search(line) or _HIGH.search(line):
        return True
    rest = without_place_and_day(line)[0]
    pieces = (OTHER_STAMPS.sub(" ", piece) for piece in (rest, NUMBER.sub(" ", rest)))
    return any(_is_mark(piece) or _ends_in_mark(piece) for piece in pieces)


def _ends_in_mark(piece: str) -> bool:
    """Whether the last word is MẬT in capitals, and no part of another word."""
    words = piece.strip(_AROUND).split()
    return len(words) > 1 and words[-1] == _LAST and words[-2].casefold() not in _OF_A_WORD


def _is_mark(piece: str) -> bool:
    """Whether a piece of a line is a mark and nothing else: MẬT, Mật, TỐI MẬT, Tối mật, Tối Mật, M Ậ T; not "mật"."""
    bare = " ".join(piece.strip(_AROUND).split())
    if not bare or not (bare[0].isupper() or bare in _WORDS[3:]):
        return False
    letters = bare.split()
    if all(len(letter) == 1 for letter in letters):
        return "".join(letters).casefold() in _SPACED
    return bare.casefold() in _MARKS
