"""The marker crawl: every page, fragment and file that links, searches and figures lead to, as every role; no
neighbour's word, no word of a complaint, and nothing that people typed is ever markup."""

import html
import io
import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from pypdf import PdfReader

from portal.core import clock
from portal.core.indicators import everything
from portal.core.periods import Days
from portal.units.drilldown import link
from tests.architecture.asking import address
from tests.architecture.test_access_table import table
from tests.architecture.world import client_of, fill, two_sides
from tests.factories import people
from tests.factories.rows import at
from tests.factories.units import unit

_HREF = re.compile(r'(?:href|action|src)="([^"#]*)')
_FRAGMENT = re.compile(r'hx-get="([^"#]*)')
_ANCHOR, _ID = re.compile(r'href="#([^"]+)"'), re.compile(r'\bid="([^"]+)"')
_HTMX = "htmx "
_NARROWED = ("chi-tieu=", "loc=", "loai=", "dien=", "cua=", "chu-de=", "vai-tro=", "xem=", "nam=")
# Of what was found, or lies in a unit, filters show a part: fourteen kinds of bodies in each of seven units.
_FILTERS = ("loc=", "loai=", "dien=", "chu-de=", "vai-tro=")
_MOST = 1200


def crawl(actor, also: list[str]) -> dict[str, str]:
    """All that is reachable by GET from the first page and `also`: {address: text}; of a fragment as htmx asks for
    it the address begins so."""
    client = client_of(actor)
    waiting, seen = [*also, "/"], {}
    asked = set(also)
    while waiting and len(seen) < _MOST:
        address = waiting.pop()
        path = address.removeprefix(_HTMX)
        if address in seen or path.startswith("/static/"):
            continue
        response = client.get(path, headers={"HX-Request": "true"} if path != address else {})
        # What a page offers its own reader opens; 405 is a form's address, which accepts POST.
        fitting = (200, 302, 403, 404, 405) if address in asked else (200, 302, 405)
        assert response.status_code in fitting, f"{address}: {response.status_code} as {actor.current.role}"
        text = seen[address] = _text(response)
        if response.status_code == 302:
            waiting.append(urljoin(path, response.url))
        if response.status_code == 200 and "html" in response.get("Content-Type", ""):
            found = [*_links(path, _HREF, text), *(_HTMX + href for href in _links(path, _FRAGMENT, text))]
            waiting += [href for href in found if _leads_on(path, href)]
    assert len(seen) < _MOST, "the crawl did not end"
    return seen


def _text(response) -> str:
    """What a response contains, whatever kind of file it is."""
    data = b"".join(response) if response.streaming else response.content
    kind = response.get("Content-Type", "")
    if kind == "application/pdf":
        reader = PdfReader(io.BytesIO(data))
        return f"{reader.metadata} " + " ".join(page.extract_text() for page in reader.pages)
    if "spreadsheetml" in kind:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return " ".join(parts.read(name).decode() for name in parts.namelist())
    return data.decode("utf-8", "replace")


def _links(path: str, pattern: re.Pattern, text: str) -> list[str]:
    links = (urljoin(path, html.unescape(href)) for href in pattern.findall(text))
    return [href for href in links if href.startswith("/")]


def _leads_on(address: str, href: str) -> bool:
    """Other orders of the same rows, part of what was narrowed already, ever earlier months and years, and further branches of
    the tree of names show nothing new."""
    narrowed = sum(name in href for name in _NARROWED)
    filtered = any(name in href for name in _FILTERS)
    return (
        narrowed < 2
        and not (filtered and ("?q=" in href or "&q=" in href or "don-vi=" in href))
        and not any(name in href for name in ("sap-xep=", "mo="))
        and not any(name in address and name in href for name in ("ky=", "nam="))
    )


