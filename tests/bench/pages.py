"""How many queries each page makes, with few rows and with many: the same number, and at most eight.

A list longer than its page may make one more, with many rows or very many: it counts them, up to a thousand.
"""

from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from tests.bench.measure import Line
from tests.bench.seed import FEW, MANY, BenchPlace, Seeded

MOST = 8


@dataclass(frozen=True)
class MeasuredPage:
    """A page as someone of the place opens it."""

    name: str
    user: User
    url: str
    is_list: bool = False
    headers: dict[str, str] | None = None


def pages_of(place: BenchPlace) -> list[MeasuredPage]:
    """The everyday pages of a place: lists, single rows, first pages, the phone's."""
    officer, head, watcher = place.officer, place.head, place.watcher
    return [
        MeasuredPage("tips", officer, reverse("tips:list") + "?loc=tat-ca", is_list=True),
        MeasuredPage("tips, searched", officer, reverse("tips:list") + "?q=nguoi+la", is_list=True),
        MeasuredPage("tips, of the district", watcher, reverse("tips:list") + "?loc=tat-ca", is_list=True),
        MeasuredPage("one tip", officer, reverse("tips:detail", args=[place.tip.public_id])),
        MeasuredPage("groups", officer, reverse("groups:list"), is_list=True),
        MeasuredPage("counts of members", officer, reverse("groups:counts"), is_list=True),
        MeasuredPage("confirmations", officer, reverse("groups:confirmations"), is_list=True),
        MeasuredPage("one group", officer, reverse("groups:detail", args=[place.group.public_id])),
        MeasuredPage("coverage", officer, reverse("groups:coverage")),
        MeasuredPage("posts", officer, reverse("propaganda:list"), is_list=True),
        MeasuredPage("relays", officer, reverse("propaganda:relays"), is_list=True),
        MeasuredPage("one post", officer, reverse("propaganda:detail", args=[place.post.public_id])),
        MeasuredPage("reports", officer, reverse("reports:list"), is_list=True),
        MeasuredPage("one report, draft", officer, reverse("reports:detail", args=[place.draft.public_id])),
        MeasuredPage("one report, issued", officer, reverse("reports:detail", args=[place.issued.public_id])),
        MeasuredPage("one unit", officer, reverse("units:detail", args=[place.commune.public_id])),
        MeasuredPage("home of the officer", officer, reverse("home")),
        MeasuredPage("home of the hamlet's head", head, reverse("home")),
        MeasuredPage("posts to pass on", head, reverse("propaganda:to-relay")),
        MeasuredPage("groups to confirm", head, reverse("groups:to-confirm")),
        MeasuredPage("overview of the district", watcher, reverse("home")),
    ]


def queries(page: MeasuredPage) -> list[str]:
    """The SQL of one request, after one that filled the caches."""
    client = Client()
    client.force_login(page.user)
    client.get(page.url, headers=page.headers)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(page.url, headers=page.headers)
    if response.status_code != 200:
        raise RuntimeError(f"{page.name}: {page.url} answered {response.status_code}")
    return [query["sql"] for query in captured]


def count(seeded: Seeded) -> list[Line]:
    """A line a page."""
    lines = []
    for small, large in zip(pages_of(seeded.few), pages_of(seeded.many), strict=True):
        few, many = len(queries(small)), len(queries(large))
        what = f"Queries: {small.name}"
        found = f"{few}" if few == many else f"{few} → {many}"
        ok = many <= MOST and many - few in (0, 1 if large.is_list else 0)
        lines.append(Line(what, f"≤ {MOST}, constant", found, ok, f"with {FEW} rows and with {MANY} or more"))
    return lines
