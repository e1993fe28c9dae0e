"""The marker crawl: every page that links, searches and figures lead to, as every role; no neighbour's word."""

import html
import re
from datetime import date
from urllib.parse import urljoin

import pytest

from portal.core import clock
from portal.core.indicators import everything
from portal.core.periods import Days
from portal.hierarchy.drilldown import link
from tests.architecture.world import client_of, two_sides
from tests.factories import people
from tests.factories.rows import at

_HREF = re.compile(r'(?:href|action|src|hx-get)="([^"#]*)')
_MOST = 600


def crawl(actor, also: list[str]) -> dict[str, str]:
    """All pages reachable by GET from the first page and `also`: {address: text}."""
    client = client_of(actor)
    waiting, seen = [*also, "/"], {}
    asked = set(also)
    while waiting and len(seen) < _MOST:
        address = waiting.pop()
        if address in seen or address.startswith("/static/"):
            continue
        response = client.get(address)
        # What a page offers its own reader opens; 405 is a form's address, which answers to POST.
        fitting = (200, 302, 403, 404, 405) if address in asked else (200, 302, 405)
        assert response.status_code in fitting, f"{address}: {response.status_code} as {actor.current.role}"
        text = response.content.decode("utf-8", "replace") if not response.streaming else ""
        seen[address] = text
        if response.status_code == 302:
            waiting.append(urljoin(address, response.url))
        if response.status_code == 200 and "html" in response.get("Content-Type", ""):
            links = (urljoin(address, html.unescape(href)) for href in _HREF.findall(text))
            waiting += [href for href in links if href.startswith("/") and _leads_on(address, href)]
    assert len(seen) < _MOST, "the crawl did not end"
    return seen


def _leads_on(address: str, href: str) -> bool:
    """Other orders of the same rows, and ever earlier months, show nothing new."""
    return "sap-xep=" not in href and not ("ky=" in address and "ky=" in href)


def places_to_ask(side) -> list[str]:
    """Searches for the marker, filters that name the neighbour's unit, and the figures behind it."""
    # The first letters find the marker, and a page that repeats what was asked does not repeat the marker.
    words = [f"{page}?q={side.marker[:4]}" for page in ("/tin-bao/", "/nhom/", "/bai-dang/", "/dia-ban/")]
    words += [f"/nhom/do-phu/?don-vi={side.commune.public_id}", f"/dia-ban/{side.commune.public_id}/"]
    year = Days(date(2019, 1, 1), date(2020, 1, 1))
    return words + [link(indicator, side.commune, year) for indicator in everything()]


def pages_with(word: str, pages: dict[str, str]) -> list[str]:
    return [address for address, text in pages.items() if word in text]


@pytest.mark.django_db
def test_no_page_of_ours_shows_a_word_of_the_neighbour(country):
    ours, theirs = two_sides(country)
    for actor in ours.people:
        pages = crawl(actor, places_to_ask(theirs))
        role = actor.current.role
        assert pages_with(theirs.marker, pages) == [], role
        assert pages_with(theirs.sealed_marker, pages) == [], role
        assert pages_with(ours.sealed_marker, pages) == [], f"{role}: a sealed name stood on a page"
        assert pages_with(ours.complaint_marker, pages) == [], f"{role}: a complaint reached its own desk"
        assert pages_with(theirs.complaint_marker, pages) == [], role


@pytest.mark.django_db
def test_the_crawl_does_find_what_may_be_seen(country):
    ours, theirs = two_sides(country)
    pages = crawl(ours.officer, places_to_ask(ours))
    shown = set(pages_with(ours.marker, pages))
    assert f"/tin-bao/{ours.tip.public_id}/" in shown
    assert f"/nhom/{ours.group.public_id}/" in shown
    assert f"/bai-dang/{ours.post.public_id}/" in shown
    assert f"/bao-cao/{ours.report.public_id}/" in shown

    above = crawl(people.officer(country.district), places_to_ask(theirs))
    assert f"/tin-bao/{theirs.tip.public_id}/" in pages_with(theirs.marker, above)
    assert pages_with(theirs.complaint_marker, above) != []
    assert pages_with(theirs.sealed_marker, above) == []


@pytest.mark.django_db
def test_another_province_shows_nothing_of_this_one(country):
    ours, _theirs = two_sides(country)
    with clock.pinned_to(at("2025-12-08")):
        stranger = people.officer(country.new_province)
        pages = crawl(stranger, places_to_ask(ours))
    assert pages_with(ours.marker, pages) == []
