"""The table of communes: who needs a call first, found by words, sorted by any figure, with the whole at its foot."""

from datetime import date

import pytest
from django.urls import reverse

from groups.services import count_members, set_base
from portal.core import clock
from portal.core.periods import Period
from portal.dashboards.overviews import BY_NAME, FILTERS, Asked, overview
from reports.services import issue_report
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.factories.rows import at

pytestmark = pytest.mark.django_db
NOVEMBER = Period.parse("2019-11")


@pytest.fixture
def watched(country):
    """One commune with groups, members, a total and a report; its neighbour with nothing."""
    officer = people.officer(country.commune)
    kept = rows.group(country.hamlet, by=officer, kind="hamlet")
    with clock.pinned_to(at("2019-11-20")):
        count_members(by=officer, group=kept, counted_on=date(2019, 11, 5), members=41, households=7)
    set_base(
        by=officer,
        unit=country.commune,
        subject="hamlets",
        year=2019,
        count=3,
        source="Thống kê",
        as_of=date(2019, 11, 1),
    )
    report = rows.report(country.commune, "2019-11", by=officer)
    issue_report(by=officer, report=report, version=report.version)
    return country


def look(country, **asked):
    return overview(people.officer(country.district), country.district, NOVEMBER, Asked(**asked))


def names(found) -> list[str]:
    return [line.unit.name for line in found.shown]


def test_who_has_not_reported_comes_first_unless_another_order_is_asked(watched):
    assert names(look(watched)) == ["Phước Minh", "Phước Ninh"]
    assert names(look(watched, sort=BY_NAME)) == ["Phước Minh", "Phước Ninh"]
    # What a commune has not comes last, whichever way.
    for key in ("groups.members", "-groups.members", "coverage.has-group.hamlets"):
        assert names(look(watched, sort=key)) == ["Phước Ninh", "Phước Minh"]
    assert names(look(watched, sort="no.such.figure")) == ["Phước Minh", "Phước Ninh"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ninh", ["Phước Ninh"]),
        ("NINH phuoc", ["Phước Ninh"]),
        ("phuo", ["Phước Minh", "Phước Ninh"]),
        ("25561", ["Phước Ninh"]),
        ("không có", []),
        ("!!!", []),
        ("", ["Phước Minh", "Phước Ninh"]),
    ],
)
def test_communes_are_found_by_words_of_their_names(watched, query, found):
    assert names(look(watched, query=query)) == found


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [("da-gui", ["Phước Ninh"]), ("chua-gui", ["Phước Minh"]), ("chua-co-nhom", ["Phước Minh"]), ("", None)],
)
def test_a_filter_keeps_the_figures_of_the_whole(watched, chosen, shown):
    everything, found = look(watched), look(watched, chosen=chosen)
    assert names(found) == (shown or names(everything))
    assert chosen in FILTERS
    assert found.whole == everything.whole
    assert [cell.text for cell in found.whole] == ["1", "41", "—", "1/3, tính trên 1/2 xã", "—", "0"]


def test_the_tile_of_reports_opens_the_communes_it_counts(watched):
    browser = client_of(people.officer(watched.district))
    page = browser.get("/")
    assert page.context["overview"].issued == 1
    address = page.context["reported_url"]
    assert address.replace("&", "&amp;") in page.content.decode()
    assert names(browser.get(address).context["overview"]) == ["Phước Ninh"]


def test_on_a_phone_the_first_ten_and_all_when_asked(watched, monkeypatch):
    monkeypatch.setattr("portal.dashboards.views.FIRST_ROWS", 1)
    browser = client_of(people.officer(watched.district))
    page = browser.get("/").content.decode()
    assert page.count('class="beyond"') == 1
    assert "Xem tất cả 2 xã" in page
    everything = browser.get("/?het=1").content.decode()
    assert "communes-first" not in everything
    assert "Xem tất cả 2 xã" not in everything


def test_a_search_keeps_the_period_the_filter_and_the_order(watched):
    browser = client_of(people.officer(watched.province))
    address = reverse("overview", args=[watched.district.public_id])
    page = browser.get(f"{address}?ky=2019-11&xem=da-gui&sap-xep=ten&q=ninh").content.decode()
    for name, value in (("ky", "2019-11"), ("xem", "da-gui"), ("sap-xep", "ten")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
