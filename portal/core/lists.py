"""Lists: django-tables2 declares columns and order, rows are drawn from one `values_list`, pages are keyset
pages.

Drawing 50 rows by django-tables2 itself costs about ten times as much (docs/dev/adr, 11); counting all rows costs
more with every year. So a page knows its 50 rows and whether there are more, and nothing else.

The path of a page: `page` finds the sort key and cursor in the URL, reads 51 rows of those database columns that the
shown columns declare (`Column.fields`) as named tuples, and has the table draw them column by column (`drawn`).
"""

from collections import namedtuple
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, ClassVar

import django_tables2 as tables
from django.core import signing
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, IntegerField, Model, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from portal.core.actors import ActorProtocol
from portal.core.columns import Cell, Column
from portal.core.compiled_query import CompiledQuery, compiled_for, is_built_once
from portal.core.formatting import number
from portal.core.list_filters import EmptyText, address

PAGE_SIZE = 50
# Beyond this many rows a list only says "more than"; counting them all would cost more every year.
COUNT_CAP = 1000
# The column that counts the list beside the rows of its first page.
_IN_ALL = "rows_in_all"
# What a row becomes: where it leads, and its cells.
Drawn = tuple[str, Sequence[Cell]]


class LeanTable(tables.Table):
    """A table whose columns (`portal.core.columns`) are drawn straight from named tuples of the database's columns.

    `Meta.order_by` is the sort key of its first page. As in django-tables2, a method `render_<column>(record)` of the
    table writes a cell that depends on several database columns (its column names them in `reads`). What `__init__`
    looks up is kept for all pages; what must be read for each page belongs in `look_up`.

    Making the class raises TypeError where it sorts by anything but a field of `model` that is never null. A cursor
    cannot point to NULL, and an annotation may be NULL in any row: pages would lose rows.
    """

    #: The model of the rows.
    model: ClassVar[type[Model]]
    #: What the rows are; screen readers read it out as the table's caption.
    caption: ClassVar[str | Promise] = ""
    #: The address below which each row's page is, by its `row_key`; empty where rows lead nowhere.
    leads_to: ClassVar[str] = ""
    row_key: ClassVar[str] = "public_id"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not hasattr(cls, "model"):
            raise TypeError(f"{cls.__name__} does not say the model of its rows")
        for key, (column, _descending) in cls.sort_keys().items():
            if not _is_never_null(cls.model, column):
                raise TypeError(
                    f"{cls.__name__} sorts {key} by {column}, which is not a NOT NULL field of {cls.model.__name__}: "
                    "pages would lose rows. Sort by a column that has a value in every row, or leave order_by out"
                )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        #: Who reads this page of the list; set by `page`.
        self.actor: ActorProtocol | None = None
        #: The columns shown, by name.
        self.shown: dict[str, Column] = {bound.name: bound.column for bound in self.columns}
        for name, column in self.shown.items():
            column.prepare(name)
        self.keysets = self.sort_keys()
        self.first_sort = str(self._meta.order_by[0])
        self.fields = tuple(
            dict.fromkeys(
                [self.row_key, *(field for column in self.shown.values() for field in column.fields)]
            )
        )
        self._base = reverse(self.leads_to) if self.leads_to else ""

    @classmethod
    def sort_keys(cls) -> dict[str, tuple[str, bool]]:
        """{sort key in the URL: (database column, descending)}, also of columns that are not shown."""
        columns = cls.base_columns.items()
        return {key: way for name, column in columns for key, way in column.sort_keys(name).items()}

    def look_up(self, rows: Sequence[Any]) -> None:
        """Look up what the rows of one page need beyond their columns."""

    def href(self, row: Any) -> str:
        """Where a row leads."""
        return f"{self._base}{getattr(row, self.row_key)}/" if self._base else ""

    def drawn(self, rows: Sequence[Any]) -> list[Drawn]:
        """The rows of a page."""
        self.look_up(rows)
        columns = [self._cells(name, column, rows) for name, column in self.shown.items()]
        return list(zip(map(self.href, rows), zip(*columns, strict=True), strict=True))

    def line(self, href: str, texts: Mapping[str, Any]) -> Drawn:
        """One drawn row of texts by column."""
        return href, [(column.css, column.label, texts[name]) for name, column in self.shown.items()]

    def _cells(self, name: str, column: Column, rows: Sequence[Any]) -> Iterable[Cell]:
        render = getattr(self, f"render_{name}", None)
        return column.cells_of(map(render, rows)) if render else column.cells(rows, self.actor)


def _is_never_null(model: type[Model], path: str) -> bool:
    """Whether a path of names (`group__sort`) leads over foreign keys to a column, none of which may be NULL."""
    *relations, last = path.split("__")
    for name in relations:
        field = _column(model, name)
        if field is None or field.related_model is None:
            return False
        model = field.related_model
    return _column(model, last) is not None


