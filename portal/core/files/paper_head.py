"""The head of a paper: number and symbol, day, the bodies at its top left, its heading."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from portal.core.files.paper_words import (
    BARE_NUMBER,
    BODY_BEGINS,
    NOT_AN_END,
    NUMBER,
    OTHER_STAMPS,
    RULE,
    TYPES,
    type_of_heading,
    without_place_and_day,
)

# A head is longer than this in no paper, extracted line by line with its empty ones.
_LONGEST = 60
_BODY_LINES = 6
_YEARS = range(1945, 2100)


@dataclass(frozen=True)
class Head:
    """What was found; `ends` is the line with the heading, or the first line behind the head."""

    number: re.Match[str] | None
    day: date | None
    bodies: list[str]
    heading_type: str | None
    ends: int


def read(lines: list[str]) -> Head:
    """The head of a page, given line by line."""
    found = next(
        ((at, code) for at, line in enumerate(lines[:_LONGEST]) if (code := type_of_heading(line))), None
    )
    ends = found[0] if found else _without_heading(lines)
    head = lines[:ends]
    return Head(_number(head), _day(head), _bodies(head), found[1] if found else None, ends)


def type_of_symbol(symbol: str | None) -> str | None:
    """The type that a symbol names: KH of "KH-UBND", CV of "CV/ĐU", QĐ of "2026/QĐ-TTg"; None for "UBND-NC"."""
    pieces = [piece for piece in re.split(r"[-–/.]", symbol or "") if not piece.isdigit()]
    return pieces[0] if pieces and pieces[0] in TYPES else None


def _without_heading(lines: list[str]) -> int:
    """Where the head of a công văn ends: before "Kính gửi"."""
    end = min(len(lines), _LONGEST)
    return next((at for at, line in enumerate(lines[:end]) if line.startswith("Kính gửi")), end)


def _number(head: list[str]) -> re.Match[str] | None:
    marked = (NUMBER.search(line) for line in head)
    bare = (BARE_NUMBER.fullmatch(line) for line in head)
    return next(filter(None, marked), None) or next(filter(None, bare), None)


def _day(head: list[str]) -> date | None:
    """The day beside the place; None where two lines give two, or there is no such day."""
    days = set()
    for line, following in pairwise([*head, ""]):
        for text in (line, f"{line} {following}"):
            rest, found = without_place_and_day(text)
            if found and _is_of_the_head(rest):
                days.add(tuple(int(found[name]) for name in ("year", "month", "day")))
    if len(days) != 1:
        return None
    year, month, day = days.pop()
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _is_of_the_head(rest: str) -> bool:
    """Whether what is before place and day is of the left column, and no sentence: nothing, a number, capitals, V/v."""
    bare = NUMBER.sub(" ", rest).strip()
    return not bare or bare.isupper() or bare.startswith(("V/v", "Vv"))


def _bodies(head: list[str]) -> list[str]:
    """The names in capitals before the number; a line that does not begin a name goes on with the one before."""
    names: list[str] = []
    for line in _left_column(head):
        if names and (not BODY_BEGINS.match(line) or NOT_AN_END.search(names[-1])):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    return names


def _left_column(head: list[str]) -> list[str]:
    lines: list[str] = []
    for line in head:
        number = NUMBER.search(line) or BARE_NUMBER.fullmatch(line)
        left = without_place_and_day(line[: number.start()] if number else line)[0].strip(" *_-–—\t")
        if left and not RULE.fullmatch(left) and left.isupper() and not OTHER_STAMPS.fullmatch(left):
            lines.append(left)
        if number:
            return lines[:_BODY_LINES]
    # Without a number nothing says where the column ends.
    return lines if len(lines) <= _BODY_LINES and lines and BODY_BEGINS.match(lines[0]) else []
