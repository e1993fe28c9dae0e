"""Columns of lists, each declared once as a django-tables2 column of a `portal.core.lists.LeanTable`.

A column says its label, which database columns it reads, how a value is written (`render`), how it is sorted,
and its CSS class. It works on all rows of a page at once, so that what a page needs to
look up (names of units) is looked up once.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import repeat
from operator import attrgetter
from typing import Any

import django_tables2 as tables

from portal.core.actors import ActorProtocol
from portal.core.formatting import NOTHING, day, moment, number
from portal.core.templatetags.components import status

#: A cell as it is drawn: CSS class, label (beside the cell on a phone, where a row is a card), text.
Cell = tuple[str, str, Any]


class Column(tables.Column):
    """A column of text; empty text is drawn as `default` ("—").

    `accessor`: the database column it shows, by default the column's own name. `reads`: database columns that drawing
    it needs besides. `order_by`: the database column it sorts by, NOT NULL; without one it cannot be sorted. Its first
    direction is `initial_sort_descending`; `one_way`: it has no other. `css`: a class of its cells beside that of the
    column's kind ("wide" for the main text; numbers and days have "num", aligned right) and of its header, where
    `attrs={"th": {"class": …}}` says nothing else.
    """

    css = ""

    def __init__(
        self,
        verbose_name: Any = None,
        *,
        reads: tuple[str, ...] = (),
        one_way: bool = False,
        css: str = "",
        **options: Any,
    ) -> None:
        options.setdefault("orderable", "order_by" in options)
        super().__init__(verbose_name, **options)
        self.reads = reads
        self.one_way = one_way
        self.css = " ".join(filter(None, (self.css, css)))
        self.head_css = self.attrs.get("th", {}).get("class", self.css)
        self.label = self.empty = ""
        self.shows = ""

    def prepare(self, name: str) -> None:
        """Look up what holds for all pages in the language that is active; `name` is the column's in its table."""
        self.label = str(self.verbose_name)
        self.empty = str(self.default or NOTHING)
        self.shows = str(self.accessor or name)

    @property
    def fields(self) -> tuple[str, ...]:
        """The database columns that it reads of each row."""
        return (self.shows, *self.reads)

    def sort_keys(self, name: str) -> dict[str, tuple[str, bool]]:
        """{key in the URL: (database column, descending)}, the first direction first; none where it is not sorted."""
        if not self.orderable:
            return {}
        first = bool(self.initial_sort_descending)
        ways = (first,) if self.one_way else (first, not first)
        return {f"-{name}" if descending else name: (self.order_by[0], descending) for descending in ways}

    def read(self, rows: Sequence[Any], actor: ActorProtocol | None) -> Iterable[Any]:
        """What each row of a page has here, for `render`; rows are named tuples of database columns."""
        return map(attrgetter(self.shows), rows)

    def render(self, value: Any) -> Any:
        """A value as it is written on screen; escaped later unless marked safe."""
        return value or self.empty

    def cells(self, rows: Sequence[Any], actor: ActorProtocol | None) -> Iterable[Cell]:
        """The cells of a page's rows."""
        return self.cells_of(map(self.render, self.read(rows, actor)))

    def cells_of(self, texts: Iterable[Any]) -> Iterable[Cell]:
        """Cells of these texts; `zip` makes the tuples, for a page has 350 of them."""
        return zip(repeat(self.css), repeat(self.label), texts, strict=False)


class NumberColumn(Column):
    """A count, written 1.234."""

    css = "num"

    def render(self, value: Any) -> str:
        return number(value)


class DayColumn(Column):
    """A day, or of a moment its day in Việt Nam."""

    css = "num"

    def render(self, value: date | datetime | None) -> str:
        return day(value)


class MomentColumn(Column):
    """A moment in Việt Nam's time."""

    css = "num"

    def render(self, value: datetime | None) -> str:
        return moment(value)


class ChoiceColumn(Column):
    """One of some choices (value, label), in words."""

    def __init__(self, verbose_name: Any, choices: Iterable[tuple[Any, Any]], **options: Any) -> None:
        super().__init__(verbose_name, **options)
        self.choices = list(choices)

    def prepare(self, name: str) -> None:
        super().prepare(name)
        # Words are looked up once a language, not once a cell.
        self.words = {str(key): str(label) for key, label in self.choices}

    def render(self, value: str) -> Any:
        return self.words[value]


class StatusColumn(ChoiceColumn):
    """One of some choices as a pill of word and shape; `tones` says for each choice in which tone."""

    def __init__(self, verbose_name: Any, choices: Iterable[tuple[Any, Any]], tones: dict, **options: Any):
        super().__init__(verbose_name, choices, **options)
        self.tones = tones

    def prepare(self, name: str) -> None:
        super().prepare(name)
        self.pills = {str(key): status(label, self.tones[key]) for key, label in self.choices}

    def render(self, value: str) -> Any:
        return self.pills[value]
