"""Filters of a list: what its address requests, the links that change it, and the words of an empty list."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _


class EmptyText(NamedTuple):
    """What is in place of a list without rows; `action` is the label of the link to `url`, if there is one."""

    title: str
    text: str = ""
    url: str = ""
    action: str = ""


def query_words(request: HttpRequest) -> str:
    """The words of the page's search box (`q`); "" without any."""
    return request.GET.get("q", "").strip()


def address(request: HttpRequest, **changes: str) -> str:
    """This page's address with some of its query changed, from the first page on."""
    query = {name: values for name, values in request.GET.lists() if name not in ("sau", "truoc")}
    query.update((name, [value]) for name, value in changes.items())
    return f"{request.path}?{urlencode(query, doseq=True)}"


def filter_links(
    request: HttpRequest, parameter: str, options: Iterable[tuple[str, Any]], *, chosen: str
) -> list[dict[str, Any]]:
    """The values (value, label) of one parameter of the address to choose among, as `{% chips %}` draws them."""
    return [
        {"label": label, "url": address(request, **{parameter: value}), "active": value == chosen}
        for value, label in options
    ]


def nothing_found(
    request: HttpRequest, query: str, searched: str, *, filters: tuple[str, ...] = ()
) -> EmptyText:
    """What a search or filter without result says: what was searched, and how to search wider.

    It never offers to add something, which is how doubles come about. `filters` are the parameters that narrow beside
    the words.
    """
    narrowed = [name for name in filters if request.GET.get(name)] if query else []
    wide = _("Đã tìm trong %(searched)s. Thử ít chữ hơn, hoặc cách viết khác.") % {"searched": searched}
    if narrowed:
        wide = _("Chưa tìm hết: bộ lọc đang thu hẹp. Bỏ bộ lọc để tìm trong %(searched)s.") % {
            "searched": searched
        }
    return EmptyText(
        _("Không tìm thấy “%(query)s”") % {"query": query} if query else _("Không có gì khớp bộ lọc này"),
        wide if query else "",
        address(request, **dict.fromkeys(narrowed, "")) if narrowed else request.path,
        _("Tìm không dùng bộ lọc") if narrowed else _("Xem tất cả"),
    )
