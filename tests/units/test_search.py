"""Units are found by code or by words of a name, those whose name begins so first."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.units.amendments.journal import Journal
from portal.units.choices import UnitKind
from portal.units.models import Succession, Unit
from portal.units.search import below, search
from tests.factories.units import REFORM, SYSTEM, unit

pytestmark = pytest.mark.django_db
DAY = date(2019, 12, 8)


def found(query, day=DAY, most=50, **limits):
    return search(query, day, most=most, **limits)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("phuoc ninh", {"commune"}),
        ("PHƯỚC", {"commune", "neighbour"}),
        ("xã phước mi", {"neighbour"}),
        ("25564", {"neighbour"}),
        (" 25564 ", {"neighbour"}),
        ("2556", {"commune", "neighbour"}),
        ("huyen duong", {"district"}),
        ("to tu quan so 7", {"neighbour_self_managed_team"}),
        ("so 7", {"neighbour_self_managed_team"}),
        ("ninh", {"commune", "province"}),
        ("ninh phuoc", {"commune"}),
        ("x. phuoc minh", {"neighbour"}),
        ("H. Dương Minh Châu", {"district"}),
        ("707", {"district"}),
        ("0707", set()),
        ("!!!", set()),
        ("%", set()),
        ("_", set()),
        ("~", set()),
        ("", set()),
    ],
)
def test_by_name_without_accents_or_by_code(country, query, names):
    assert set(found(query)) == {getattr(country, name) for name in names}


def test_what_begins_so_comes_before_what_holds_the_words_inside(country):
    ninh = unit("hamlet", "ap", "Ninh", country.commune, valid_from=date(2019, 1, 1))
    with CaptureQueriesContext(connection) as asked:
        assert found("ninh") == [ninh, country.province, country.commune]
    assert len(asked) == 1


def test_a_whole_word_comes_before_one_that_only_begins_so(country):
    since = {"valid_from": date(2019, 1, 1)}
    longer, whole = (unit("hamlet", "ap", name, country.commune, **since) for name in ("Mía", "Mỹ Đức"))
    assert found("mĩ") == found("my") == [whole, longer, country.district, country.neighbour]


@pytest.mark.parametrize("query", ["4", "04", "00004"])
def test_zeros_in_front_of_a_code_may_be_left_away(country, query):
    old = {"valid_from": date(2019, 1, 1), "valid_to": REFORM}
    other = unit("commune", "phuong", "Trúc Bạch", country.district, code="00004", **old)
    hamlet = unit("hamlet", "ap", "4", country.commune, valid_from=date(2019, 1, 1))
    assert found(query)[0] == other
    assert (hamlet in found(query)) is (query != "00004")


def test_a_name_that_a_unit_bore_finds_it(country):
    hamlet = unit("hamlet", "ap", "Bùi La Nhân", country.commune, valid_from=date(2019, 1, 1))
    Journal(SYSTEM, date(2019, 6, 1), "").rename(hamlet, name="Đức Quang")
    assert found("bui la nhan") == found("duc quang") == [hamlet]


def test_a_picker_offers_what_took_over_a_unit_by_that_ones_name(country):
    Succession.objects.create(
        predecessor=country.commune, successor=country.new_commune, on=REFORM, extent="whole"
    )
    assert found("phuoc ninh", REFORM) == [country.commune]
    (successor,) = found("phuoc ninh", REFORM, standing=True)
    assert successor == country.new_commune
    assert (successor.formerly_kind, successor.formerly_name) == ("xa", "Phước Ninh")
    (itself,) = found("thuan loi", REFORM, standing=True, levels=("commune",))
    assert (itself.formerly_kind, itself.formerly_name) == ("", "")
    assert found("phuoc ninh", date(2025, 6, 30), standing=True) == [country.commune]


@pytest.mark.parametrize("kind", UnitKind)
def test_a_name_is_found_with_and_without_each_kind(country, kind):
    made = unit("hamlet", kind, "Quỳnh Đôi", country.commune, valid_from=date(2019, 1, 1))
    assert found("quynh d") == found(f"{kind.label} quỳnh đ") == [made]


def test_a_code_of_two_eras_finds_both_those_of_the_day_first(country):
    new = unit("commune", "xa", "Đức Quang", country.new_province, code="25561", valid_from=REFORM)
    assert found("25561", date(2025, 6, 30)) == [country.commune, new]
    assert found("25561", REFORM) == [new, country.commune]
    assert found("25561", REFORM, standing=True) == [new]


def test_a_code_that_a_unit_bore_earlier_finds_it(country):
    Unit.objects.filter(pk=country.commune.pk).update(code="99999")
    assert found("25561") == [country.commune]


def test_official_units_come_before_hamlets_and_the_near_before_the_far(country):
    old = {"valid_from": date(2019, 1, 1), "valid_to": REFORM}
    other = unit("province", "tinh", "Bình Dương", code="74", **old)
    far = unit("commune", "xa", "Tân Hòa", other, **old)
    near = unit("commune", "xa", "Tân Hòa", country.district, **old)
    hamlet = unit("hamlet", "ap", "Tân Hòa", country.commune, **old)
    assert found("tan hoa", near=country.commune) == [near, far, hamlet]
    assert found("tan hoa", near=far) == [far, near, hamlet]
    assert found("tan hoa", near=far, most=2) == [far, near]


def test_hamlets_of_ones_own_commune_come_before_those_of_others(country):
    since = {"valid_from": date(2019, 1, 1)}
    theirs = unit("hamlet", "ap", "Bàu Sen", country.neighbour, **since)
    own = unit("hamlet", "ap", "Bàu Sen", country.commune, **since)
    assert found("bau sen", near=country.commune) == [own, theirs]
    assert found("bau sen", near=country.neighbour_hamlet) == [theirs, own]


@pytest.mark.parametrize(
    ("level", "within", "names"),
    [
        (("commune",), "district", {"commune", "neighbour"}),
        (("commune",), "new_province", set()),
        (("hamlet",), "province", set()),
        ((), "commune", set()),
    ],
)
def test_what_may_be_found_can_be_narrowed(country, level, within, names):
    assert set(found("phuoc", levels=level, within=getattr(country, within))) == {
        getattr(country, name) for name in names
    }


def test_below_reaches_every_depth_on_the_day(country):
    def ids(of, day=DAY):
        return {pk for (pk,) in below(of, day).values_list("child")}

    inside = {
        country.hamlet,
        country.other_hamlet,
        country.self_managed_team,
        country.other_self_managed_team,
    }
    assert ids(country.commune) == {u.pk for u in inside}
    assert ids(country.province) == {
        u.pk
        for u in country.all()
        if u.code != "75" and u not in (country.province, country.new_commune, country.new_hamlet)
    }
    assert ids(country.self_managed_team) == ids(country.province, REFORM) == set()
