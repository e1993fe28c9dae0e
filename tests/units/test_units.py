"""Units begin under a fitting parent, are known by code and day, and are found without accents."""

from datetime import date
from unicodedata import normalize

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.core.folding import fold
from portal.core.models import AuditEntry
from portal.units import selectors
from portal.units.models import Unit, UnitEdge, UnitVersion
from portal.units.naming import full_name
from portal.units.search import search
from portal.units.services import PARENT_LEVELS
from tests.factories.units import LONG_AGO, MARKED, REFORM, SYSTEM, unit

pytestmark = pytest.mark.django_db
LAST_OLD_DAY = date(2025, 6, 30)


def places(of):
    return [getattr(of, f"{place}_id") for place in ("province", "district", "commune", "hamlet")]


def test_a_unit_stands_on_its_parents_line_and_ends_it_with_itself(country):
    c = country
    assert places(c.province) == [c.province.pk, None, None, None]
    assert places(c.district) == [c.province.pk, c.district.pk, None, None]
    assert places(c.commune) == [c.province.pk, c.district.pk, c.commune.pk, None]
    assert places(c.self_managed_team) == [c.province.pk, c.district.pk, c.commune.pk, c.hamlet.pk]
    assert places(c.new_commune) == [c.new_province.pk, None, c.new_commune.pk, None]


def test_a_unit_begins_with_its_first_version_edge_and_audit_entry(country):
    version = UnitVersion.objects.get(unit=country.commune)
    assert (version.name, version.code, version.valid_from, version.valid_to) == (
        "Phước Ninh", "25561", LONG_AGO, REFORM,
    )  # fmt: skip
    edge = UnitEdge.objects.get(child=country.commune)
    assert (edge.parent, edge.valid_from, edge.valid_to) == (country.district, LONG_AGO, REFORM)
    assert not UnitEdge.objects.filter(child=country.province).exists()
    assert AuditEntry.objects.filter(action="unit.create", unit_id=country.commune.pk).count() == 1


KIND_AT = {
    "province": "tinh", "district": "huyen", "commune": "xa", "hamlet": "ap", "residents-group": "to-tu-quan",
}  # fmt: skip


@pytest.mark.parametrize("level", KIND_AT)
@pytest.mark.parametrize("above", [None, "province", "district", "commune", "hamlet", "self_managed_team"])
def test_a_unit_begins_only_under_a_level_that_fits(country, level, above):
    parent = getattr(country, above) if above else None
    fits = (above is None and level == "province") or (
        parent is not None and parent.level in PARENT_LEVELS.get(level, set())
    )
    before = Unit.objects.count()
    if fits:
        assert unit(level, KIND_AT[level], "Mới", parent, valid_from=date(2019, 1, 1)).parent == parent
    else:
        with pytest.raises(ValidationError):
            unit(level, KIND_AT[level], "Mới", parent, valid_from=date(2019, 1, 1))
    assert Unit.objects.count() == before + fits


def test_siblings_of_one_kind_do_not_share_a_name(country):
    begun = {"valid_from": date(2019, 1, 1)}
    unit("hamlet", "ap", "9", country.commune, **begun)
    with pytest.raises(ValidationError, match="đã có đơn vị tên này"):
        unit("hamlet", "ap", " 9 ", country.commune, **begun)
    unit("hamlet", "khu-pho", "9", country.commune, **begun)
    unit("hamlet", "ap", "9", country.neighbour, **begun)


@pytest.mark.parametrize(
    "twin", ["Ðồng Xa", "ĐỒNG XA", "Đồng\u200b Xa", "Đồng  Xa", "Đồng\u00a0Xa", "Đồng Xa\ufe0f"]
)
def test_a_name_that_a_reader_takes_for_a_siblings_is_refused(country, twin):
    begun = {"valid_from": date(2019, 1, 1)}
    unit("hamlet", "ap", "Đồng Xa", country.commune, **begun)
    with pytest.raises(ValidationError, match="đã có đơn vị tên này"):
        unit("hamlet", "ap", twin, country.commune, **begun)
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.create(level="hamlet", kind="ap", name=twin, parent=country.commune)
    assert unit("hamlet", "ap", twin, country.neighbour, **begun).name in ("Đồng Xa", "ĐỒNG XA")


@pytest.mark.parametrize(("day", "allowed"), [(LAST_OLD_DAY, True), (REFORM, False), (None, True)])
def test_nothing_begins_under_a_unit_that_has_ended(country, day, allowed):
    if allowed:
        assert unit("hamlet", "ap", "8", country.commune, valid_from=day)
    else:
        with pytest.raises(ValidationError, match="đã chấm dứt hoạt động"):
            unit("hamlet", "ap", "8", country.commune, valid_from=day)


@pytest.mark.parametrize(("end", "edge_ends"), [(None, REFORM), (date(2020, 1, 1), date(2020, 1, 1))])
def test_a_hamlet_may_outlive_its_commune_yet_stands_under_it_no_longer_than_it_lasts(
    country, end, edge_ends
):
    hamlet = unit("hamlet", "ap", "8", country.commune, valid_from=date(2019, 1, 1), valid_to=end)
    assert hamlet.valid_to == end
    assert UnitEdge.objects.get(child=hamlet).valid_to == edge_ends


def test_a_unit_does_not_end_before_it_begins(country):
    with pytest.raises(ValidationError):
        unit("hamlet", "ap", "8", country.new_commune, valid_from=date(2026, 1, 2), valid_to=date(2026, 1, 2))


