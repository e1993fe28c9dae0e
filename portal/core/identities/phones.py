"""Finds and compares telephone numbers in a text, in the shapes people write them. Two numbers are the same
when their last nine digits are.

A text is cut into groups of digits; groups with nothing but signs between them are read together. Every loop is bounded
by the digits of one number, so the time is linear in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from portal.core.identities.reading import Reading, bare, key

_LAST = 9
# Shorter ones (113, a house number, a year) say nothing of a person.
_SHORTEST = 8
_LONGEST = 15

# Digits, and letters that look like one among them. Alone, only the capital O and such: "O 912 345 678".
_GROUP = re.compile(
    r"(?:(?<![^\W\d_])[OoIl]{1,3})?\d(?:[OoIl]{0,3}\d)*(?:[OoIl]{1,3}(?![^\W\d_]))?|(?<!\w)[OoIl](?!\w)"
)
_AS_DIGIT = str.maketrans("OoIl", "0011")
# Between groups of one number, in `find`: so many signs, blanks or line breaks, of any kind.
_APART = 8

# The digits of a number with its prefix: a mobile number (nine digits after it), one of before 2018, a landline. A
# landline of before 2017 is one digit shorter.
_WITH_PREFIX = re.compile(r"0[2-9]\d{8}|0[12]\d{9}|(?:00)?840?(?:[35789]\d{8}|[12]\d{9})")
_ABROAD = re.compile(r"\d{10,15}")
_BARE = re.compile(r"[35789]\d{8}")
_LISTED = re.compile(r"[,;\n]")
_MONEY = re.compile(r"\s{0,3}(?:đ|đồng|dong|vnđ|vnd|triệu|tỷ|tỉ|usd)\b", re.IGNORECASE)
# How a number with its 0 is cut when it is written: mobile and landline numbers by their length, two cities apart.
_GROUPS_OF = {10: (4, 3, 3), 11: (4, 4, 3)}
_CITIES = ("024", "028")
# What is written in digits and is no number: dates, clock times.
_DATE = re.compile(
    r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])([./\-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d\d|[12]\d(?![./\-]?\d))(?!\d)"
)
_TIME = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]\d)(?!\d)")

_SPOKEN = {
    "không": "0", "một": "1", "mốt": "1", "hai": "2", "ba": "3", "bốn": "4", "tư": "4", "năm": "5", "lăm": "5",
    "sáu": "6", "bảy": "7", "bẩy": "7", "tám": "8", "chín": "9",
}  # fmt: skip
_SPOKEN_KEYS = {key(word): digit for word, digit in _SPOKEN.items()}
_SPOKEN_BARE = {bare(word): digit for word, digit in _SPOKEN.items()}
# Words of tens and hundreds, which denote no digit of their own before another: "chín trăm mười hai" is 912.
_TEN, _TENS, _ZEROS, _NAUGHT = key("mười"), key("mươi"), key("trăm"), {key("linh"), key("lẻ")}
_BARE_TENS = {"muoi": _TENS, "tram": _ZEROS, "linh": key("linh"), "le": key("lẻ")}


@dataclass(frozen=True)
class _Group:
    """Adjacent digits, or one word that says some."""

    digits: str
    start: int
    end: int


def find(reading: Reading) -> list[tuple[int, int]]:
    """The positions of telephone numbers, as spans of the reading's letters, in order."""
    found: list[tuple[int, int]] = []
    groups = list(_written(reading, _no_numbers(reading.letters)))
    at = 0
    while at < len(groups):
        until = _number_from(reading.letters, groups, at)
        if until:
            found.append((_with_plus(reading.letters, groups[at].start), groups[until - 1].end))
        at = until or at + 1
    for run in _runs(reading.letters, _spoken(reading), _APART):
        if len("".join(group.digits for group in run)) >= _LAST:
            span = run[0].start, run[-1].end
            if not any(span[0] < end and start < span[1] for start, end in found):
                found.append(span)
    return sorted(found)


def last_digits(phone: str) -> set[str]:
    """What a known number (or several, written side by side) is compared by; empty where it is too short."""
    reading = Reading(phone)
    numbers = [_digits(reading.letters[start:end]) for start, end in find(reading)]
    numbers = [digits for digits in numbers if digits] or [
        _digits(phone_part) for phone_part in re.split(r"[/;,]", reading.letters)
    ]
    return {digits[-_LAST:] for digits in numbers if len(digits) >= _SHORTEST}


def contains(reading: Reading, numbers: set[str]) -> bool:
    """Whether one of these numbers (by `last_digits`) is written anywhere in a text, in whatever shape."""
    written = list(_written(reading, []))
    for spoken in (_spoken(reading), _spoken(reading, ten_says_nothing=True)):
        groups = sorted([*written, *spoken], key=lambda group: group.start)
        for run in _runs(reading.letters, groups, len(reading.letters)):
            digits = "".join(group.digits for group in run)
            if any(number in digits for number in numbers):
                return True
    return False


def same(one: str, other: str) -> bool:
    return bool(last_digits(one) & last_digits(other))


