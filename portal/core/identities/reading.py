"""A text normalised for reading, each letter with its position in the original.

Look-alike letters, full-width forms and decomposed accents read as the plain letter; unseen characters are skipped. So
"Nguy\u200bễn", "Ｎguyễn" and "Nguyễn" read alike, and what was found can still be cut out of the original.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from portal.core.folding import fold
from portal.core.plain_text import LATIN, TONES, plain_line, tone_last

_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
_MARKS = frozenset(TONES + "\u0302\u0306\u031b\u030c")  # with circumflex, breve, horn, caron


@dataclass(frozen=True)
class Word:
    """One word of a reading; `start` and `end` count in the reading's letters."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @cached_property
    def key(self) -> str:
        return key(self.text)

    @cached_property
    def bare(self) -> str:
        return bare(self.text)

    @cached_property
    def accented(self) -> bool:
        return accented(self.text)


class Reading:
    """The letters of a text as they read, its words, and the position of each in the text."""

    def __init__(self, text: str):
        self.text = text
        letters, self._starts, self._ends = [], [], []
        for start, end, cluster in _clusters(text):
            for letter in _as_read(cluster):
                letters.append(letter)
                self._starts.append(start)
                self._ends.append(end)
        self.letters = "".join(letters)

    @cached_property
    def words(self) -> list[Word]:
        return [Word(found[0], found.start(), found.end()) for found in _WORD.finditer(self.letters)]

    @cached_property
    def accented(self) -> bool:
        """Whether any word carries a Vietnamese mark; else accents say nothing."""
        return any(word.accented for word in self.words)

    @cached_property
    def shouted(self) -> bool:
        """Whether the text is mostly in capitals, which then say nothing."""
        capitals = sum(letter.isupper() for letter in self.letters)
        return capitals > 8 and capitals > sum(letter.islower() for letter in self.letters)

    def words_within(self, start: int, end: int) -> list[Word]:
        """The words that begin and end within letters [start, end)."""
        first = bisect_left(self._word_starts, start)
        words = self.words[first : bisect_left(self._word_starts, end)]
        return words[:-1] if words and words[-1].end > end else words

    def words_before(self, end: int, most: int) -> list[Word]:
        """At most so many words that end at or before a letter, in order."""
        last = bisect_left(self._word_starts, end)
        return self.words[max(0, last - most) : last]

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The position of letters [start, end) in the text."""
        return self._starts[start], self._ends[end - 1]


def _clusters(text: str) -> Iterator[tuple[int, int, str]]:
    """A letter with its combining marks, unseen characters skipped: (start, end, letters) in the text."""
    start, end, cluster = 0, 0, ""
    for place, character in enumerate(text):
        if not _as_read(character):
            continue
        if cluster and _is_mark(character):
            cluster, end = cluster + character, place + 1
            continue
        if cluster:
            yield start, end, cluster
        start, end, cluster = place, place + 1, character
    if cluster:
        yield start, end, cluster


@lru_cache(maxsize=4096)
def _as_read(cluster: str) -> str:
    """One letter as a reader sees it (portal.core.plain_text, and look-alikes of other alphabets); empty for an unseen one.

    A digit of any alphabet, in a circle or on a key is that digit. Marks that no Vietnamese letter carries are off.
    """
    if cluster.isascii():
        return cluster if cluster.isprintable() or cluster.isspace() else ""
    digit = unicodedata.digit(cluster[0], None)
    if digit is not None:
        return str(digit)
    kept = unicodedata.normalize("NFKC", plain_line(f"|{cluster}|")[1:-1])
    if len(kept) > 1:
        kept = kept[0] + "".join(c for c in kept[1:] if not _is_mark(c) or c in _MARKS)
    return "".join(map(_latin, kept))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _latin(letter: str) -> str:
    lower = letter.lower()
    latin = lower.translate(LATIN)
    if latin == lower:
        return letter
    return latin if letter == lower else latin.upper()


def key(word: str) -> str:
    """A word for comparing with its accents: lower case, tone at the end (Hoà is Hòa), y as i (Mỹ is Mĩ)."""
    return tone_last(unicodedata.normalize("NFD", word.lower())).replace("y", "i")


def bare(word: str) -> str:
    """A word for comparing without accents: đ is d, y is i."""
    return fold(word).strip().replace("y", "i")


def accented(word: str) -> bool:
    """Whether a word carries any Vietnamese mark."""
    return not word.isascii()
