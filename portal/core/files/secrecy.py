"""Whether a first page or a name bears a mark of state secrecy (Mật, Tối mật, Tuyệt mật), as Luật 117/2025/QH15 has it.

A mark stands alone: on a line of its own, or on the line of the number, the day or the motto beside it; as "Độ mật: …";
in capitals or with a capital at its start. So "mật khẩu", "bí mật", "bảo mật", "Mật độ" are none, nor is a title in
capitals that is broken before its word "MẬT". Of two mistakes the rule prefers the refusal: a cell of a table that says
just "Mật" is taken for a mark.

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
_LEVEL = re.compile(r"(?:mức )?độ (?:bảo )?mật\s*[:：]\s*(?P<level>.{2,20}?)\s*$", re.IGNORECASE)
# A line that ends so goes on: "CÔNG TÁC BẢO VỆ BÍ" / "MẬT".
_GOES_ON = {"bí", "bảo", "cơ", "giải", "thân", "độ"}
# Between the pieces of a name; underscores stand for gaps.
_PIECES = re.compile(r"[()\[\]{},;.]| [-–—] ")
_HIGH = re.compile(r"(?<!\w)(?:TỐI MẬT|TUYỆT MẬT)(?!\w)")
_LAST = "MẬT"


def in_text(text: str) -> bool:
    """Whether a text, in its normal form, bears a mark on a line."""
    before = ""
    for line in lines_of(text):
        if _bears(line) and _last_word(before) not in _GOES_ON:
            return True
        before = line or before
    return False


def in_name(name: str) -> bool:
    """Whether the name of a file bears a mark: "(Mật) KH 68.pdf", "KH_68_MẬT.pdf", "KH 68 - Tối mật.pdf"; not
    "Mật khẩu.docx", "Bảo mật.pdf"."""
    line = name.replace("_", " ")
    return bool(_HIGH.search(line)) or any(map(_names_mark, _PIECES.split(line)))


def _names_mark(piece: str) -> bool:
    words = piece.split()
    at_its_end = len(words) > 1 and words[-1] == _LAST and words[-2].casefold() not in _GOES_ON
    return at_its_end or _is_mark(piece)


def _bears(line: str) -> bool:
    if level := _LEVEL.search(line):
        return _is_mark(level["level"])
    rest = without_place_and_day(line)[0]
    return any(_is_mark(OTHER_STAMPS.sub(" ", piece)) for piece in (rest, NUMBER.sub(" ", rest)))


def _is_mark(piece: str) -> bool:
    """Whether a piece of a line is a mark and nothing else: MẬT, Mật, TỐI MẬT, Tối mật, Tối Mật, M Ậ T; not "mật"."""
    bare = " ".join(piece.strip(_AROUND).split())
    if not bare or not (bare[0].isupper() or bare in _WORDS[3:]):
        return False
    letters = bare.split()
    if all(len(letter) == 1 for letter in letters):
        return "".join(letters).casefold() in _SPACED
    return bare.casefold() in _MARKS


def _last_word(line: str) -> str:
    words = line.strip(_AROUND).split()
    return words[-1].casefold() if words else ""
