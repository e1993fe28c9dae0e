"""Every figure of first pages, overviews, coverage, units and reports opens exactly the rows that it counts."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from groups.models import ChatGroup
from groups.services import close_group, confirm_group, count_members, set_base
from portal.core import clock, indicators
from portal.units.areas import AreaMap
from propaganda.services import relay_post
from reports.services import issue_report
from tests.architecture.world import client_of
from tests.factories import people, rows, steering
from tests.factories.rows import at

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', re.S)
UNSEEN = re.compile(r'<span class="visually-hidden">.*?</span>|<svg.*?</svg>', re.S)
NUMBER = re.compile(r"[\d.]+(?=$|[ ,/])")
LISTS = (
    "tips:list",
    "groups:list",
    "groups:counts",
    "propaganda:list",
    "propaganda:relays",
    "steering:activities",
)
# Where a list of member counts shows the column that a figure adds up.
# By the column that an indicator sums: the label of the list's column that shows it.
SUMMED = {"members": "Thành viên", "households": "Hộ", "bodies": "Đơn vị"}


def filled(country) -> None:
    """Two communes of a district with rows of everything, at the edges of days, months and due times."""
    for commune, hamlet in ((country.commune, country.hamlet), (country.neighbour, country.neighbour_hamlet)):
        officer = people.officer(commune)
        for n, kind in enumerate(("hamlet", "residents-group", "school", "organisation")):
            kept = rows.group(hamlet, by=officer, kind=kind, opened_on=date(2019, 9, 1 + n))
            with clock.pinned_to(at("2019-11-20")):
                count_members(
                    by=officer,
                    group=kept,
                    counted_on=date(2019, 11, 5),
                    members=41 + n,
                    households=7,
                    bodies=n,
                )
                confirm_group(by=officer, group=kept, condition="troubled" if n else "active")
                rows.inspection(kept, "clear", by=officer, inspected_on=date(2019, 11, 5))
            # On another day: a second word on one day takes the place of the first.
            with clock.pinned_to(at("2019-11-21")):
                confirm_group(by=officer, group=kept, condition="active")
        for subject, count in (("hamlets", 3), ("households", 90), ("agencies", 4)):
            set_base(
                by=officer,
                unit=commune,
                subject=subject,
                year=2019,
                count=count,
                source="Thống kê",
                as_of=date(2019, 11, 1),
            )
        for day, state in (
            ("2019-10-31", "resolved"),
            ("2019-11-01", "closed"),
            ("2019-11-30", "passed-on"),
            ("2019-12-05", "in-hand"),
            ("2019-12-06", "classified"),
            ("2019-12-07", "new"),
            ("2019-12-08", "new"),
            ("2019-12-08", "void"),
        ):
            with clock.pinned_to(at(day, 9)):
                rows.tip_in(state, hamlet, by=officer, received_at=at(day, 8))
        for day in ("2019-10-31", "2019-11-01", "2019-11-30", "2019-12-01"):
            for kind in ("meeting", "inspection", "live-session"):
                steering.activity(commune, kind, by=officer, held_on=date.fromisoformat(day))
        rows.tip(hamlet, by=officer, about_police=True, received_at=at("2019-12-06", 8))
        for day in ("2019-11-15", "2019-12-04"):
            with clock.pinned_to(at(day)):
                post = rows.post(commune, by=officer, posted_at=at(day, 8))
                relay_post(
                    by=officer, post=post, groups=list(ChatGroup.objects.unscoped("test").filter(unit=hamlet))
                )
        close_group(by=officer, group=kept, version=kept.version, on=date(2019, 12, 2), reason="inactive")


def links(page: str):
    """Each (address, number shown, what it is shown over or None) of a page that leads from a figure to a list."""
    # Of confirmations no figure should open the list: it would have several of one group.
    lists = {reverse(name) for name in (*LISTS, "groups:confirmations")}
    for href, inner in LINK.findall(page):
        text = unescape(re.sub(r"<[^>]+>", "", UNSEEN.sub("", inner))).strip()
        over = re.search(r"([\d.]+)/([\d.]+)", text)
        shown = over[1] if over else (NUMBER.match(text) or [""])[0]
        if shown and urlsplit(unescape(href)).path in lists:
            yield unescape(href), _read(shown), _read(over[2]) if over else None


def _read(number: str) -> int:
    return int(number.replace(".", ""))


def listed(browser, address: str, of: int | None = None) -> int:
    """What the rows behind an address come to, recounted from what the list shows on all its pages.

    Each row stands for one thing counted. Where a list shows the groups of the units counted, it must say so; where
    it shows the whole base of a ratio, it must have as many rows as the figure is shown over (`of`).
    """
    drawn, following = [], address
    while following:
        page = browser.get(following)
        shown = page.context["list"]
        drawn += shown.rows
        following = shown.next_url
    key = parse_qs(urlsplit(address).query).get("chi-tieu")
    figure = indicators.get(key[0]) if key else None
    assert len({href for href, _cells in drawn}) == len(drawn) or urlsplit(address).path == reverse(
        "propaganda:relays"
    ), f"{address} shows something twice"
    if figure and figure.key == "tips.in-time":
        assert len(drawn) == of, f"{address} does not show those that were late"
        return sum(not any(css == "late" for css, _label, _text in cells) for _href, cells in drawn)
    if figure and figure.total:
        summed = SUMMED[figure.total]
        return sum(_read(text) for _href, cells in drawn for _css, label, text in cells if label == summed)
    if figure and figure.distinct and not figure.counted_in:
        assert figure.listing
        assert str(figure.listing) in page.content.decode()
        found = ChatGroup.objects.unscoped("test").filter(
            public_id__in=[href.rstrip("/").rpartition("/")[2] for href, _cells in drawn]
        )
        column = "unit" if figure.distinct == "unit" else "hamlet"
        return found.order_by().values(column).distinct().count()
    return len(drawn)


def crawl(actor, addresses) -> set[str]:
    """Open every figure of some pages, and say which lists were reached."""
    browser = client_of(actor)
    reached, seen = set(), set()
    for address in addresses:
        page = browser.get(address)
        assert page.status_code == 200, address
        for href, shown, of in links(page.content.decode()):
            if (href, shown) not in seen:
                seen.add((href, shown))
                reached.add(urlsplit(href).path)
                assert listed(browser, href, of) == shown, (address, href)
    assert seen, "no figure was found at all"
    return reached


def unit_pages(*units) -> list[str]:
    pages = []
    for unit in units:
        pages += [
            reverse("units:detail", args=[unit.public_id]),
            reverse("units:detail", args=[unit.public_id]) + "?ngay=2019-11-30",
            f"{reverse('groups:coverage')}?don-vi={unit.public_id}",
            f"{reverse('groups:coverage')}?don-vi={unit.public_id}&ngay=2019-11-30",
        ]
    return pages


def report_pages(unit, by, *codes) -> list[str]:
    """Drafts of some periods, and November's as issued."""
    kept = [rows.report(unit, code, by=by) for code in codes]
    issue_report(by=by, report=kept[0], version=kept[0].version)
    return [reverse("reports:detail", args=[one.public_id]) for one in kept]


