"""Finds the headers of pasted chat messages: a name at the beginning of a line, a time before or after it,
then ":" or a new line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.core.identities import naming
from portal.core.identities.reading import Reading, Word

_LONGEST = 6
_LEAD = re.compile(r"[^\w\n\[(]*(?:\d{1,2}[.)] )?")
_CLOCK = (
    r"\d{1,2}(?::\d{2}(?::\d{2})?|[hg]\d{0,2}(?!\w)|\s?giờ(?!\w)(?:\s?\d{2})?)(?:\s?(?:AM|PM|SA|CH)(?!\w))?"
)
_DAY = r"\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?"
_STAMP = re.compile(rf"\[[^\]\n]{{1,60}}\]|\([^)\n]{{1,60}}\)|{_DAY}(?!\d)|{_CLOCK}", re.IGNORECASE)
_HAS_CLOCK = re.compile(_CLOCK, re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d[\d .\-]{0,20}")
_SIGNS = re.compile(r"[^\w\n:\[(+]*(?:lúc |hồi )?", re.IGNORECASE)
_DASH = re.compile(r" ?[-–—>|] ?(?=\w)")
_BETWEEN = re.compile(r"[^\w\n\[(]{0,12}")
_ANYBODY = re.compile(r"(?P<who>[^:\n\[\]]{1,60}):[ \t]*")
_BLANKS = re.compile(r"[ \t]*")
# Nothing but a time, perhaps a date: the line after a name.
_TIME_LINE = re.compile(
    rf"[^\w\n]{{0,5}}(?:(?:{_DAY}|{_CLOCK}|hôm qua|hôm nay)[^\w\n]{{0,5}}){{1,3}}(?:\n|$)", re.IGNORECASE
)


@dataclass(frozen=True)
class Header:
    """A name that heads a message, and the letters to cut with it."""

    name: list[Word]
    start: int
    end: int


def find(reading: Reading) -> Iterator[Header]:
    """Headers, one at most for each line, and lines that are nothing but a name."""
    lines = list(re.finditer(r"[^\n]+", reading.letters))
    for line in lines:
        header = _of_line(reading, *line.span(), several=len(lines) > 1)
        if header:
            yield header


def _of_line(reading: Reading, start: int, line_end: int, *, several: bool) -> Header | None:
    letters = reading.letters
    at, days, clocks, bracketed = _behind(_LEAD, letters, start), 0, 0, False
    for _count in range(3):
        stamp = _STAMP.match(letters, at, line_end)
        if not stamp or not any(c.isdigit() for c in stamp[0]):
            break
        clock = bool(_HAS_CLOCK.search(stamp[0]))
        clocks, days, bracketed = (
            clocks + clock,
            days + (not clock),
            bracketed or (clock and stamp[0][0] == "["),
        )
        at = _behind(_BETWEEN, letters, stamp.end(), line_end)
    words = [word for word in naming.touching(reading, at) if word.end <= line_end]
    if bracketed or (clocks and days):
        stamped = _after_stamp(reading, at, line_end)
        if stamped:
            return stamped
    if not words:
        return None
    name = _name(reading, words)
    if not name:
        return None
    end = _end(letters, words[-1].end, line_end)
    if end is None and naming.surely(reading, words):
        dash = _DASH.match(letters, words[-1].end, line_end)
        alone = several and not any(letter.isalpha() for letter in letters[words[-1].end : line_end])
        end = dash.end() if dash else line_end if alone else None
    return Header(name, words[0].start, end) if end is not None else None


def _after_stamp(reading: Reading, start: int, line_end: int) -> Header | None:
    """The name between a date with its time and ":": that is how chats are copied."""
    who = _ANYBODY.match(reading.letters, start, line_end)
    words = reading.words_within(*who.span("who")) if who else []
    if not (who and words):
        return None
    name = naming.without_titles(words)
    if len(words) > _LONGEST or not (naming.any_name(reading, words) or _name(reading, words)):
        return None
    return Header(name, words[0].start, who.end())


def _name(reading: Reading, words: list[Word]) -> list[Word]:
    """The name that these words at the beginning of a line are, perhaps with a place after it."""
    if naming.alone(reading, words):
        return words
    name = naming.person(reading, words)
    if not name:
        return []
    after = words[words.index(name[-1]) + 1 :]
    return name if not after or naming.leads_away(after[0]) else []


def _behind(shape: re.Pattern[str], letters: str, at: int, *line_end: int) -> int:
    """Where what matches at a place ends; the place itself where nothing does."""
    match = shape.match(letters, at, *line_end)
    return match.end() if match else at


def _end(letters: str, start: int, line_end: int) -> int | None:
    """Where a header ends whose name ends at `start`: behind ":", a time in brackets, or a time and the line."""
    at, timed, in_brackets = start, False, False
    for _count in range(5):
        at = _behind(_SIGNS, letters, at, line_end)
        if at >= line_end:
            return line_end if timed or _TIME_LINE.match(letters, line_end + 1) else None
        if letters[at] == ":":
            return _behind(_BLANKS, letters, at + 1, line_end)
        stamp = _STAMP.match(letters, at, line_end)
        if stamp:
            clock = bool(_HAS_CLOCK.search(stamp[0]))
            timed, in_brackets = timed or clock, in_brackets or (clock and stamp[0][0] in "[(")
            at = stamp.end()
            continue
        number = _NUMBER.match(letters, at, line_end)
        if not number:
            break
        at = number.end()
    return at if in_brackets else None
