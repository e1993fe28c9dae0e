"""Parsing of place names ("Ấp 3", "AP 03", "KP.2", "Tổ 03 - ấp Phước Lễ") and when two names count as
similar."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from portal.core.folding import fold
from portal.core.plain_text import plain_line, same_key
from portal.units.choices import KINDS_AT, Level, UnitKind

# "Tổ" alone: of residents in a commune, of a quarter in a ward; who reads must find out which.
BARE_GROUP = "to"

# As written in full and in short; the longest that fits is meant.
_PHRASES: dict[str, tuple[str, ...]] = {
    UnitKind.TO_TU_QUAN: (
        "tổ dân cư tự quản",
        "tổ nhân dân tự quản",
        "tổ an ninh tự quản",
        "tổ an ninh trật tự tự quản",
        "tổ tự quản về an ninh trật tự",
        "tổ tự quản an ninh trật tự",
        "tổ tự quản antt",
        "tổ tự quản",
        "tổ dân cư",
        "tổ nhân dân",
        "tổ t q",
        "tổ tq",
        "t t q",
        "ttq",
    ),
    UnitKind.TO_DAN_PHO: ("tổ dân phố", "tổ dp", "t d p", "tdp"),
    UnitKind.KHU_PHO: ("khu phố", "k p", "kp"),
    UnitKind.THON: ("thôn",),
    UnitKind.AP: ("ấp",),
    UnitKind.BAN: ("bản",),
    UnitKind.BUON: ("buôn",),
    BARE_GROUP: ("tổ",),
    UnitKind.XA: ("xã",),
    UnitKind.PHUONG: ("phường",),
    UnitKind.THI_TRAN: ("thị trấn",),
    UnitKind.DAC_KHU: ("đặc khu",),
}
# Kinds of other regions, which the portal does not have yet.
_STRANGE = ("khóm", "xóm", "làng", "tiểu khu", "khối phố", "khối", "khu dân cư", "khu", "phum", "sóc", "đội")

# Without marks these are names as well ("Ban Mai", "Xa Mát"): then only a number behind makes them kinds.
_ALSO_NAMES = {"bản", "tổ", "xã"}

_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
_BULLET = re.compile(r"^[-–—+•*·.\s]+")
_ORDINAL = re.compile(r"^(?:(?:\d{1,3}|[ivxIVX]{2,5})\s*[.)]\s*|[a-zđA-ZĐ](?:\)\s*|\.\s+))(?=[^\W\d_])")
_BETWEEN = re.compile(r"\s*(?:[-–—,/;|()]|\bthuộc\b)\s*", re.IGNORECASE)
_EDGES = " .,;:-–—_/|()"
# A group with its hamlet, both with the longest of names.
_LONGEST_CELL = 300
# The hamlet of "Tổ 5 ấp 3" is within so many words.
_FURTHEST = 12
_WORDS = re.compile(r"\d+|(?:[^\W\d_]|[\u0300-\u036f])+")
# "mỹ", "lý", "quý", "kỵ" are also written with i; "thúy", "tây" are not.
_Y = re.compile(r"^(h|k|l|m|qu|s|t|v)y(?=[\u0300-\u036f]*$)")
_NUMBER_WORD = re.compile(r"^s[ốo]\.?\s*(?=\d)", re.IGNORECASE)


@dataclass(frozen=True)
class ParsedName:
    """A place by kind (empty where not said) and name; a self-managed team perhaps with its hamlet."""

    kind: str
    name: str
    parent: "ParsedName | None" = None
    #: A word for a kind that the portal does not have, with what followed it.
    strange: str = ""

    @property
    def level(self) -> str:
        """Hamlet, self-managed team, or empty where the kind does not determine it."""
        if self.kind in KINDS_AT[Level.HAMLET]:
            return Level.HAMLET
        return Level.SELF_MANAGED_TEAM if self.kind == UnitKind.TO_TU_QUAN else ""


def tidy(text: str) -> str:
    """A cell as its name would be kept: one Unicode form, one space between words, nothing that cannot be seen."""
    return plain_line(text)


@lru_cache(maxsize=8192)
def parse(text: str) -> ParsedName:
    """Take a place apart: its number in a list off, kind from name, a group's hamlet from the group."""
    whole = _ORDINAL.sub("", _BULLET.sub("", tidy(text)))
    if len(whole) > _LONGEST_CELL:
        # No place is called so; to look for one would cost time for nothing.
        return ParsedName("", whole)
    fragments = [fragment for fragment in _BETWEEN.split(whole) if fragment]
    parts = [_one(fragment, whole) for fragment in fragments] if len(fragments) == 2 else []
    groups = [part for part in parts if part.kind in (UnitKind.TO_TU_QUAN, BARE_GROUP)]
    hamlets = [part for part in parts if part.level == Level.HAMLET]
    if len(groups) == len(hamlets) == 1:
        return ParsedName(groups[0].kind, groups[0].name, hamlets[0])
    first = _one(whole, whole)
    if first.kind in (UnitKind.TO_TU_QUAN, BARE_GROUP):
        return _with_hamlet_behind(first, whole)
    return first


