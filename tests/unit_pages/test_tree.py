"""The tree of units shows a day, opened down to one unit; a branch is fetched alone; counts are those of the day."""

from datetime import date

import pytest
from django.urls import reverse

from portal.core import clock
from portal.units.models import UnitEdge
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.rows import at
from tests.factories.units import LONG_AGO, REFORM, unit
from tests.markup import unindented

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(country):
    return client_of(people.officer(country.commune))


def drawn(nodes) -> list:
    """Names, and beside an open one what is below it."""
    return [
        node.unit.full_name if node.children is None else (node.unit.full_name, drawn(node.children))
        for node in nodes
    ]


def test_it_opens_at_ones_own_unit(country, browser):
    response = browser.get(reverse("units:tree"))
    hamlets = ("xã Phước Ninh", ["ấp 1", "ấp 2"])
    assert drawn(response.context["nodes"]) == [
        ("tỉnh Tây Ninh", [("huyện Dương Minh Châu", ["xã Phước Minh", hamlets])])
    ]
    text = unindented(response.content.decode())
    assert text.count("<details open>") == 3
    assert "Cấp xã: 2" in text
    assert "Thôn, ấp, khu phố: 1" in text
    assert "Tổ tự quản: 2" in text


@pytest.mark.parametrize(
    ("day", "provinces"),
    [("2025-06-30", ["tỉnh Tây Ninh"]), ("2025-07-01", ["tỉnh Đồng Nai"]), ("1999-12-31", ["tỉnh Tây Ninh"])],
)
def test_it_is_the_tree_of_the_day_and_todays_for_a_day_that_is_none(country, browser, day, provinces):
    nodes = browser.get(reverse("units:tree"), {"ngay": day}).context["nodes"]
    assert [node.unit.full_name for node in nodes] == provinces


def test_counts_leave_out_what_does_not_stand_on_the_day(country, browser):
    unit("hamlet", "ap", "3", country.neighbour, valid_from=LONG_AGO, valid_to=date(2019, 12, 8))
    url = reverse("units:branch", args=[country.district.public_id])
    for day, count in (("2019-12-07", 2), ("2019-12-08", 1)):
        nodes = browser.get(url, {"ngay": day}, headers={"HX-Request": "true"}).context["nodes"]
        assert [(node.unit.name, [n for _level, n in node.counts]) for node in nodes] == [
            ("Phước Minh", [count]),
            ("Phước Ninh", [2]),
        ]


def test_a_branch_is_a_fragment_for_htmx_and_else_the_tree_opened_there(country, browser):
    url = reverse("units:branch", args=[country.commune.public_id])
    fragment = browser.get(url, {"ngay": "2019-12-08"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert f'/dia-ban/{country.hamlet.public_id}/?ngay=2019-12-08"' in fragment
    response = browser.get(url, {"ngay": "2019-12-08"})
    assert response.status_code == 302
    assert (
        response.url
        == f"/dia-ban/cay/?mo={country.commune.public_id}&ngay=2019-12-08#u-{country.commune.public_id}"
    )
    assert (
        browser.get(
            url.replace(country.commune.public_id, "0" * 12), headers={"HX-Request": "true"}
        ).status_code
        == 404
    )


def test_a_closed_branch_can_be_opened_without_javascript(country, browser):
    text = browser.get(reverse("units:tree")).content.decode()
    key = country.neighbour.public_id
    assert f'data-hx-get="/dia-ban/cay/{key}/?ngay=2019-12-08"' in text
    assert f'href="/dia-ban/cay/?mo={key}&amp;ngay=2019-12-08#u-{key}"' in text


def test_a_unit_that_does_not_stand_on_the_day_opens_nothing(country, browser):
    nodes = browser.get(reverse("units:tree"), {"mo": country.new_commune.public_id}).context["nodes"]
    assert drawn(nodes) == ["tỉnh Tây Ninh"]
    nodes = browser.get(reverse("units:tree"), {"mo": "0" * 12}).context["nodes"]
    assert drawn(nodes) == ["tỉnh Tây Ninh"]


def test_after_the_reform_communes_stand_straight_under_the_province(reformed):
    with clock.pinned_to(at("2025-12-08")):
        browser = client_of(people.officer(reformed.commune))
        nodes = browser.get(reverse("units:tree")).context["nodes"]
        assert drawn(nodes) == ["tỉnh Đồng Nai", ("tỉnh Tây Ninh", [("xã Cầu Khởi", [])])]


def test_an_ended_unit_that_hangs_under_what_it_became_is_not_in_the_tree(reformed):
    UnitEdge.objects.create(child=reformed.old.commune, parent=reformed.commune, valid_from=REFORM)
    with clock.pinned_to(at("2025-12-08")):
        browser = client_of(people.officer(reformed.commune))
        nodes = browser.get(reverse("units:tree")).context["nodes"]
        province = next(node for node in nodes if node.unit.code == "80")
        (commune,) = province.children
        assert (commune.unit.name, commune.counts, commune.children) == ("Cầu Khởi", [], [])
        page = browser.get(reverse("units:detail", args=[reformed.commune.public_id]))
        assert page.context["around"].below == []


@pytest.mark.parametrize(("day", "told"), [("2025-06-30", True), ("2025-07-01", False)])
def test_a_day_before_the_reform_is_told_to_be_known_from_a_snapshot(browser, day, told):
    page = browser.get(reverse("units:tree"), {"ngay": day}).content.decode()
    assert ("một bản chụp giữa năm 2025" in page) is told


@pytest.mark.parametrize(("day", "leads"), [("2025-06-30", True), ("2025-07-01", False)])
def test_it_leads_to_the_open_unit_only_on_days_when_the_unit_stands(country, browser, day, leads):
    text = browser.get(reverse("units:tree"), {"ngay": day}).content.decode()
    anchor = f"u-{country.commune.public_id}"
    assert (f'href="#{anchor}"' in text) is (f'id="{anchor}"' in text) is leads


def test_a_unit_that_nobody_knows_has_no_link(browser):
    assert 'href="#u-' not in browser.get(reverse("units:tree"), {"mo": "0" * 12}).content.decode()
