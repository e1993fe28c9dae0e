"""The marker crawl: every page, fragment and file that links, searches and figures lead to, as every role; no
neighbour's word, no word of a complaint, and nothing that people typed is ever markup."""

import re
from html.parser import HTMLParser

import pytest

from portal.core import clock
from tests.architecture.crawling import WHO, as_each, crawl, crawled_at_first, pages_with, places_to_ask
from tests.factories import people
from tests.factories.rows import at

pytestmark = pytest.mark.django_db
_ANCHOR, _ID = re.compile(r'href="#([^"]+)"'), re.compile(r'\bid="([^"]+)"')
OF_OURS = tuple(who for who in WHO if who != "district")


def dead_anchors(pages: dict[str, str]) -> list[str]:
    """Links to a place of the same page that the page does not have."""
    return [
        f"{address}#{place}"
        for address, text in pages.items()
        if "<html" in text
        for place in set(_ANCHOR.findall(text)) - set(_ID.findall(text))
    ]


def grouped_years(pages: dict[str, str]) -> list[str]:
    """Years written as amounts are, "năm 2.019", in texts and in addresses."""
    return [address for address, text in pages.items() if re.search(r"(?:[Nn]ăm |nam=)[12]\.\d{3}\b", text)]


@pytest.mark.parametrize("who", as_each(*OF_OURS))
def test_no_page_of_ours_shows_a_word_of_the_neighbour(neighbours, who):
    ours, theirs = neighbours.ours, neighbours.theirs
    pages = crawled_at_first(neighbours, who).pages
    assert pages_with(theirs.marker, pages) == []
    assert pages_with(theirs.sealed_marker, pages) == []
    assert pages_with(ours.sealed_marker, pages) == [], "a sealed name stood on a page"
    assert pages_with(ours.complaint_marker, pages) == [], "a complaint reached its own unit"
    assert pages_with(theirs.complaint_marker, pages) == []


@pytest.mark.parametrize("who", as_each(*WHO))
def test_links_within_a_page_lead_somewhere_and_years_are_no_amounts(neighbours, who):
    pages = crawled_at_first(neighbours, who).pages
    assert dead_anchors(pages) == []
    assert grouped_years(pages) == []


@pytest.mark.parametrize("who", as_each("officer"))
def test_the_crawl_does_find_what_may_be_seen(neighbours, who):
    ours, pages = neighbours.ours, crawled_at_first(neighbours, who).pages
    shown = set(pages_with(ours.marker, pages))
    assert f"/tin-bao/{ours.tip.public_id}/" in shown
    assert f"/nhom/{ours.group.public_id}/" in shown
    assert f"/bai-dang/{ours.post.public_id}/" in shown
    assert f"/bao-cao/{ours.report.public_id}/" in shown
    assert f"/bao-cao/{ours.report.public_id}/bao-cao.pdf" in shown
    assert f"/tai-khoan/the/{ours.holder.public_id}/" in shown
    assert f"/dia-ban/{ours.commune.public_id}/nhap-tu-excel/{ours.batch.public_id}/" in shown
    # Of a figure as of a page: through the list behind it, on either map.
    assert any("chi-tieu=tips.received" in shown_at and "ban-do=hien-nay" in shown_at for shown_at in shown)


@pytest.mark.parametrize("who", as_each("district"))
def test_the_district_finds_complaints_and_no_sealed_name(neighbours, who):
    theirs, pages = neighbours.theirs, crawled_at_first(neighbours, who).pages
    assert f"/tin-bao/{theirs.tip.public_id}/" in pages_with(theirs.marker, pages)
    assert pages_with(theirs.complaint_marker, pages) != []
    assert pages_with(theirs.sealed_marker, pages) == []


def test_another_province_shows_nothing_of_this_one(neighbours):
    with clock.pinned_to(at("2025-12-08")):
        stranger = people.officer(neighbours.country.new_province)
        pages = crawl(stranger, places_to_ask(neighbours.ours))
    assert pages_with(neighbours.ours.marker, pages) == []


class _Markup(HTMLParser):
    """Collects elements and attributes that no page of ours has."""

    def __init__(self):
        super().__init__()
        self.foreign: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.foreign += [name for name in (tag, *(name for name, _value in attrs)) if "xss" in name]


@pytest.mark.parametrize("who", as_each(*WHO))
def test_what_people_type_is_never_markup(neighbours, who):
    """Names, notes, texts, file names: in pages, attributes, titles, fragments and drawings."""
    shown = set()
    for page, text in crawled_at_first(neighbours, who).pages.items():
        if page.partition("?")[0].endswith((".pdf", ".xlsx")):
            continue
        if "xss" not in text.lower():
            continue
        markup = _Markup()
        markup.feed(text)
        assert markup.foreign == [], page
        shown |= {page} if "&lt;xss onxss=1&gt;" in text else set()
    # A reporter of an organisation has few pages.
    assert len(shown) > (10 if who == "reporter" else 40), "the crawl met what was typed"