def places_to_ask(side) -> list[str]:
    """Searches for the marker, filters and pickers that name the neighbour's unit, the figures behind it on both maps,
    and the pages, fragments and files of each of its targets."""
    commune, start = side.commune.public_id, side.marker[:4]
    # The first letters find the marker, and a page that repeats what was asked does not repeat the marker.
    searched = ["/tin-bao/?", "/nhom/?", "/bai-dang/?", "/dia-ban/?", "/tai-khoan/nguoi-dung/?"]
    searched += ["/tim/?", "/bao-cao/?", "/tai-khoan/the/?", "/dia-ban/co-quan/?"]
    searched += ["/tai-khoan/ban-giao/?", "/tai-khoan/nang-quyen/?"]
    found = [f"{page}q={start}" for page in searched]
    found += [f"/tin-bao/?loc=tat-ca&q={start}", f"/nhat-ky/?nguoi={start}", "/bao-cao/?xem=cap-duoi"]
    found += [f"/tai-khoan/nguoi-dung/?q={start}&xem={when}" for when in ("sap-toi", "da-het")]
    picker = f"/dia-ban/chon/?trong={commune}&don-vi-tim={start}"
    found += [picker, _HTMX + picker, f"/nhom/do-phu/?don-vi={commune}", f"/dia-ban/cay/?mo={commune}"]
    found += [f"/dia-ban/co-quan/?don-vi={commune}", f"/dia-ban/co-quan/?don-vi={commune}&cua=tat-ca"]
    found += [f"/dia-ban/thay-doi/?don-vi={commune}", f"{_HTMX}/dia-ban/thay-doi/?don-vi={commune}"]
    found += [f"{_HTMX}/dia-ban/cay/{commune}/", f"/nhom/do-phu/?don-vi={commune}&ban-do=hien-nay"]
    year = Days(date(2019, 1, 1), date(2020, 1, 1))
    for figure in filter(None, (link(indicator, side.commune, year) for indicator in everything())):
        found += [figure, f"{figure}&ban-do=hien-nay&ghi=7"]
    for name, target in targets_of(side):
        found += [address(name, target.public_id), _HTMX + address(name, target.public_id)]
    return [*found, address("units:import", commune, batch=side.batch.public_id)]


def targets_of(side):
    """Pages with a key, and the target of a side whose key it is."""
    for row in table():
        if row.method == "GET" and row.target not in ("-", "import"):
            yield (
                row.name,
                side.commune if row.target == "unit" else getattr(side, row.target.replace("-", "_")),
            )


def pages_with(word: str, pages: dict[str, str]) -> list[str]:
    return [address for address, text in pages.items() if word in text]


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


@pytest.mark.django_db
def test_no_page_of_ours_shows_a_word_of_the_neighbour(country):
    ours, theirs = two_sides(country)
    for actor in ours.people:
        pages = crawl(actor, places_to_ask(theirs))
        role = actor.current.role
        assert pages_with(theirs.marker, pages) == [], role
        assert pages_with(theirs.sealed_marker, pages) == [], role
        assert pages_with(ours.sealed_marker, pages) == [], f"{role}: a sealed name stood on a page"
        assert pages_with(ours.complaint_marker, pages) == [], f"{role}: a complaint reached its own unit"
        assert pages_with(theirs.complaint_marker, pages) == [], role
        assert dead_anchors(pages) == [], role
        assert grouped_years(pages) == [], role


@pytest.mark.django_db
def test_the_crawl_does_find_what_may_be_seen(country):
    ours, theirs = two_sides(country)
    pages = crawl(ours.officer, places_to_ask(ours))
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


# What would be an element or an attribute, were it written as it was typed.
_HOSTILE = "Ox\"'><xss onxss=1>{{ 7|add:7 }}"


class _Markup(HTMLParser):
    """Collects elements and attributes that no page of ours has."""

    def __init__(self):
        super().__init__()
        self.foreign: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.foreign += [name for name in (tag, *(name for name, _value in attrs)) if "xss" in name]


@pytest.mark.django_db
def test_what_people_type_is_never_markup(country):
    """Names, notes, texts, file names: in pages, attributes, titles, fragments and drawings."""
    unit("hamlet", "ap", _HOSTILE, country.commune)
    side = fill(country.commune, country.hamlet, _HOSTILE, slug="hostile")
    people.user(_HOSTILE)
    shown = set()
    for actor in [*side.people, people.officer(country.district)]:
        for page, text in crawl(actor, places_to_ask(side)).items():
            if page.partition("?")[0].endswith((".pdf", ".xlsx")):
                continue
            markup = _Markup()
            markup.feed(text)
            assert markup.foreign == [], f"{page} as {actor.current.role}"
            shown |= {page} if "&lt;xss onxss=1&gt;" in text else set()
    assert len(shown) > 40, "the crawl met what was typed"
