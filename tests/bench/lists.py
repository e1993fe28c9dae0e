"""A page of 50 tips as the portal draws it, against django-tables2 alone and Django's admin."""

from collections.abc import Callable
from contextlib import nullcontext

from django.db import connection
from django.test import Client

from portal.core.lists import PAGE_SIZE
from tests.bench.measure import DatabaseClock, Line, interleave, ratio
from tests.bench.seed import Seeded

OURS, TABLES2, ADMIN = "/tin-bao/?loc=tat-ca", "/bench/tables2/", "/bench/admin/tips/tip/"
# What marks one row in each page, to know that all three show as many.
_ROW_MARKS = {OURS: "<tr data-href>", TABLES2: '<tr class="', ADMIN: 'class="action-select"'}


def compare(seeded: Seeded, rounds: int) -> list[Line]:
    """Two lines (django-tables2, admin) for a province's list and two for a commune's."""
    lines = []
    for place, user, rows in (
        ("province", seeded.province_officer, seeded.tips),
        ("commune", seeded.many.officer, seeded.many.tips),
    ):
        # As browsers ask: the pages are compressed, too.
        client = Client(headers={"accept-encoding": "gzip"})
        client.force_login(user)
        clock = DatabaseClock()
        with nullcontext() if clock.is_cpu else connection.execute_wrapper(clock.watch):
            cost = interleave(_cases(client, _checked(user)), rounds=rounds, database=clock)
        unit = "" if clock.is_cpu else " (database: wall time, its CPU is not readable here)"
        for name, url, at_most in (("django-tables2 alone", TABLES2, 4), ("Django's admin", ADMIN, 7)):
            what = f"CPU of 50 of {rows:,} tips of a {place} / {name}{unit}"
            lines.append(ratio(what, cost[OURS], cost[url], at_most))
    return lines


def _cases(client: Client, urls: list[str]) -> dict[str, Callable[[int], object]]:
    return {url: lambda _round, url=url: client.get(url) for url in urls}


def _checked(user) -> list[str]:
    """The three pages, having seen that each shows 50 rows."""
    client = Client()
    client.force_login(user)
    for url, mark in _ROW_MARKS.items():
        response = client.get(url)
        found = response.content.decode().count(mark)
        if response.status_code != 200 or found != PAGE_SIZE:
            raise RuntimeError(f"{url}: status {response.status_code}, {found} rows instead of {PAGE_SIZE}")
    return list(_ROW_MARKS)
