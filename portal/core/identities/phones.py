"""Telephone numbers in a text, in the shapes people write them. Two numbers are the same when their last nine digits are."""

import re
from collections.abc import Iterator

from portal.core.identities.reading import Reading, bare, key

_LAST = 9
# Shorter ones (113, a house number, a year) say nothing of a person.
_SHORTEST = 8

_ZERO, _DIGIT = "[0Oo]", r"[\dOo]"
_GAP = r"[ \t\u00a0.\-–—()_·,]{0,3}"
# After the prefix: a mobile number (nine digits), one of before 2018 (ten, from 1), a landline (ten, from 2).
_NATIONAL = rf"(?:[35789](?:{_GAP}{_DIGIT}){{8}}|[12](?:{_GAP}{_DIGIT}){{9}})"
_WITH_PREFIX = re.compile(
    rf"(?:(?<!\d)\+{_GAP}84|(?<!\d){_ZERO}{_ZERO}{_GAP}84|(?<!\d)\(?84\)?|(?<![^\W\d_])(?<!\d){_ZERO}|(?<!\d)0){_GAP}"
    rf"(?:\(?{_ZERO}\)?{_GAP})?{_NATIONAL}(?!\d)"
)
_ABROAD = re.compile(rf"\+(?:{_GAP}\d){{9,14}}(?!\d)")
# Without a prefix only as such numbers are grouped: anything looser is found in dates and sums.
_BARE = re.compile(
    r"(?<![\w.,+])[35789](?:\d{8}|\d{2}[ .\-]\d{3}[ .\-]\d{3}|\d[ .]\d{3}[ .]\d{2}[ .]\d{2})(?!\d)(?![ .]\d{3}\b)"
)
_MONEY = re.compile(r"\s*(?:đ|đồng|vnđ|vnd|triệu|tỷ|tỉ)\b", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)\d{1,2}[.\-]\d{1,2}[.\-](?:19|20)\d\d(?!\d)")

# Anything that could hide a number, for comparing with a known one: digits with little between them.
_RUN = re.compile(r"[\dOoIl](?:[\W_]{0,4}[\dOoIl])*")
_AS_DIGIT = str.maketrans("OoIl", "0011")
_SPOKEN = {
    "không": "0", "một": "1", "mốt": "1", "hai": "2", "ba": "3", "bốn": "4", "tư": "4",
    "năm": "5", "lăm": "5", "sáu": "6", "bảy": "7", "bẩy": "7", "tám": "8", "chín": "9",
}  # fmt: skip
_SPOKEN_KEYS = {key(word): digit for word, digit in _SPOKEN.items()}
_SPOKEN_BARE = {bare(word): digit for word, digit in _SPOKEN.items()}


def find(reading: Reading) -> list[tuple[int, int]]:
    """Where telephone numbers stand, as spans of the reading's letters, in order."""
    letters, found = reading.letters, []
    for shape in (_WITH_PREFIX, _ABROAD, _BARE):
        for match in shape.finditer(letters):
            span = match.span()
            if _DATE.search(match[0]) or any(span[0] < end and start < span[1] for start, end in found):
                continue
            if shape is _BARE and (match[0].endswith("000") or _MONEY.match(letters, match.end())):
                continue
            found.append(span)
    found += [
        (start, end)
        for digits, start, end in _spoken(reading)
        if len(digits) >= _LAST and not any(start < e and s < end for s, e in found)
    ]
    return sorted(found)


def last_digits(phone: str) -> set[str]:
    """What a known number (or several, written side by side) is compared by; empty where it is too short."""
    reading = Reading(phone)
    told = [_digits(reading.letters[start:end]) for start, end in find(reading)]
    told = told or [_digits(phone_part) for phone_part in re.split(r"[/;,]", reading.letters)]
    return {digits[-_LAST:] for digits in told if len(digits) >= _SHORTEST}


def holds(reading: Reading, numbers: set[str]) -> bool:
    """Whether one of these numbers (by `last_digits`) is written anywhere in a text, in whatever shape."""
    runs = [_digits(match[0]) for match in _RUN.finditer(reading.letters)]
    runs += [digits for digits, _start, _end in _spoken(reading)]
    return any(number in run for number in numbers for run in runs)


def same(one: str, other: str) -> bool:
    return bool(last_digits(one) & last_digits(other))


def _digits(written: str) -> str:
    return "".join(letter for letter in written.translate(_AS_DIGIT) if letter.isdigit())


def _spoken(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Digits written as words, at least as many as a number has: (digits, start, end)."""
    run: list[tuple[str, int, int]] = []
    for word in [*reading.words, None]:
        digit = word and (_SPOKEN_KEYS.get(word.key) if word.accented else _SPOKEN_BARE.get(word.bare))
        if digit:
            run.append((digit, word.start, word.end))
            continue
        if len(run) >= _SHORTEST:
            yield "".join(digit for digit, _start, _end in run), run[0][1], run[-1][2]
        run = []
