"""Search by words: in any order, without accents, numbers with or without their signs.

`searchable` makes what the column `search` holds, `found_by` the condition that a query puts on it. Both rest on
`fold`; what they add is spelling: y or i, numbers written in parts, zeros in front, short forms.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial, reduce
from operator import and_, or_
from typing import TypeVar

from django.db.models import Q, QuerySet

from portal.core.folding import fold

Rows = TypeVar("Rows", bound=QuerySet)
Short = Mapping[str, str]
# The condition that a row holds a text.
Holds = Callable[[str], Q]

# Databases refuse to look for one of thousands of letters, and a list of conditions should end.
_LONGEST, _MOST_WORDS = 200, 12
# Into how many parts one number is written at most: "+84 91 234 56 78" has five.
_MOST_PARTS = 6
# Mỹ or Mĩ, Quý or Quí: after a consonant both are written; after a vowel they are different sounds (tay, tai).
_Y_AS_I = re.compile(r"(?<=[b-df-hj-np-tv-xz])y|(?<=qu)y")
_PLATE = re.compile(r"\d\d[a-z]{1,2}\d{5,6}")
_SHORT_AND_NUMBER = re.compile(r"([a-z]{1,4})(\d+)")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return _Y_AS_I.sub("i", fold(text)).split()


def searchable(text: str) -> str:
    """What a column holds for a text: its words, then its numbers as one may also write them; empty without words."""
    words = words_of(text)
    if not words:
        return ""
    forms = dict.fromkeys(form for run in _runs(words) for form in _other_forms(run))
    for word in words:
        forms.pop(word, None)
    return f" {' '.join([*words, *forms])} "


def narrow(rows: Rows, query: str, *columns: str, short: Short | None = None) -> Rows:
    """The rows that a query finds: all for an empty one, none for one of signs alone."""
    if not query.strip():
        return rows
    condition = found_by(query, *columns, short=short)
    return rows.none() if condition is None else rows.filter(condition)


def found_by(query: str, *columns: str, short: Short | None = None) -> Q | None:
    """The condition under which a row is found: each word of the query begins one of the row's. None without words.

    A number with more words behind it must be whole, so that "tổ 1 an ninh" finds no "tổ 10". `short` gives the words
    that a short form stands for ("tp"). With several columns each word may be in any of them.
    """
    runs = list(_runs(words_of(query[:_LONGEST])[:_MOST_WORDS]))
    holds = partial(_holds, columns or ("search",))
    conditions = [
        _number(run, holds, short or {}, typing=run is runs[-1])
        if _has_digit(run[0])
        else _word(run[0], holds, short or {})
        for run in runs
    ]
    return reduce(and_, conditions) if conditions else None


def _holds(columns: Iterable[str], text: str) -> Q:
    return reduce(or_, (Q(**{f"{column}__contains": text}) for column in columns))


def _word(word: str, holds: Holds, short: Short) -> Q:
    found = holds(f" {word}")
    return found | holds(f" {short[word]} ") if word in short else found


def _number(run: list[str], holds: Holds, short: Short, *, typing: bool) -> Q:
    """A number written in one or more parts: each part somewhere, or all of them as one."""
    *before, last = run
    found = reduce(
        and_,
        [_part(part, holds, short, typing=False) for part in before],
        _part(last, holds, short, typing=typing),
    )
    return found | holds(f" {''.join(run)}") if len(run) > 1 else found


def _part(part: str, holds: Holds, short: Short, *, typing: bool) -> Q:
    found = holds(f" {part}" if typing or not part.isdecimal() else f" {part} ")
    # "07" finds "7"; the column holds "7" for "07". A long number with zeros in front is a code or a telephone's.
    if part.startswith("0") and 1 < len(part) <= 3:
        found |= holds(f" {_without_zeros(part)} ")
    glued = _SHORT_AND_NUMBER.fullmatch(part)
    if glued and glued[1] in short:
        found |= holds(f" {short[glued[1]]} ") & _part(glued[2], holds, short, typing=typing)
    return found


def _runs(words: list[str]) -> Iterator[list[str]]:
    """Words one by one, but parts of a number together: "70 b1 123 45", and a letter or two between digits."""
    run: list[str] = []
    for place, word in enumerate(words):
        follows = place + 1 < len(words) and _has_digit(words[place + 1])
        between = bool(run) and _has_digit(run[-1]) and len(word) <= 2 and follows
        if run and not (_has_digit(run[0]) and (_has_digit(word) or between)):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _other_forms(run: list[str]) -> Iterator[str]:
    """How else the numbers of a run are written: from each part on as one, without zeros in front, a plate's end."""
    if len(run) == 1 and run[0].isalpha():
        return
    whole = ["".join(run[start : start + _MOST_PARTS]) for start in range(len(run) - 1)]
    for form in [*run, *whole]:
        if form.isalpha():
            continue
        yield form
        if form.startswith("0") and form.isdecimal():
            yield _without_zeros(form)
        if _PLATE.fullmatch(form):
            yield form[-5:]


def _has_digit(word: str) -> bool:
    """Of folded words, which are made of a to z and 0 to 9."""
    return not word.isalpha()


def _without_zeros(number: str) -> str:
    return number.lstrip("0") or "0"
