"""From a figure to its rows: the same number, within one's area, and what has changed since it was issued."""

from datetime import date

import pytest

from portal.core import indicators
from portal.core.periods import Days
from portal.hierarchy.drilldown import link
from tests.architecture.world import client_of
from tests.factories import people, rows

pytestmark = pytest.mark.django_db
RECEIVED = indicators.get("tips.received")
YEAR = Days(date(2019, 1, 1), date(2020, 1, 1))


def test_the_list_shows_the_rows_of_the_figure_and_no_others(country):
    rows.tip(country.hamlet)
    rows.tip(country.hamlet, received_at=rows.at("2018-12-31", 23, 59))
    rows.tip(country.neighbour_hamlet)
    page = (
        client_of(people.officer(country.district))
        .get(link(RECEIVED, country.commune, YEAR))
        .content.decode()
    )
    assert page.count("<tr data-href>") == 1
    assert "1 tin" in page


@pytest.mark.parametrize("unit", ["neighbour", "district", "new_commune"])
def test_a_figure_of_a_unit_outside_ones_area_does_not_exist(country, unit):
    address = link(RECEIVED, getattr(country, unit), YEAR)
    assert client_of(people.officer(country.commune)).get(address).status_code == 404


def test_a_figure_that_has_moved_since_it_was_issued_says_both(country):
    browser = client_of(people.officer(country.commune))
    rows.tip(country.hamlet)
    address = link(RECEIVED, country.commune, YEAR, stated=1)
    assert "lúc ban hành" not in browser.get(address).content.decode()
    rows.tip(country.hamlet)
    page = browser.get(address).content.decode()
    assert "Báo cáo lúc ban hành ghi 1; theo sổ hôm nay là 2." in page


def test_those_above_see_what_lies_on_their_own_desk_first(country):
    rows.tip(country.hamlet, summary="Việc của xã")
    rows.tip(country.hamlet, summary="Phản ánh gửi thẳng", about_police=True)
    browser = client_of(people.officer(country.district))
    home = browser.get("/").content.decode()
    assert "Phản ánh gửi thẳng" in home
    assert "Việc của xã" not in home
    to_do = browser.get("/tin-bao/").content.decode()
    assert "Phản ánh gửi thẳng" in to_do
    assert "Việc của xã" not in to_do
    assert "Việc của xã" in browser.get("/tin-bao/?loc=tat-ca").content.decode()