def _column(model: type[Model], name: str) -> Any:
    """The model's own column that may not be NULL; None where there is no such one."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) and field.column and not field.null else None


@lru_cache(maxsize=64)
def _kept(table_class: type[LeanTable], exclude: tuple[str, ...], language: str | None) -> LeanTable:
    """The table as all pages of a language share it: making one costs as much as drawing thirty rows."""
    return table_class(data=[], exclude=exclude)


def _table_for(
    table_class: type[LeanTable], exclude: tuple[str, ...], actor: ActorProtocol | None
) -> LeanTable:
    table = copy(_kept(table_class, exclude, get_language()))  # type: ignore[arg-type]  # a class hashes
    table.actor = actor
    return table


@dataclass(frozen=True)
class Page:
    """One page of a list, as templates/_components/list.html draws it."""

    columns: list[dict[str, Any]]
    rows: list[Drawn]
    next_url: str
    previous_url: str
    caption: str
    empty: EmptyText
    # How many rows in all, "69" or "1.000+"; empty beyond the first page.
    count_words: str


def page(
    request: HttpRequest,
    table_class: type[LeanTable],
    queryset: QuerySet,
    *,
    empty: EmptyText,
    exclude: tuple[str, ...] = (),
    sort: str = "",
) -> Page:
    """The page of a list that the URL requests (`sap-xep`, `sau`, `truoc`); wrong cursors give the first page.

    `empty` is what it says without a row; `exclude` names columns that are left out. `sort` is the order where the URL
    gives none; without it the table's own (`Meta.order_by`). Raises TypeError for rows of another model than the table's.
    """
    if queryset.model is not table_class.model:
        raise TypeError(
            f"{table_class.__name__} lists {table_class.model.__name__}, not {queryset.model.__name__}"
        )
    table = _table_for(table_class, exclude, getattr(request, "actor", None))
    asked = request.GET.get("sap-xep", "")
    sort = asked if asked in table.keysets else sort or table.first_sort
    column, descending = table.keysets[sort]
    after, before = _cursor(request, "sau", column), _cursor(request, "truoc", column)
    backward = before is not None
    found = _read(queryset, table.fields, column, descending != backward, before or after)
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    if backward:
        found.reverse()
    has_next = bool(found) and (more if not backward else True)
    has_previous = bool(found) and (after is not None if not backward else more)
    return Page(
        columns=list(_headers(request, table, sort)),
        rows=table.drawn(found),
        next_url=address(request, sau=cursor_at(found[-1], column)) if has_next else "",
        previous_url=address(request, truoc=cursor_at(found[0], column)) if has_previous else "",
        caption=str(table.caption),
        count_words="" if after or before else _count_words(queryset, found, has_next),
        empty=empty,
    )


def _count_words(queryset: QuerySet[Any, Any], found: Sequence[Any], more: bool) -> str:
    if not more:
        return number(len(found))
    # Not by `count()`, which carries along what the rows are annotated with, the text of a tip among it.
    count = getattr(found[0], _IN_ALL, None) or CompiledQuery(lambda: _capped(queryset)).count()
    return number(count) if count <= COUNT_CAP else f"{number(COUNT_CAP)}+"


def _capped(queryset: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return queryset.order_by().values_list("pk")[: COUNT_CAP + 1]


class _Count(Subquery):
    """How many rows a query has, counted once beside the rows of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS found)"
    output_field = IntegerField()


def _read(
    queryset: QuerySet[Any, Any],
    fields: tuple[str, ...],
    column: str,
    descending: bool,
    cursor: tuple[Any, ...] | None,
) -> list[Any]:
    """The rows of a page and one more, if there is, as named tuples of `fields` and what a cursor needs.

    The first page of an everyday list (`built_once`) counts the list in the same query. Of others that would cost
    twice what finding their few rows does: a search walks the whole list either way.
    """
    names = tuple(dict.fromkeys((*fields, column, "public_id")))
    if cursor or not is_built_once(queryset):
        rows = CompiledQuery(
            lambda: _slice(queryset, column, descending, cursor).values_list(*names)[: PAGE_SIZE + 1]
        )
    else:
        names += (_IN_ALL,)

        def build() -> QuerySet[Any, Any]:
            counted = queryset.annotate(**{_IN_ALL: _Count(_capped(queryset))})
            return _slice(counted, column, descending, None).values_list(*names)[: PAGE_SIZE + 1]

        rows = compiled_for(queryset, (names, column, descending, PAGE_SIZE, COUNT_CAP), build)
    return list(map(_row_of(names)._make, rows.rows()))


@lru_cache(maxsize=256)
def _row_of(names: tuple[str, ...]) -> Any:
    """The class of rows with these columns: making one costs as much as reading a page."""
    return namedtuple("Row", names)


def _slice(queryset: QuerySet, column: str, descending: bool, cursor: tuple | None) -> QuerySet:
    sign, than = ("-", "lt") if descending else ("", "gt")
    if cursor:
        value, last = cursor
        # Written so that the database walks its index: a plain OR is as slow as OFFSET.
        queryset = queryset.filter(
            Q(**{f"{column}__{than}": value}) | Q(**{f"public_id__{than}": last}),
            **{f"{column}__{than}e": value},
        )
    return queryset.order_by(f"{sign}{column}", f"{sign}public_id")


def cursor_at(row: Any, column: str) -> str:
    """The cursor behind or before a row of a list sorted by a database column, which the row holds beside its public id."""
    value = getattr(row, column)
    plain = value.isoformat() if isinstance(value, datetime | date) else value
    # Without the time of signing: the same place in a list has the same address.
    return signing.Signer(salt=f"keyset {column}").sign_object([plain, row.public_id])


def _cursor(request: HttpRequest, name: str, column: str) -> tuple | None:
    if name not in request.GET:
        return None
    try:
        value, last = signing.Signer(salt=f"keyset {column}").unsign_object(request.GET[name])
    except signing.BadSignature:
        return None
    return value, last


def _headers(request: HttpRequest, table: LeanTable, sort: str) -> Iterable[dict[str, Any]]:
    for name, column in table.shown.items():
        keys = list(column.sort_keys(name))
        # A tap on a header sorts by it, a second one turns the order around.
        other = next((key for key in keys if key != sort), keys[0] if keys else "")
        yield {
            "label": column.label,
            "css": column.head_css,
            "sort_url": address(request, **{"sap-xep": other}) if keys else "",
            "sorted": ("desc" if table.keysets[sort][1] else "asc") if sort in keys else "",
        }
