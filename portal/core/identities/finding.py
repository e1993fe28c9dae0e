"""What in a text would tell who someone is, found without knowing anyone; and the text without it."""

import re
from dataclasses import dataclass

from portal.core.identities import people, phones
from portal.core.identities.reading import Reading

_SEVERAL = " / "


@dataclass(frozen=True)
class Piece:
    """A number or a name found: as written, and the span of the text that goes with it."""

    kind: str
    written: str
    start: int
    end: int
    instead: str = ""


@dataclass(frozen=True)
class Found:
    """All that was found in one text, in its order."""

    text: str
    pieces: tuple[Piece, ...]

    def __bool__(self) -> bool:
        return bool(self.pieces)

    @property
    def names(self) -> str:
        return self._all("name")

    @property
    def phones(self) -> str:
        return self._all("phone")

    def _all(self, kind: str) -> str:
        return _SEVERAL.join(dict.fromkeys(piece.written for piece in self.pieces if piece.kind == kind))

    def parts(self) -> list[tuple[str, bool]]:
        """The text cut where something was found, for showing: (part, whether it was found)."""
        parts, at = [], 0
        for start, end in _merged(self.pieces):
            parts += [(self.text[at:start], False), (self.text[start:end], True)]
            at = end
        return [part for part in [*parts, (self.text[at:], False)] if part[0]]


def find(text: str) -> Found:
    """Telephone numbers, and the names of who tells (`people`)."""
    reading = Reading(text)
    numbers = phones.find(reading)
    pieces = []
    for start, end in numbers:
        span = reading.span(start, end)
        pieces.append(Piece("phone", reading.letters[start:end].strip(), *span))
    for named in people.find(reading, numbers):
        written = reading.letters[named.start : named.end].strip()
        span = reading.span(named.cut_start, named.cut_end)
        pieces.append(Piece("name", written, *span, named.instead))
    return Found(text, tuple(sorted(pieces, key=lambda piece: (piece.start, piece.end))))


def take_out(found: Found) -> str:
    """The text without what was found, tidied where something was cut; other mentions of the same names go, too."""
    text, cut = found.text, 0
    for start, end in _merged(found.pieces):
        instead = next((p.instead for p in found.pieces if start <= p.start < end and p.instead), "")
        text = text[: start - cut] + instead + text[end - cut :]
        cut += end - start - len(instead)
    for name in dict.fromkeys(piece.written for piece in found.pieces if piece.kind == "name"):
        if " " in name:
            text = _without(text, name)
    return _tidy(text)


def _without(text: str, name: str) -> str:
    """The text without other places where the same words stand in the same order, title and all."""
    wanted = [word.key for word in Reading(name).words]
    reading = Reading(text)
    words, kept, at, place = reading.words, "", 0, 0
    while place <= len(words) - len(wanted):
        if [word.key for word in words[place : place + len(wanted)]] != wanted:
            place += 1
            continue
        first = place - 1 if place and people.is_title(words[place - 1]) else place
        start, end = reading.span(words[first].start, words[place + len(wanted) - 1].end)
        kept, at = kept + text[at:start] + "người dân", end
        place += len(wanted)
    return kept + text[at:]


def _tidy(text: str) -> str:
    """Without the blanks, empty brackets and lone signs that cutting leaves."""
    text = re.sub(r"[ \t]{2,}", " ", text)
    text = re.sub(r"\([\s,;:.\-]{0,20}\)", "", text)
    text = re.sub(r" ?(?:, ?)+(?=[,.;:])", "", text)
    text = re.sub(r" {2,}", " ", text)
    text = re.sub(r" ([,.;:])", r"\1", text)
    text = re.sub(r"^[ ,.;:\-–]{1,9}", "", text, flags=re.MULTILINE)
    text = re.sub(r" $", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _merged(pieces: tuple[Piece, ...]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap or lie within one another as one."""
    merged: list[tuple[int, int]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start, piece.end)):
        if merged and piece.start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], piece.end)
        else:
            merged.append((piece.start, piece.end))
    return merged