MOMENTS = [at("2019-12-08", 10), at("2019-12-09", 7), at("2019-12-09", 23, 59), at("2020-01-02", 9)]


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_of_a_commune(country, moment):
    filled(country)
    officer = people.officer(country.commune)
    with clock.pinned_to(moment):
        pages = [
            "/",
            *unit_pages(country.commune, country.hamlet),
            *report_pages(country.commune, officer, "2019-11", "2019-H2", "2019"),
        ]
        assert crawl(officer, pages) == {reverse(name) for name in LISTS}
        assert crawl(people.leader(country.commune), pages)


@pytest.mark.parametrize("moment", MOMENTS[:2], ids=str)
def test_of_a_district_and_a_province(country, moment):
    filled(country)
    with clock.pinned_to(moment):
        issued = report_pages(country.commune, people.officer(country.commune), "2019-11")
        for unit in (country.district, country.province):
            overviews = [
                f"{reverse('overview', args=[unit.public_id])}?ky={period}&ban-do={view}"
                for period in ("2019-10", "2019-11", "2019-12", "2019")
                for view in ("", AreaMap.TODAY.value)
            ]
            watcher = people.officer(unit)
            pages = ["/", *overviews, *unit_pages(unit, country.commune), *issued]
            pages += report_pages(unit, watcher, "2019-11", "2019")
            assert len(crawl(watcher, pages)) >= 5


def test_of_a_hamlet_on_its_heads_phone(country):
    filled(country)
    head = people.officer(country.hamlet)
    pages = report_pages(country.hamlet, head, "2019-11", "2019")
    assert crawl(head, pages) == {reverse(name) for name in ("groups:list", "groups:counts")}


def test_the_tile_of_what_is_due_today_opens_what_is_due_today(country):
    officer = people.officer(country.commune)
    for day in ("2019-12-04", "2019-12-05", "2019-12-06"):
        rows.tip(country.hamlet, received_at=at(day, 16))
    with clock.pinned_to(at("2019-12-06", 8)):
        browser = client_of(officer)
        assert ("/tin-bao/?loc=den-han&sap-xep=due", 1, None) in set(links(browser.get("/").content.decode()))
        assert listed(browser, "/tin-bao/?loc=den-han&sap-xep=due") == 1