def test_one_open_version_and_one_open_edge_at_a_time(country):
    open_unit = country.new_commune
    with pytest.raises(IntegrityError):
        UnitVersion.objects.create(unit=open_unit, kind="xa", name="Khác", valid_from=date(2026, 1, 1))


# --- by code and day ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "name"), [(LONG_AGO, "Phước Ninh"), (LAST_OLD_DAY, "Phước Ninh"), (REFORM, "Mới")]
)
def test_a_code_used_again_means_the_unit_of_the_day(country, day, name):
    unit("commune", "xa", "Mới", country.new_province, code="25561", valid_from=REFORM)
    assert selectors.unit_by_code("25561", day).name == name


def test_an_unknown_code_says_whose_it_was_when(country):
    with pytest.raises(selectors.UnknownUnit) as unknown:
        selectors.unit_by_code("25561", REFORM)
    assert "Không có đơn vị nào mang mã 25561 vào ngày 01/07/2025" in str(unknown.value)
    assert "Xã Phước Ninh (từ 01/01/2000 đến trước 01/07/2025)" in str(unknown.value)
    with pytest.raises(selectors.UnknownUnit) as unknown:
        selectors.unit_by_code("99999", REFORM)
    assert "là của" not in str(unknown.value)


def test_a_code_is_asked_for_a_level_when_levels_share_it(country):
    province = unit("province", "tinh", "Cùng mã", code="25561", valid_from=LONG_AGO)
    assert selectors.unit_by_code("25561", LAST_OLD_DAY, "province") == province
    assert selectors.unit_by_code("25561", LAST_OLD_DAY, "commune") == country.commune


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, "chưa rõ ngày bắt đầu"),
        (None, REFORM, "đến trước 01/07/2025, chưa rõ ngày bắt đầu"),
        (REFORM, None, "từ 01/07/2025"),
        (LONG_AGO, REFORM, "từ 01/01/2000 đến trước 01/07/2025"),
    ],
)
def test_an_unknown_start_is_called_unknown(start, end, words):
    assert selectors.era_of(Unit(valid_from=start, valid_to=end)) == words


# --- the line -----------------------------------------------------------------------------------
def test_the_line_goes_from_the_province_down_to_the_unit(country):
    c = country
    assert selectors.line_of(c.self_managed_team) == [
        c.province,
        c.district,
        c.commune,
        c.hamlet,
        c.self_managed_team,
    ]
    assert selectors.line_of(c.new_hamlet) == [c.new_province, c.new_commune, c.new_hamlet]
    assert selectors.line_of(c.province) == [c.province]


@pytest.mark.parametrize(
    ("day", "there"), [(date(1999, 12, 31), False), (LONG_AGO, True), (LAST_OLD_DAY, True), (REFORM, False)]
)
def test_parents_and_children_are_those_of_the_day(country, day, there):
    assert selectors.parent_on(country.commune, day) == (country.district if there else None)
    children = [country.neighbour, country.commune] if there else []  # by name
    assert list(selectors.children_on(country.district, day)) == children
    assert list(selectors.communes_on(country.province, day)) == children
    assert list(selectors.communes_on(country.district, day)) == children
    own = [country.hamlet, country.other_hamlet, country.self_managed_team, country.other_self_managed_team]
    assert list(selectors.hamlets_of(country.commune, day)) == (own if there else [])


def test_the_communes_of_a_commune_are_itself(country):
    assert list(selectors.communes_on(country.commune, LAST_OLD_DAY)) == [country.commune]


# --- by name ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("phuoc ninh", {"commune"}),
        ("PHƯỚC", {"commune", "neighbour"}),
        ("xã phước mi", {"neighbour"}),
        ("25564", {"neighbour"}),
        ("huyen duong", {"district"}),
        ("ninh phuoc", {"commune"}),
        ("%", set()),
        ("", set()),
    ],
)
def test_units_are_found_by_name_without_accents_or_by_code(country, query, found):
    assert set(search(query, LAST_OLD_DAY, most=50)) == {getattr(country, name) for name in found}


def test_units_that_stand_on_the_day_come_first(country):
    old = unit("commune", "xa", "Thuận Lợi", country.district, valid_from=LONG_AGO, valid_to=REFORM)
    assert list(search("thuan loi", LAST_OLD_DAY, most=2)) == [old, country.new_commune]
    assert list(search("thuan loi", REFORM, most=2)) == [country.new_commune, old]


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("xa", "Phước Ninh", "xã Phước Ninh"),
        ("ap", "3", "ấp 3"),
        ("to-tu-quan", "Tổ tự quản số 4", "tổ tự quản số 4"),
        ("to-tu-quan", "số 4", "tổ tự quản số 4"),
    ],
)
def test_how_a_unit_is_named_inside_a_sentence(kind, name, words):
    assert full_name(kind, name) == words
    assert Unit(kind=kind, name=name).title == words[:1].upper() + words[1:]


def test_the_system_says_why_it_made_a_unit(country):
    assert AuditEntry.objects.filter(action="unit.create").first().actor_role == SYSTEM.audit_label


@pytest.mark.parametrize("name", MARKED)
def test_names_with_combining_marks_are_kept_and_found(country, name):
    made = unit("hamlet", "buon", normalize("NFD", name), country.commune, valid_from=date(2019, 1, 1))
    assert made.name == normalize("NFC", name)
    bare = fold(name).strip()
    for query in (name, normalize("NFD", name), name.lower(), bare, bare.upper(), f"buôn {name}"):
        assert made in search(query, date(2019, 12, 8), most=5), query
    with pytest.raises(ValidationError, match="đã có đơn vị tên này"):
        unit("hamlet", "buon", name.upper(), country.commune, valid_from=date(2019, 1, 1))