def cased(name: str) -> str:
    """A name in capitals only, or in none, as names are written: "PHƯỚC LỄ" is "Phước Lễ"; "3A" and "II" stay."""
    words = name.split()
    if not (name.isupper() or name.islower()) or not any(len(word) > 2 and word.isalpha() for word in words):
        return name
    if name.isupper():
        return " ".join(word if _ROMAN.fullmatch(word.lower()) else word.capitalize() for word in words)
    return " ".join(word.capitalize() for word in words)


@lru_cache(maxsize=8192)
def exact_key(name: str) -> str:
    """Equal for names that are the same (portal.core.plain_text); "số" before a number says nothing."""
    return same_key(_NUMBER_WORD.sub("", tidy(name)))


@lru_cache(maxsize=8192)
def close_key(name: str) -> str:
    """Equal for names meant alike: "03" and "3", "II" and "2", "3-A" and "3a"."""
    words = _WORDS.findall(same_key(name))
    if len(words) > 1 and fold(words[0]) == " so " and words[1].isdigit():
        words = words[1:]
    if words and (roman := _ROMAN.fullmatch(words[-1])):
        words[-1] = str(_value(roman))
    return unicodedata.normalize(
        "NFC", " ".join(str(int(word)) if _is_number(word) else word for word in words)
    )


@lru_cache(maxsize=8192)
def near_key(name: str) -> str:
    """As `close_key`, and equal for what people mix up: "Mỹ Quý" and "Mĩ Quí", "Phước Lể" and "Phước Lễ"."""
    return " ".join(_easily_mistaken(word) for word in close_key(name).split())


def _easily_mistaken(word: str) -> str:
    """A word of `close_key` as people mix it up: the hook above for the tilde, i for y behind a consonant."""
    apart = unicodedata.normalize("NFD", word).replace("\u0303", "\u0309")
    return unicodedata.normalize("NFC", _Y.sub(r"\1i", apart))


def blind_key(name: str) -> str:
    """As `near_key`, without any accent: for names typed without them."""
    return near_key(fold(tidy(name)))


def has_accents(text: str) -> bool:
    """Whether any letter of a text bears a mark, or is đ."""
    return any(unicodedata.combining(c) or c in "đĐ" for c in unicodedata.normalize("NFD", text))


def _one(text: str, whole: str) -> ParsedName:
    """Kind and name in a fragment of text; the kind's word must be written with its marks, or all without."""
    text = _trimmed(text)
    bare = _bare(text)
    for kind, pattern, phrase in _patterns():
        found = pattern.match(bare)
        if found is None or not _meant(text[: found.end(1)], phrase, text[found.end(1) :], whole):
            continue
        rest = _trimmed(text[found.end() :])
        if kind:
            return ParsedName(kind, rest)
        if rest[:1].isdigit():
            return ParsedName("", text, strange=phrase)
    return ParsedName("", text)


def _trimmed(text: str) -> str:
    """Text without the signs around it; a bracket that closes one within stays: "Tân Tám (mới)"."""
    bare = text.strip(_EDGES)
    return f"{bare})" if bare.count("(") > bare.count(")") and text.rstrip(" .,;").endswith(")") else bare


def _with_hamlet_behind(group: ParsedName, whole: str) -> ParsedName:
    """ "Tổ 5 ấp 3": no sign is between, but the word for the hamlet's kind is."""
    words = group.name.split()
    for at in range(1, min(len(words), _FURTHEST)):
        behind = _one(" ".join(words[at:]), whole)
        if behind.level == Level.HAMLET and behind.name:
            return ParsedName(group.kind, " ".join(words[:at]).strip(_EDGES), behind)
    return group


@cache
def _patterns() -> list[tuple[str, re.Pattern, str]]:
    """(kind, pattern over text without marks, phrase with marks), longest phrase first; no kind: a strange one."""
    phrases = [(str(kind), phrase) for kind, known in _PHRASES.items() for phrase in known]
    phrases += [("", phrase) for phrase in _STRANGE]
    phrases.sort(key=lambda pair: -len(pair[1]))
    made = []
    for kind, phrase in phrases:
        words = r"[\s.]*".join(re.escape(word) for word in _bare(phrase).split())
        # A letter right behind would make it another word; a number may be there ("KP2").
        made.append((kind, re.compile(rf"({words})(?![^\W\d_])[\s.:,–-]*"), phrase))
    return made


def _meant(written: str, phrase: str, rest: str, whole: str) -> bool:
    """Whether what is written is the phrase: letter by letter with its mark, or plain where marks were not typed."""
    pairs = zip(_letters(written), _letters(phrase), strict=True)
    if any(w not in (p, _bare(p)) for w, p in pairs):
        return False
    if has_accents(written) or not has_accents(phrase):
        return True
    number_follows = re.match(r"[\s.:]*(s[oố]\b)?[\s.:]*\d", rest, re.IGNORECASE) is not None
    return number_follows or not (has_accents(whole) or phrase in _ALSO_NAMES)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def _bare(text: str) -> str:
    """Lower, marks off, đ as d: letter for letter, so that places in the text stay where they are."""
    return "".join(_bare_letter(c) for c in text)


@cache
def _bare_letter(letter: str) -> str:
    lowered = letter.lower()
    if lowered == "đ":
        return "d"
    plain_letter = unicodedata.normalize("NFD", lowered)[0]
    return plain_letter if len(letter) == 1 else letter


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _value(roman: re.Match) -> int:
    tens, ones = roman.groups()
    return (
        10 * len(tens)
        + {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}[ones]
    )
