"""A text as a reader sees it, each letter with its place in the original.

Look-alike letters, full-width forms and decomposed accents read as the plain letter; unseen characters are skipped. So
"Nguy\\u200bễn", "Ｎguyễn" and "Nguyễn" read alike, and what was found can still be cut out of the original.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

# Letters of other alphabets that look like Latin ones, and the two that look like Đ.
_LOOK_ALIKE = str.maketrans(
    "ÐðƉɖАВЕКМНОРСТХаеорсухіјѕΑΒΕΗΙΚΜΝΟΡΤΥΧο", "ĐđĐđABEKMHOPCTXaeopcyxijsABEHIKMNOPTYXo"
)
# Not of category Cf or Cc, yet nothing is seen: joiners, fillers, the blank Braille pattern, variation selectors.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(code) for code in range(0xFE00, 0xFE10)
}
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
# Tones are the marks that stand on either of two vowels (Hoà, Hòa); the other marks make another letter.
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


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
    """The letters of a text as they read, its words, and where each stood in the text."""

    def __init__(self, text: str):
        self.text = text
        letters, self._starts, self._ends = [], [], []
        for start, end, cluster in _clusters(text):
            for letter in unicodedata.normalize("NFKC", cluster).translate(_LOOK_ALIKE):
                letters.append(letter)
                self._starts.append(start)
                self._ends.append(end)
        self.letters = "".join(letters)

    @cached_property
    def words(self) -> list[Word]:
        return [Word(found[0], found.start(), found.end()) for found in _WORD.finditer(self.letters)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where letters [start, end) stand in the text."""
        return self._starts[start], self._ends[end - 1]


def _clusters(text: str):
    """A letter with its combining marks, unseen characters skipped: (start, end, letters) in the text."""
    start, end, cluster = 0, 0, ""
    for place, character in enumerate(text):
        if character != "\n" and (character in _BLANK or unicodedata.category(character) == "Cf"):
            continue
        if cluster and unicodedata.combining(character):
            cluster, end = cluster + character, place + 1
            continue
        if cluster:
            yield start, end, cluster
        start, end, cluster = place, place + 1, character
    if cluster:
        yield start, end, cluster


def key(word: str) -> str:
    """A word for comparing with its accents: lower case, tone at the end (Hoà is Hòa), y as i (Mỹ is Mĩ)."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = "".join(mark for mark in parts if mark in _TONES)
    return "".join(mark for mark in parts if mark not in _TONES).replace("y", "i") + tones


def bare(word: str) -> str:
    """A word for comparing without accents: đ is d, y is i."""
    parts = unicodedata.normalize("NFD", word.lower())
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return letters.replace("đ", "d").replace("y", "i")


def accented(word: str) -> bool:
    """Whether a word carries any Vietnamese mark."""
    return not word.isascii()
