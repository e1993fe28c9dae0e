"""Lists: django-tables2 keeps columns, headers and order; rows are drawn from one `values_list`, by keyset pages.

Drawing 50 rows by django-tables2 itself costs about ten times as much (ARCHITECTURE.md, "Lists"); counting all
rows costs more with every year. So a page knows its 50 rows and whether there are more, and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

import django_tables2 as tables
from django.core import signing
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from portal.core.wording import number

PAGE_SIZE = 50
# Beyond this many rows a list only says "more than"; counting them all would cost more every year.
COUNT_CAP = 1000
# What a row becomes: where it leads, and its cells as (css class, label for the card, text).
Drawn = tuple[str, list[tuple[str, Any, Any]]]


class LeanTable(tables.Table):
    """A table whose rows are tuples of `fields`, drawn by `draw` into plain strings.

    `keysets` says for each sort key of the URL by which column, and whether descending.
    """

    fields: ClassVar[tuple[str, ...]]
    keysets: ClassVar[dict[str, tuple[str, bool]]]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        #: Each column's header by its name: a card on a phone repeats it beside the cell.
        self.labels = {name: str(column.verbose_name) for name, column in type(self).base_columns.items()}

    def visible(self, drawn: Drawn) -> Drawn:
        """A drawn row without the cells of columns that this table was told to exclude."""
        href, cells = drawn
        shown = {column.name for column in self.columns}
        return href, [cell for name, cell in zip(self.labels, cells, strict=True) if name in shown]

    def draw(self, values: tuple) -> Drawn:
        """Turn one tuple of `fields` into a drawn row."""
        raise NotImplementedError

    class Meta:
        orderable = False


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
    **table_options,
) -> Page:
    """The page of a list that the URL asks for (`sap-xep`, `sau`, `truoc`); wrong cursors give the first page."""
    table = table_class(data=[], **table_options)
    sort = request.GET.get("sap-xep", "")
    if sort not in table.keysets:
        sort = next(iter(table.keysets))
    column, descending = table.keysets[sort]
    after, before = _cursor(request, "sau", column), _cursor(request, "truoc", column)
    backward = before is not None
    rows = _slice(queryset, column, descending != backward, before or after)
    found = list(rows.values_list(column, "public_id", *table.fields)[: PAGE_SIZE + 1])
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    if backward:
        found.reverse()
    has_next = bool(found) and (more if not backward else True)
    has_previous = bool(found) and (after is not None if not backward else more)
    return Page(
        columns=list(_headers(request, table, sort)),
        rows=[table.draw(values[2:]) for values in found]
        if not table.exclude
        else [table.visible(table.draw(values[2:])) for values in found],
        next_url=address(request, sau=_sign(found[-1], column)) if has_next else "",
        previous_url=address(request, truoc=_sign(found[0], column)) if has_previous else "",
        caption=caption,
        count_words="" if after or before else _count_words(queryset, len(found), has_next),
        empty=dict(zip(("title", "text", "url", "action"), empty, strict=True)),
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


def _sign(found: tuple, column: str) -> str:
    value = found[0].isoformat() if isinstance(found[0], datetime | date) else found[0]
    return signing.dumps([value, found[1]], salt=f"keyset {column}")


def _cursor(request: HttpRequest, name: str, column: str) -> tuple | None:
    try:
        value, last = signing.loads(request.GET.get(name, ""), salt=f"keyset {column}")
    except signing.BadSignature:
        return None
    return value, last


def address(request: HttpRequest, **changes: str) -> str:
    """This page's address with some of its query changed, from the first page on."""
    query = request.GET.copy()
    for name in ("sau", "truoc"):
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}"


def _headers(request: HttpRequest, table: LeanTable, sort: str) -> Iterable[dict[str, Any]]:
    for column in table.columns:
        keys = [key for key in table.keysets if key.lstrip("-") == column.name]
        other = next((key for key in keys if key != sort), keys[0] if keys else "")
        yield {
            "label": column.header,
            "css": column.column.attrs.get("css", ""),
            "sort_url": address(request, **{"sap-xep": other}) if keys else "",
            "sorted": ("desc" if table.keysets[sort][1] else "asc") if sort in keys else "",
        }
