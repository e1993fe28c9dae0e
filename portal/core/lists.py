"""Lists: django-tables2 keeps columns, headers and order; rows are drawn from one `values_list`, by keyset pages.

Drawing 50 rows by django-tables2 itself costs about ten times as much (docs/dev/adr, 11); counting all
rows costs more with every year. So a page knows its 50 rows and whether there are more, and nothing else.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import compress
from typing import Any, ClassVar
from urllib.parse import urlencode

import django_tables2 as tables
from django.core import signing
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.formatting import number

PAGE_SIZE = 50
# Beyond this many rows a list only says "more than"; counting them all would cost more every year.
COUNT_CAP = 1000
# What a row becomes: where it leads, and its cells as (css class, label for the card, text).
Drawn = tuple[str, list[tuple[str, Any, Any]]]


class LeanTable(tables.Table):
    """A table whose rows are tuples of `fields`, drawn by `draw` into plain strings.

    `keysets` says for each sort key of the URL by which column, and whether descending. What `__init__` looks up
    (words, addresses) is kept for all pages; what a page must know anew (the time) belongs in `begin`.
    """

    fields: ClassVar[tuple[str, ...]]
    keysets: ClassVar[dict[str, tuple[str, bool]]]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        #: Who reads this page of the list; set by `page`.
        self.actor: Any = None
        #: Each column's header by its name: a card on a phone repeats it beside the cell.
        self.labels = {name: str(column.verbose_name) for name, column in type(self).base_columns.items()}
        self.heads = [self._head(column) for column in self.columns]
        shown = {column.name for column in self.columns}
        self._shown = None if len(shown) == len(self.labels) else [name in shown for name in self.labels]

    def _head(self, column: tables.columns.BoundColumn) -> tuple[str, str, list[str]]:
        """A header: its words, its look, and the sort keys that a tap on it goes through."""
        keys = [key for key in self.keysets if key.lstrip("-") == column.name]
        return str(column.header), column.column.attrs.get("css", ""), keys

    def begin(self) -> None:
        """Look up what holds for one page only."""

    def look_up(self, rows: list[tuple]) -> None:
        """Look up what the rows of one page name."""

    def drawn(self, rows: list[tuple]) -> list[Drawn]:
        """The rows of a page, without the cells of columns that this table was told to exclude."""
        self.look_up(rows)
        drawn = [self.draw(values) for values in rows]
        if self._shown is None:
            return drawn
        return [(href, list(compress(cells, self._shown))) for href, cells in drawn]

    def draw(self, values: tuple) -> Drawn:
        """Turn one tuple of `fields` into a drawn row."""
        raise NotImplementedError

    class Meta:
        orderable = False


@lru_cache(maxsize=64)
def _kept(table_class: type[LeanTable], exclude: tuple[str, ...], language: str | None) -> LeanTable:
    """The table as all pages of a language share it: making one costs as much as drawing thirty rows."""
    return table_class(data=[], exclude=exclude)


@dataclass(frozen=True)
class Page:
    """One page of a list, as templates/_components/list.html draws it."""

    columns: list[dict[str, Any]]
    rows: list[Drawn]
    next_url: str
    previous_url: str
    caption: str
    empty: dict[str, str]
    # How many rows in all, "69" or "1.000+"; empty beyond the first page.
    count_words: str


def page(
    request: HttpRequest,
    table_class: type[LeanTable],
    queryset: QuerySet,
    *,
    caption: str,
    empty: tuple[str, str, str, str],
    exclude: tuple[str, ...] = (),
    sort: str = "",
) -> Page:
    """The page of a list that the URL asks for (`sap-xep`, `sau`, `truoc`); wrong cursors give the first page.

    `sort` is the order where the URL asks for none; without it the table's first.
    """
    table = copy(_kept(table_class, exclude, get_language()))
    table.actor = getattr(request, "actor", None)
    table.begin()
    asked = request.GET.get("sap-xep", "")
    sort = asked if asked in table.keysets else sort or next(iter(table.keysets))
    column, descending = table.keysets[sort]
    after, before = _cursor(request, "sau", column), _cursor(request, "truoc", column)
    backward = before is not None
    rows = _slice(queryset, column, descending != backward, before or after)
    names = (*table.fields, *(name for name in (column, "public_id") if name not in table.fields))
    found = list(rows.values_list(*names)[: PAGE_SIZE + 1])
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    if backward:
        found.reverse()
    has_next = bool(found) and (more if not backward else True)
    has_previous = bool(found) and (after is not None if not backward else more)
    at_column, at_id, width = names.index(column), names.index("public_id"), len(table.fields)
    return Page(
        columns=list(_headers(request, table, sort)),
        rows=table.drawn(found if len(names) == width else [values[:width] for values in found]),
        next_url=address(request, sau=_sign(found[-1][at_column], found[-1][at_id], column))
        if has_next
        else "",
        previous_url=address(request, truoc=_sign(found[0][at_column], found[0][at_id], column))
        if has_previous
        else "",
        caption=caption,
        count_words="" if after or before else _count_words(queryset, len(found), has_next),
        empty=dict(zip(("title", "text", "url", "action"), empty, strict=True)),
    )


def nothing_found(
    request: HttpRequest, query: str, searched: str, *, filters: tuple[str, ...] = ()
) -> tuple[str, str, str, str]:
    """What a search or filter without result says: what was searched, and how to search wider; never to add
    something, which is how doubles come about. `filters` are the parameters that narrow beside the words."""
    narrowed = [name for name in filters if request.GET.get(name)] if query else []
    wide = _("Đã tìm trong %(searched)s. Thử ít chữ hơn, hoặc cách viết khác.") % {"searched": searched}
    if narrowed:
        wide = _("Chưa tìm hết: bộ lọc đang thu hẹp. Bỏ bộ lọc để tìm trong %(searched)s.") % {
            "searched": searched
        }
    return (
        _("Không tìm thấy “%(query)s”") % {"query": query} if query else _("Không có gì khớp bộ lọc này"),
        wide if query else "",
        address(request, **dict.fromkeys(narrowed, "")) if narrowed else request.path,
        _("Tìm không dùng bộ lọc") if narrowed else _("Xem tất cả"),
    )


def _count_words(queryset: QuerySet, on_page: int, more: bool) -> str:
    if not more:
        return number(on_page)
    count = queryset.order_by()[: COUNT_CAP + 1].count()
    return number(count) if count <= COUNT_CAP else f"{number(COUNT_CAP)}+"


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


def _sign(value: Any, public_id: str, column: str) -> str:
    plain = value.isoformat() if isinstance(value, datetime | date) else value
    return signing.dumps([plain, public_id], salt=f"keyset {column}")


def _cursor(request: HttpRequest, name: str, column: str) -> tuple | None:
    if name not in request.GET:
        return None
    try:
        value, last = signing.loads(request.GET[name], salt=f"keyset {column}")
    except signing.BadSignature:
        return None
    return value, last


def address(request: HttpRequest, **changes: str) -> str:
    """This page's address with some of its query changed, from the first page on."""
    query = {name: values for name, values in request.GET.lists() if name not in ("sau", "truoc")}
    query.update((name, [value]) for name, value in changes.items())
    return f"{request.path}?{urlencode(query, doseq=True)}"


def _headers(request: HttpRequest, table: LeanTable, sort: str) -> Iterable[dict[str, Any]]:
    for label, css, keys in table.heads:
        other = next((key for key in keys if key != sort), keys[0] if keys else "")
        yield {
            "label": label,
            "css": css,
            "sort_url": address(request, **{"sap-xep": other}) if keys else "",
            "sorted": ("desc" if table.keysets[sort][1] else "asc") if sort in keys else "",
        }
