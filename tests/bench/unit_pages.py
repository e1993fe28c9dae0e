"""Pages over the whole tree of units: as many queries with the country as with a handful of units."""

from django.urls import reverse

from portal.accounts.models import User
from portal.units.models import Unit
from tests.bench.measure import Line
from tests.bench.pages import MOST, MeasuredPage, queries


def pages_of(user: User, commune: Unit) -> list[MeasuredPage]:
    """Tree, a branch of it, a unit with its line, and search by name and by code."""
    return [
        MeasuredPage("the tree", user, reverse("units:tree")),
        MeasuredPage(
            "a province's branch",
            user,
            reverse("units:branch", args=[commune.province.public_id]),
            headers={"HX-Request": "true"},
        ),
        MeasuredPage(
            "a commune's branch",
            user,
            reverse("units:branch", args=[commune.public_id]),
            headers={"HX-Request": "true"},
        ),
        MeasuredPage("a unit with its line", user, reverse("units:detail", args=[commune.public_id])),
        MeasuredPage("search by name", user, reverse("units:home") + "?q=tay+ninh"),
        MeasuredPage("search by code", user, reverse("units:home") + "?q=72"),
        MeasuredPage("the picker", user, reverse("units:pick") + "?don-vi-tim=tay+ninh"),
    ]


def counts(pages: list[MeasuredPage]) -> list[int]:
    return [len(queries(page)) for page in pages]


def compare(pages: list[MeasuredPage], few: list[int], many: list[int]) -> list[Line]:
    """A line a page: its queries with few units and with the country."""
    return [
        Line(
            f"Queries: {page.name}",
            f"≤ {MOST}, constant",
            str(after) if before == after else f"{before} → {after}",
            before == after <= MOST,
            "with some 130 units and with 104,000",
        )
        for page, before, after in zip(pages, few, many, strict=True)
    ]
