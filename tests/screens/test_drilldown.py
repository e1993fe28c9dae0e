"""From a figure to its rows: the same number, within one's area, and what has changed since it was issued."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from groups.services import confirm_group, count_members
from portal.core import clock, indicators
from portal.core.periods import Days
from portal.units.drilldown import link
from propaganda.services import relay_post
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.list_rows import texts

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


def test_what_is_counted_by_group_opens_the_groups_and_from_there_each_row(country):
    officer = people.officer(country.commune)
    kept = rows.group(country.hamlet, by=officer, opened_on=date(2019, 1, 1))
    for condition in ("troubled", "active"):
        confirm_group(by=officer, group=kept, condition=condition)
    rows.group(country.hamlet, by=officer, name="Chưa ai xác nhận", opened_on=date(2019, 1, 1))
    browser = client_of(officer)
    page = browser.get(link(indicators.get("groups.confirmed"), country.commune, YEAR, stated=3))
    assert [href for href, _cells in page.context["list"].rows] == [f"/nhom/{kept.public_id}/"]
    assert "trưởng nhóm hoặc cán bộ phụ trách xác nhận" in page.content.decode()
    drill = page.context["drill"]
    assert (drill.stated, drill.now) == ("3", "1")
    each = browser.get(drill.each_url)
    assert len(each.context["list"].rows) == 2
    assert (each.context["drill"].stated, each.context["drill"].now, each.context["drill"].each_url) == (
        "3",
        "1",
        "",
    )


def test_a_ratio_of_what_was_in_time_opens_what_was_late_too(country):
    officer = people.officer(country.commune)
    with clock.pinned_to(rows.at("2019-11-20")):
        tip = rows.tip(country.hamlet, by=officer, received_at=rows.at("2019-11-01", 8))
        drawn = rows.report(country.commune, "2019-11", by=officer)
    with clock.pinned_to(rows.at("2019-12-08")):
        browser = client_of(officer)
        page = browser.get(reverse("reports:detail", args=[drawn.public_id])).content.decode()
        addresses = [unescape(found) for found in re.findall(r'href="([^"]*tips\.in-time[^"]*)"', page)]
        assert "0% (0/1)" in page
        shown = browser.get(addresses[0]).context["list"].rows
        assert [href for href, _cells in shown] == [f"/tin-bao/{tip.public_id}/"]
        late = indicators.get("tips.in-time")
        november = Days(date(2019, 11, 1), date(2019, 12, 1))
        for stated, told in (("0/1", ("", "")), ("1/2", ("1/2", "0/1")), (0, ("", "")), ("0/", ("", ""))):
            drill = browser.get(link(late, country.commune, november, stated)).context["drill"]
            assert (drill.stated, drill.now) == told


def test_counts_behind_a_figure_stand_by_the_names_of_groups(country):
    officer = people.officer(country.commune)
    for name, day in (("Tổ 10", 3), ("Tổ 2", 5), ("Ấp 1", 4)):
        kept = rows.group(country.hamlet, by=officer, name=name, opened_on=date(2019, 1, 1))
        count_members(
            by=officer, group=kept, counted_on=date(2019, 11, day), members=5, households=0, bodies=0
        )
    browser = client_of(officer)

    def names(address):
        return texts(browser.get(address).context["list"], "Nhóm")

    members = link(indicators.get("groups.members"), country.commune, YEAR)
    assert names(members) == ["Ấp 1", "Tổ 2", "Tổ 10"]
    assert (
        names(members + "&sap-xep=-counted") == names(reverse("groups:counts")) == ["Tổ 2", "Ấp 1", "Tổ 10"]
    )


def test_a_figure_of_rows_one_may_not_see_opens_no_list_of_what_they_are_counted_by(country):
    """Heads see their groups but no register of posts: they do not see which groups were reached."""
    officer = people.officer(country.commune)
    kept = rows.group(country.hamlet, by=officer, opened_on=date(2019, 1, 1))
    relay_post(by=officer, post=rows.post(country.commune, by=officer), groups=[kept])
    reached = indicators.get("posts.groups-reached")
    assert (
        client_of(people.officer(country.hamlet)).get(link(reached, country.hamlet, YEAR)).status_code == 404
    )
    page = client_of(officer).get(link(reached, country.hamlet, YEAR))
    assert [href for href, _cells in page.context["list"].rows] == [f"/nhom/{kept.public_id}/"]
    each = client_of(officer).get(page.context["drill"].each_url)
    assert each.status_code == 200
