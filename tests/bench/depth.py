"""What the database touches for a page of a long list, at its beginning, in its middle and at its end."""

import json

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.core.lists import PAGE_SIZE, cursor_at
from tests.bench.country import BenchCountry
from tests.bench.measure import Line
from tips.models import Tip

MOST_BUFFERS, DEEPEST_TO_FIRST = 80, 1.5


def compare(country: BenchCountry) -> list[Line]:
    """A line for each list: the most buffers at any of its depths, and the ratio of the deepest to the first."""
    return [
        line
        for name, user in (("a province's", country.province_officer), ("a commune's", country.officer))
        for line in _lines(name, user)
    ]


def _lines(name: str, user: User) -> list[Line]:
    client = Client()
    client.force_login(user)
    rows = Tip.objects.visible_to(Actor.of(user)).order_by("-received_at", "-public_id")
    total = rows.count()
    depths = {"first": 0, "middle": total // 2, "deepest": total - PAGE_SIZE - 1}
    touched = {depth: _buffers(client, rows, place) for depth, place in depths.items()}
    told = ", ".join(f"{depth} {buffers}" for depth, buffers in touched.items())
    most, ratio = max(touched.values()), touched["deepest"] / touched["first"]
    return [
        Line(
            f"Buffers of 50 of {name} {total:,} tips, at any depth",
            f"≤ {MOST_BUFFERS}",
            str(most),
            most <= MOST_BUFFERS,
            told,
        ),
        Line(
            f"The deepest page of {name} {total:,} tips / the first",
            f"≤ {DEEPEST_TO_FIRST}",
            f"{ratio:.2f}",
            ratio <= DEEPEST_TO_FIRST,
            told,
        ),
    ]


def _buffers(client: Client, rows, place: int) -> int:
    url = reverse("tips:list") + "?loc=tat-ca"
    if place:
        row = rows.values_list("received_at", "public_id", named=True)[place]
        url += f"&sau={cursor_at(row, 'received_at')}"
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}")
    asked = [
        query["sql"]
        for query in captured
        if f"LIMIT {PAGE_SIZE + 1}" in query["sql"] and "tips_tip" in query["sql"]
    ]
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + asked[0].replace("%", "%%"), [])
        found = cursor.fetchone()[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
