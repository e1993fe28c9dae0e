"""Lists: columns kept for all pages, what holds for one page looked up anew, addresses that change one thing."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from portal.core import clock
from portal.core.lists import address, page
from tests.conftest import STORY_MOMENT
from tests.factories import people
from tests.factories.rows import at, tip
from tips import selectors
from tips.tables import TipTable


def asked(query=""):
    return RequestFactory().get(f"/tin-bao/?{query}")


def listed(actor, query="", **options):
    return page(asked(query), TipTable, selectors.tips(actor), caption="", empty=("", "", "", ""), **options)


@pytest.mark.parametrize(
    ("query", "changes", "url"),
    [
        ("", {"loc": "moi"}, "/tin-bao/?loc=moi"),
        ("loc=tat-ca&q=tr%E1%BB%99m+ch%C3%B3", {"loc": "moi"}, "/tin-bao/?loc=moi&q=tr%E1%BB%99m+ch%C3%B3"),
        ("a=1&a=2&sau=x&truoc=y", {"b": "3"}, "/tin-bao/?a=1&a=2&b=3"),
        ("q=%26x%3D1", {}, "/tin-bao/?q=%26x%3D1"),
    ],
)
def test_an_address_changes_what_it_is_told_and_begins_at_the_first_page(query, changes, url):
    assert address(asked(query), **changes) == url


@pytest.mark.django_db
def test_every_page_tells_the_time_anew(country):
    officer = people.officer(country.commune)
    tip(country.hamlet, received_at=at("2019-12-06", 9))
    texts = []
    for later in (timedelta(0), timedelta(days=30)):
        with clock.pinned_to(STORY_MOMENT + later):
            (_href, cells) = listed(officer).rows[0]
            texts.append(cells[5][2])
    assert texts[0] != texts[1]
    assert texts[1].startswith("quá hạn")


@pytest.mark.django_db
def test_columns_left_out_of_one_page_stand_in_the_next(country):
    officer = people.officer(country.commune)
    tip(country.hamlet)
    narrow, wide = listed(officer, exclude=("due", "handler")), listed(officer)
    assert len(narrow.columns) == len(narrow.rows[0][1]) == 5
    assert len(wide.columns) == len(wide.rows[0][1]) == 7
    assert [column["label"] for column in wide.columns] == [label for _css, label, _text in wide.rows[0][1]]


@pytest.mark.django_db
def test_a_header_turns_the_order_around_and_says_which_holds(country):
    officer = people.officer(country.commune)
    first = listed(officer).columns[3]
    assert (first["sorted"], first["sort_url"]) == ("desc", "/tin-bao/?sap-xep=received")
    turned = listed(officer, "sap-xep=received").columns[3]
    assert (turned["sorted"], turned["sort_url"]) == ("asc", "/tin-bao/?sap-xep=-received")
    assert listed(officer).columns[0]["sort_url"] == ""


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["-received", "received", "due"])
def test_pages_follow_each_other_without_gap_or_repeat_and_back(country, monkeypatch, sort):
    monkeypatch.setattr("portal.core.lists.PAGE_SIZE", 3)
    officer = people.officer(country.commune)
    for hour in (7, 8, 8, 8, 9, 9, 10):
        tip(country.hamlet, received_at=at("2019-12-05", hour))
    seen, query, pages = [], f"sap-xep={sort}", []
    while query is not None:
        shown = listed(officer, query)
        pages.append([href for href, _cells in shown.rows])
        seen += pages[-1]
        last, query = shown, shown.next_url.partition("?")[2] or None
    assert [len(rows) for rows in pages] == [3, 3, 1]
    assert len(set(seen)) == 7
    back = listed(officer, last.previous_url.partition("?")[2])
    assert [href for href, _cells in back.rows] == pages[1]


@pytest.mark.django_db
def test_a_wrong_cursor_gives_the_first_page(country):
    officer = people.officer(country.commune)
    tip(country.hamlet)
    assert len(listed(officer, "sau=forged").rows) == 1
