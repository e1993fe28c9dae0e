"""What an earlier edition of the national tables loaded is put right by loading again."""

from datetime import date

import pytest

from portal.core import clock
from portal.units.models import Succession, Unit, UnitEdge
from portal.units.national import corrections, names
from portal.units.national.gaps import gaps
from portal.units.national.rows import NEWER, OLDER, REFORM, new_names, read, unit_rows
from tests.factories.units import unit

pytestmark = pytest.mark.django_db
FEBRUARY = date(2025, 2, 1)


@pytest.fixture
def loaded():
    """A province with a district and communes as an earlier edition had loaded them: all until 30 June 2025."""
    days = {"valid_from": None, "valid_to": REFORM}
    province = unit("province", "tinh", "Sơn La", code="14", **days)
    district = unit("district", "huyen", "Phù Yên", province, code="122", **days)
    made = {
        code: unit("commune", kind, name, district, code=code, **days)
        for code, kind, name in (
            ("03898", "thi-tran", "Phù Yên"),
            ("03910", "xa", "Quang Huy"),
            ("25174", "xa", "Mỹ Lâm"),
            ("25177", "xa", "Tư Nghĩa"),
            ("26935", "phuong", "14"),
        )
    }
    return made | {"district": district, "province": province}


def test_wards_get_their_codes_and_what_ended_years_ago_goes_unless_something_hangs_on_it(loaded):
    unit("hamlet", "ap", "1", loaded["25177"])
    corrections.withdraw()
    assert Unit.objects.get(pk=loaded["26935"].pk).code == "26929"
    assert list(loaded["26935"].versions.values_list("code", flat=True)) == ["26929"]
    assert not Unit.objects.filter(code="25174").exists()
    kept = Unit.objects.get(code="25177")
    assert (kept.commune, kept.parent, kept.edges.count()) == (kept, loaded["district"], 1)


def test_what_ended_in_2025_ends_then_and_lies_in_what_it_became(loaded):
    old, into = loaded["03898"], loaded["03910"]
    Succession.objects.create(predecessor=old, successor=into, on=FEBRUARY, extent="whole")
    corrections.withdraw()
    old.refresh_from_db()
    assert (old.valid_to, old.versions.get().valid_to) == (FEBRUARY, FEBRUARY)
    for _twice in range(2):
        corrections.attach_ended({("commune", "03898", None): old})
    edges = UnitEdge.objects.filter(child=old).order_by("valid_to")
    assert list(edges.values_list("parent__code", "commune__code", "valid_from", "valid_to")) == [
        ("122", "03898", None, FEBRUARY),
        ("03910", "03910", FEBRUARY, REFORM),
    ]
    old.refresh_from_db()
    assert (old.parent, old.commune) == (into, into)


def test_a_name_is_dated_once_and_what_somebody_renamed_since_is_left_alone(loaded):
    one = loaded["03910"]
    known = {("commune", "03910", None): one}
    assert names.apply(known, "names_before_2025-07-01.csv") == 1
    assert names.apply(known, "names_before_2025-07-01.csv") == 0
    assert [(version.title, version.valid_to) for version in one.versions.order_by("valid_to")] == [
        ("Xã Quang Huy", FEBRUARY),
        ("Thị trấn Quang Huy", REFORM),
    ]
    one.refresh_from_db()
    assert (one.title, one.search) == (
        "Thị trấn Quang Huy",
        " thi tran quang huy 03910 3910  xa quang huy 03910 ",
    )


@pytest.mark.parametrize(
    ("today", "title"), [("2026-04-29", "Xã Long Thành"), ("2026-04-30", "Phường Long Thành")]
)
def test_a_name_of_2026_waits_for_its_day(today, title):
    province = unit("province", "tinh", "Đồng Nai", code="75", valid_from=REFORM)
    made = unit("commune", "xa", "Long Thành", province, code="26368", valid_from=REFORM)
    with clock.pinned_to(date.fromisoformat(today)):
        names.apply({("commune", "26368", REFORM): made}, "names_since_2025-07-01.csv", until=clock.today())
    made.refresh_from_db()
    assert made.title == title


def test_gaps_are_counted(loaded):
    island = unit("district", "huyen", "Cồn Cỏ", loaded["province"], code="471", valid_to=REFORM)
    whole = loaded["03910"]
    Succession.objects.create(predecessor=loaded["03898"], successor=whole, on=FEBRUARY, extent="whole")
    found = gaps()
    assert [one.code for one in found.communes] == ["03910", "25174", "25177", "26935"]
    assert found.districts == [island]
    province = unit("province", "tinh", "Quảng Trị", code="44", valid_from=REFORM)
    zone = unit("commune", "dac-khu", "Cồn Cỏ", province, code="19742", valid_from=REFORM)
    Succession.objects.create(predecessor=island, successor=zone, on=REFORM, extent="whole")
    assert gaps().districts == []


def test_the_files_agree_with_each_other():
    older = {(row.level, row.code): row for row in unit_rows(OLDER) if row.end == REFORM}
    newer = {(row.level, row.code): row for row in unit_rows(NEWER)}
    for new in new_names("names_before_2025-07-01.csv"):
        row = older[new.level, new.code]
        assert (row.kind, row.name) == new.becomes != (*new.was, new.was_code)
    for new in new_names("names_since_2025-07-01.csv"):
        row = newer[new.level, new.code]
        assert (row.kind, row.name) == new.was != new.becomes
    linked = {row["old_commune_code"] for row in read("succession_2025-07-01.csv")}
    assert linked == {code for level, code in older if level == "commune"}
    assert {row["new_commune_code"] for row in read("succession_2025-07-01.csv")} <= {
        code for _level, code in newer
    }