def _number_from(letters: str, groups: list[_Group], at: int) -> int | None:
    """Behind which group a number that begins with group `at` ends; None where none begins. The longest counts."""
    digits, between, ends = "", [], None
    plus = _with_plus(letters, groups[at].start) < groups[at].start
    for place in range(at, len(groups)):
        group = groups[place]
        if place > at:
            gap = letters[groups[place - 1].end : group.start]
            if not _is_gap(gap, _APART) or "+" in gap:
                break
            between.append(gap)
        digits += group.digits
        if len(digits) > _LONGEST:
            break
        if _is_number(digits, between, plus, letters, groups[at : place + 1]):
            ends = place + 1
    return ends


def _is_number(digits: str, between: list[str], plus: bool, letters: str, groups: list[_Group]) -> bool:
    if plus:
        return bool(_ABROAD.fullmatch(digits))
    if digits.startswith("0") and _WITH_PREFIX.fullmatch(digits):
        return not _is_list(groups, between)
    # Without a 0 it may be a sum, or figures one after another.
    if not (_WITH_PREFIX.fullmatch(digits) or _BARE.fullmatch(digits)):
        return False
    if any(_LISTED.search(gap) for gap in between) and not digits.startswith("84"):
        return False
    money = digits.endswith("000") or _MONEY.match(letters, groups[-1].end)
    return not money


def _is_list(groups: list[_Group], between: list[str]) -> bool:
    """Whether groups count up: "các tổ 05, 06, 07, 08, 09"."""
    figures = [int(group.digits) for group in groups]
    steps = [after - before for before, after in pairwise(figures)]
    return (
        len(steps) > 1 and all(0 < step <= 5 for step in steps) and all("," in g or ";" in g for g in between)
    )


def _is_gap(between: str, most: int) -> bool:
    return len(between) <= most and not any(letter.isalnum() for letter in between)


def _with_plus(letters: str, start: int) -> int:
    """Where a number begins with the plus or bracket before it."""
    before = letters[max(0, start - 4) : start]
    sign = re.search(r"\+\W{0,3}$", before)
    return start - len(sign[0]) if sign else start


def _runs(letters: str, groups: list[_Group], apart: int) -> Iterator[list[_Group]]:
    """Groups with nothing but signs between them."""
    run: list[_Group] = []
    for group in groups:
        if run and not _is_gap(letters[run[-1].end : group.start], apart):
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _digits(written: str) -> str:
    return "".join(letter for letter in written.translate(_AS_DIGIT) if letter.isdigit())


def _no_numbers(letters: str) -> list[tuple[int, int]]:
    return sorted(match.span() for shape in (_DATE, _TIME) for match in shape.finditer(letters))


def _written(reading: Reading, without: list[tuple[int, int]]) -> Iterator[_Group]:
    """The groups of digits of a text but those within the spans `without`, which are in order."""
    spans = iter([*without, (len(reading.letters) + 1, len(reading.letters) + 1)])
    start, end = next(spans)
    for match in _GROUP.finditer(reading.letters):
        while end <= match.start():
            start, end = next(spans)
        if match.end() <= start:
            yield _Group(_digits(match[0]), *match.span())


def _spoken(reading: Reading, *, ten_says_nothing: bool = False) -> list[_Group]:
    """The words that say digits. Without accents "muoi" may be 1 (mười hai) or nothing (chín mươi hai)."""
    groups: list[_Group] = []
    words = reading.words
    says = [_SPOKEN_KEYS.get(word.key) if word.accented else _SPOKEN_BARE.get(word.bare) for word in words]
    tens = [word.key if word.accented else _BARE_TENS.get(word.bare) for word in words]
    for place, word in enumerate(words):
        more = place + 1 < len(words) and bool(says[place + 1] or tens[place + 1] in {_TEN, *_NAUGHT})
        digits = says[place]
        if digits is None and tens[place] == _TEN:
            digits = "1" if more else "10"
        elif digits is None and tens[place] == _TENS and word.accented:
            digits = "" if more else "0"
        elif digits is None and tens[place] == _TENS:
            digits = "" if ten_says_nothing and more else "1" if more else "0"
        elif digits is None and tens[place] == _ZEROS:
            digits = "" if more else "00"
        elif digits is None and tens[place] in _NAUGHT:
            digits = "0"
        if digits is not None:
            groups.append(_Group(digits, word.start, word.end))
    return groups


def written(phone: str) -> str:
    """One known number in the form in which it is kept ("0912 345 678", "0276 3877 113"); "" where it is no number or
    several."""
    reading = Reading(phone)
    spans = find(reading)
    if len(spans) != 1 or any(
        letter.isalnum() for letter in reading.letters[: spans[0][0]] + reading.letters[spans[0][1] :]
    ):
        return ""
    digits = _digits(reading.letters[slice(*spans[0])])
    home = re.sub(r"^(?:00)?84(?=0?[1-9]\d{8,9}$)0?|^(?=[1-9]\d{8}$)", "0", digits)
    if not home.startswith("0"):
        return f"+{home}"
    cuts = _GROUPS_OF.get(len(home), (len(home),)) if home[:3] not in _CITIES else (3, 4, 4)
    ends = list(accumulate(cuts))
    return " ".join(home[start:end] for start, end in zip([0, *ends], ends, strict=False))
