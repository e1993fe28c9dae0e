"""The crawl: every page, fragment and file that links, searches and figures lead to, as a person."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urljoin

import pytest
from django.db import transaction
from pypdf import PdfReader

from portal.accounts.actor import Actor
from portal.core import working_time
from portal.core.indicators import everything
from portal.core.periods import Days
from portal.units import name_cache
from portal.units.drilldown import link
from portal.units.models import Unit
from tests.architecture.asking import address, statements
from tests.architecture.test_access_table import table
from tests.architecture.world import Side, client_of, two_sides
from tests.factories import people
from tests.factories.units import Country, make_country, unit
from tests.kept_rows import Kept

_HREF = re.compile(r'(?:href|action|src)="([^"#]*)')
_FRAGMENT = re.compile(r'hx-get="([^"#]*)')
_HTMX = "htmx "
_NARROWED = ("chi-tieu=", "loc=", "loai=", "dien=", "cua=", "chu-de=", "vai-tro=", "xem=", "nam=")
# Of what was found, or lies in a unit, filters show a part: fourteen kinds of bodies in each of seven units.
_FILTERS = ("loc=", "loai=", "dien=", "chu-de=", "vai-tro=")
_MOST = 1600
SEARCHED = (
    "/tin-bao/?",
    "/nhom/?",
    "/bai-dang/?",
    "/dia-ban/?",
    "/tai-khoan/nguoi-dung/?",
    "/tim/?",
    "/bao-cao/?",
    "/tai-khoan/the/?",
    "/dia-ban/co-quan/?",
    "/tai-khoan/ban-giao/?",
    "/tai-khoan/nang-quyen/?",
)


def crawl(actor, also: list[str]) -> dict[str, str]:
    """All that is reachable by GET from the first page and `also`: {address: text}; of a fragment as htmx asks for
    it the address begins so."""
    client, role = client_of(actor), actor.current.role
    waiting, seen, answers = [*also, "/"], {}, {}
    offered = {"/"}
    while waiting and len(seen) < _MOST:
        address = waiting.pop()
        path = address.removeprefix(_HTMX)
        if address in seen or path.startswith("/static/"):
            continue
        response = client.get(path, headers={"HX-Request": "true"} if path != address else {})
        answers[address] = response.status_code
        assert response.status_code in (200, 302, 403, 404, 405), f"{address} as {role}"
        text = seen[address] = _text(response)
        found = [urljoin(path, response.url)] if response.status_code == 302 else []
        if response.status_code == 200 and "html" in response.get("Content-Type", ""):
            links = [*_links(path, _HREF, text), *(_HTMX + href for href in _links(path, _FRAGMENT, text))]
            found = [href for href in links if _leads_on(path, href)]
        waiting += found
        offered.update(found)
    assert len(seen) < _MOST, "the crawl did not end"
    # What a page offers its own reader opens; 405 is a form's address, which accepts POST.
    closed = {page: answers[page] for page in offered & answers.keys() if answers[page] in (403, 404)}
    assert closed == {}, role
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
    found = [f"{page}q={start}" for page in SEARCHED]
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


@dataclass(frozen=True)
class Neighbours:
    """The two sides, and an officer of the district above both. What people of ours typed is hostile."""

    country: Country
    ours: Side
    theirs: Side
    district: Actor

    def person(self, who: str) -> Actor:
        """One of WHO."""
        return self.district if who == "district" else self.ours.people[WHO.index(who)]

    def places_to_ask(self) -> list[str]:
        """Those of both sides, and searches for what is hostile."""
        searches = [f"{page}q={HOSTILE[:4]}" for page in SEARCHED]
        return [*places_to_ask(self.theirs), *places_to_ask(self.ours), *searches]


#: In the order of `Side.people`.
WHO = ("officer", "head", "leader", "reporter", "administrator", "district")
# What would be an element or an attribute, were it written as it was typed.
HOSTILE = "Ox\"'><xss onxss=1>{{ 7|add:7 }}"


def _make_neighbours() -> Neighbours:
    country = make_country()
    unit("hamlet", "ap", HOSTILE, country.commune)
    people.user(HOSTILE)
    ours, theirs = two_sides(country, behind=HOSTILE)
    return Neighbours(country, ours, theirs, people.officer(country.district))


make_neighbours = Kept(_make_neighbours)


def as_each(*who: str):
    """Parameters for tests that share the crawl as a person: one process makes it."""
    return [pytest.param(one, marks=pytest.mark.xdist_group(f"crawl as {one}")) for one in who]


@dataclass(frozen=True)
class Crawled:
    """The pages someone reached, and how many statements the database was sent for them."""

    pages: dict[str, str]
    statements: int


def crawled(neighbours: Neighbours, who: str) -> Crawled:
    """The crawl as a person who asks for all of both sides. That something was looked at is taken back."""
    with _names_kept(), transaction.atomic(), statements() as sent:
        pages = crawl(neighbours.person(who), neighbours.places_to_ask())
        transaction.set_rollback(True)
    return Crawled(pages, len(sent))


_at_first: dict[str, Crawled] = {}


def crawled_at_first(neighbours: Neighbours, who: str) -> Crawled:
    """The same of neighbours to whom nothing happened since they were made: crawled once a process, since they are the
    same rows in every test."""
    key = neighbours.person(who).user.public_id
    if key not in _at_first:
        _at_first[key] = crawled(neighbours, who)
    return _at_first[key]


@contextmanager
def _names_kept() -> Iterator[None]:
    """What units are called, and which years have days off, is kept in the process for a minute: who asked for it first
    is no matter here."""
    with pytest.MonkeyPatch.context() as patch:
        for kept in (name_cache, working_time):
            patch.setattr(kept, "KEPT", timedelta(days=1))
        working_time.known_years()
        name_cache.names_of(Unit.objects.values_list("pk", flat=True))
        yield


def pages_with(word: str, pages: dict[str, str]) -> list[str]:
    """The addresses whose text holds a word."""
    return [address for address, text in pages.items() if word in text]
