"""Whether a text names a known person: by the number in any shape, or by the words of the name in any order."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from enum import IntEnum

from portal.core.identities import phones
from portal.core.identities.people import is_title, without_titles
from portal.core.identities.reading import Reading, Word, accented, bare, key

# The words of a name may be so far apart ("Lan, họ Nguyễn"); those of half a name must be closer.
_APART, _CLOSE = 5, 2
# A name written as one word (nguyenthilan) is looked for from this length on.
_GLUED = 7
_SEVERAL = re.compile(r"[/;,\n]")


class Match(IntEnum):
    """How much of a person a text names."""

    NOTHING = 0
    HALF = 1  # the given name, written as a name, with another word of it: may be someone else
    WHOLE = 2


def compare(text: str, *, name: str, phone: str) -> Match:
    """How much of a person `text` names; `name` and `phone` may hold several, separated by "/", ";" or ","."""
    if not text:
        return Match.NOTHING
    reading = Reading(text)
    numbers = phones.last_digits(phone)
    if numbers and phones.contains(reading, numbers):
        return Match.WHOLE
    return max((_name(reading, part) for part in _SEVERAL.split(name)), default=Match.NOTHING)


def _name(reading: Reading, name: str) -> Match:
    words = without_titles(Reading(name).words)
    if not words:
        return Match.NOTHING
    same = _Same(plain=not any(word.accented for word in words))
    if len(words) == 1:
        return _one_word(reading, words[0], same)
    if _glued(reading, words):
        return Match.WHOLE
    wanted = Counter(same.of_name(word) for word in words)
    for cluster in _clusters(reading.words, set(wanted), same, _APART):
        if not wanted - Counter(cluster):
            return Match.WHOLE
    if len(words) > 2:
        # In lower case such words are mostly no name ("tố cáo"), unless the whole text is typed without accents.
        plain = not accented(reading.text)
        given = same.of_name(words[-1])
        for cluster in _clusters(
            reading.words, set(wanted), same, _CLOSE, lambda word: plain or word.capital
        ):
            if given in cluster and len(set(cluster)) > 1:
                return Match.HALF
    return Match.NOTHING


# A word without accents, and with them where they count.
_Part = tuple[str, str]


class _Same:
    """Equality of words: with accents where the text's word has any, without where it has none.

    A name that was itself typed without accents is compared without. D counts as Đ, which many keyboards lack.
    """

    def __init__(self, plain: bool):
        self.plain = plain

    def of_name(self, word: Word) -> _Part:
        return word.bare, "" if self.plain else _stroke_off(word.key)

    def find(self, word: Word, wanted: set[_Part]) -> _Part | None:
        for part in wanted:
            if part[0] == word.bare and (self.plain or not word.accented or part[1] == _stroke_off(word.key)):
                return part
        return None


def _clusters(
    words: list[Word],
    wanted: set[_Part],
    same: _Same,
    apart: int,
    counts: Callable[[Word], bool] = lambda word: True,
) -> Iterator[list[_Part]]:
    """Adjacent words of the name, each within `apart` words of the one before."""
    cluster: list[_Part] = []
    last = None
    for place, word in enumerate(words):
        part = same.find(word, wanted) if counts(word) else None
        if part is None:
            continue
        if last is not None and place - last > apart:
            yield cluster
            cluster = []
        cluster.append(part)
        last = place
    if cluster:
        yield cluster


def _one_word(reading: Reading, word: Word, same: _Same) -> Match:
    """A name of one word is too common a word, but for "chị Lan"."""
    wanted = {same.of_name(word)}
    pairs = zip(reading.words, reading.words[1:], strict=False)
    found = any(is_title(before) and after.capital and same.find(after, wanted) for before, after in pairs)
    return Match.HALF if found else Match.NOTHING


def _glued(reading: Reading, words: list[Word]) -> bool:
    """Whether the letters of the name follow each other in order, spaced otherwise: nguyenthilan, Nguyễn.Thị.Lan, N g u y ễ n …"""
    name = "".join(word.text for word in words)
    if len(name) < _GLUED:
        return False
    plain = not accented(name)
    for run in reading.letters.split():
        letters = "".join(letter for letter in run if letter.isalpha())
        if len(letters) >= len(name):
            alike = _lower if accented(letters) and not plain else bare
            if alike(name) in alike(letters):
                return True
    return _spaced(reading.words, name, plain)


def _spaced(words: list[Word], name: str, plain: bool) -> bool:
    """Whether some words, from the beginning of one to the end of another, spell the name when read without gaps."""
    letters, begins, ends = "", {}, {}
    for place, word in enumerate(words):
        begins[len(letters)] = place
        letters += word.bare.replace(" ", "")
        ends[len(letters)] = place
    wanted = bare(name).replace(" ", "")
    if not wanted:
        return False
    at = letters.find(wanted)
    while at >= 0:
        until = at + len(wanted)
        if at in begins and until in ends:
            written = "".join(word.text for word in words[begins[at] : ends[until] + 1])
            if plain or not accented(written) or _stroke_off(key(written)) == _stroke_off(key(name)):
                return True
        at = letters.find(wanted, at + 1)
    return False


def _lower(letters: str) -> str:
    """Letters for comparing with accents, where tones stay beside their letter."""
    return _stroke_off(letters.lower().replace("y", "i"))


def _stroke_off(letters: str) -> str:
    return letters.replace("đ", "d")
