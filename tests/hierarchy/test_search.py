"""Units are found by code or by the beginning of a name through an index; words inside names only if need be."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.hierarchy.choices import UnitKind
from portal.hierarchy.models import Unit
from portal.hierarchy.search import below, search
from tests.factories.units import REFORM, unit

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
        ("to tu quan so 7", {"neighbour_residents_group"}),
        ("so 7", {"neighbour_residents_group"}),
        ("ninh", {"commune", "province"}),  # nothing begins so: words inside names, then
        ("ninh phuoc", set()),
        ("%", set()),
        ("_", set()),
        ("~", set()),
        ("", set()),
    ],
)
def test_by_name_without_accents_or_by_code(country, query, names):
    assert set(found(query)) == {getattr(country, name) for name in names}


def test_words_inside_names_are_read_when_nothing_begins_so_or_when_asked(country):
    ninh = unit("hamlet", "ap", "Ninh", country.commune, valid_from=date(2019, 1, 1))
    with CaptureQueriesContext(connection) as asked:
        assert found("ninh") == [ninh]
    assert len(asked) == 1
    assert found("ninh", anywhere=True) == [country.province, country.commune, ninh]


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

    inside = {country.hamlet, country.other_hamlet, country.residents_group, country.other_residents_group}
    assert ids(country.commune) == {u.pk for u in inside}
    assert ids(country.province) == {
        u.pk
        for u in country.all()
        if u.code != "75" and u not in (country.province, country.new_commune, country.new_hamlet)
    }
    assert ids(country.residents_group) == ids(country.province, REFORM) == set()


def test_a_name_that_begins_so_reads_an_index(country):
    if connection.vendor != "sqlite":
        pytest.skip("the plan of a small table says nothing on PostgreSQL")
    plan = Unit.objects.filter(search__begins_with=" xa phuoc").values("pk").explain()
    assert "unit_search" in plan
