"""The country's two eras load once, whole, and say what they do not know. One load for all: it takes seconds."""

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.db.models import Count, F, Q

from portal.core import clock
from portal.units.models import Succession, Unit, UnitEdge, UnitVersion
from portal.units.search import search
from portal.units.selectors import UnknownUnit, communes_on, era_of, line_of, parent_on, unit_by_code

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def load_units():
    said = io.StringIO()
    call_command("load_units", stdout=said)
    return said.getvalue()


def test_the_country_before_and_since_july_2025():
    with clock.pinned_to(date(2026, 11, 28)):
        said = load_units()
    assert "Đã nạp 14.158 đơn vị" in said
    # A full load reads as one, and what the tables do not say is counted.
    assert "liên kết kế thừa: nạp đủ 10.641\n" in said
    assert "chưa có đơn vị kế thừa trong bảng: 5 · thị trấn Mộc Châu (03979), xã Tân Hợp (03988)" in said
    assert "Huyện đảo chưa có đơn vị kế thừa trong bảng: 0\n" in said

    def count(level, day):
        return Unit.objects.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day), level=level
        ).count()

    levels = ("province", "district", "commune")
    assert [count(level, BEFORE) for level in levels] == [63, 696, 10035]
    assert [count(level, AFTER) for level in levels] == [34, 0, 3321]

    # Codes are used again: 18262 and 25531 mean another commune from one day to the next.
    for code, old, new, province in (
        ("18262", "Bùi La Nhân", "Đức Quang", "Hà Tĩnh"),
        ("25531", "Suối Ngô", "Tân Hòa", "Tây Ninh"),
    ):
        before, after = unit_by_code(code, BEFORE, "commune"), unit_by_code(code, AFTER, "commune")
        assert (before.name, after.name) == (old, new)
        assert Succession.objects.filter(predecessor=before, successor=after, on=AFTER).exists()
        assert [above.name for above in line_of(after)] == [province, new]
        assert len(line_of(before)) == 3
        assert "chưa rõ ngày bắt đầu" in era_of(before)
        assert era_of(after) == "từ 01/07/2025"

    # The older table is one snapshot: it holds for any day before, and nothing is backdated.
    assert unit_by_code("25531", date(1990, 1, 1), "commune").valid_from is None

    with pytest.raises(UnknownUnit) as unknown:
        unit_by_code("25561", AFTER, "commune")  # Phước Ninh became part of Cầu Khởi
    assert "25561 vào ngày 01/07/2025" in str(unknown.value)
    assert "Xã Phước Ninh (đến trước 01/07/2025, chưa rõ ngày bắt đầu)" in str(unknown.value)

    # Every commune is in a province, every unit ends its own line, every unit has one version.
    communes = Unit.objects.filter(level="commune")
    assert not communes.filter(Q(province=None) | Q(parent=None)).exists()
    assert not communes.filter(valid_to=None).exclude(district=None).exists()
    assert not communes.filter(valid_to=AFTER, district=None).exists()
    earlier = communes.filter(valid_to__lt=AFTER)
    assert earlier.count() == 9
    assert not communes.exclude(pk__in=earlier).exclude(commune=F("pk")).exists()
    renamed = Unit.objects.annotate(n=Count("versions")).exclude(n=1)
    assert (renamed.count(), set(renamed.values_list("n", flat=True))) == (45, {2})
    plain = UnitEdge.objects.filter(command_chain="administration")
    assert plain.filter(child__level="commune").count() == communes.count() + earlier.count()
    plain = plain.filter(child__level="commune", child__in=communes.exclude(pk__in=earlier))
    assert not plain.exclude(commune=F("child")).exists()
    _changes_of_2025_are_dated()
    _names_of_2026_have_their_day()
    # Police left the districts before administration did.
    commune, district = unit_by_code("25561", BEFORE), unit_by_code("707", BEFORE)
    for day, command, above in (
        (date(2025, 2, 28), "police", district),
        (date(2025, 3, 1), "police", district.province),
        (date(2025, 3, 1), "administration", district),
        (BEFORE, "administration", district),
    ):
        assert parent_on(commune, day, command) == above
    assert commune in communes_on(district, date(2025, 2, 28), "police")
    assert not communes_on(district, date(2025, 3, 1), "police").exists()
    assert commune in communes_on(district.province, date(2025, 3, 1), "police")
    assert commune in communes_on(district.province, date(2025, 3, 1))

    assert [unit.name for unit in search("buoi la nhan", BEFORE, most=5)] == []
    assert [unit.name for unit in search("bui la nhan", AFTER, most=5)] == ["Bùi La Nhân"]

    # Run again, it adds nothing; with something missing, it adds just that.
    with clock.pinned_to(date(2026, 11, 28)):
        _run_again()


def _run_again():
    counted = [model.objects.count() for model in (Unit, UnitVersion, UnitEdge, Succession)]
    said = load_units()
    assert "Đã nạp 0 đơn vị" in said
    assert "liên kết kế thừa: đã có đủ 10.641\n" in said
    assert [model.objects.count() for model in (Unit, UnitVersion, UnitEdge, Succession)] == counted
    # It protects itself, and its edge protects it.
    Unit.objects.filter(code="25531", valid_from=AFTER).update(commune=None)
    UnitEdge.objects.filter(child__code="25531", valid_from=AFTER).delete()
    unit_by_code("25531", AFTER, "commune").delete()
    assert "Đã nạp 1 đơn vị" in load_units()
    assert [model.objects.count() for model in (Unit, UnitVersion, UnitEdge, Succession)] == counted


def _changes_of_2025_are_dated():
    """What ended or was renamed in 2025 before the reform, or years before it, does not exist on its eve."""
    january, february, march = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)
    ward = unit_by_code("26929", BEFORE)
    assert (ward.title, unit_by_code("26935", date(2019, 6, 30))) == ("Phường 14", ward)
    assert [link.successor.name for link in ward.became.all()] == ["Bình Thạnh"]
    assert _called(ward) == [("26935", None, january), ("26929", january, AFTER)]
    town = unit_by_code("754", date(2025, 2, 28))
    assert [version.title for version in town.versions.order_by("valid_to")] == [
        "Thị xã Phú Mỹ",
        "Thành phố Phú Mỹ",
    ]
    assert unit_by_code("26707", march).kind == "phuong"
    for code in ("03751", "03898", "25174", "07693", "26935", "27361"):
        with pytest.raises(UnknownUnit):
            unit_by_code(code, BEFORE, "commune")
    # One code, two units: the thị trấn ended, the phường began.
    old, new = unit_by_code("03982", date(2025, 1, 31)), unit_by_code("03982", february)
    assert (old.title, old.valid_to, new.title, new.valid_from) == (
        "Thị trấn NT Mộc Châu",
        february,
        "Phường Thảo Nguyên",
        february,
    )
    assert [(link.successor, link.extent) for link in old.became.all()] == [(new, "part")]
    # What ended lies in what it became wholly; where the table names no such unit, the district sees it.
    absorbed, into = unit_by_code("03898", date(2025, 1, 31)), unit_by_code("03910", BEFORE)
    assert (absorbed.commune, parent_on(absorbed, february), absorbed.parent) == (into, into, into)
    assert (old.commune, parent_on(old, february).title) == (None, "Thị xã Mộc Châu")
    # Sources that name a successor are heard, and who was never rearranged is no part.
    for code, became in (
        ("01651", [("01648", "whole")]),
        ("02482", [("02494", "whole")]),
        ("00919", [("00919", "whole")]),
    ):
        links = unit_by_code(code, BEFORE, "commune").became
        assert list(links.values_list("successor__code", "extent")) == became
    parts = unit_by_code("00556", BEFORE, "commune").became.order_by("successor__code")
    assert list(parts.values_list("successor__code", "extent")) == [("00541", "part"), ("00562", "part")]
    single = Succession.objects.filter(on=AFTER).values("predecessor").annotate(n=Count("pk")).filter(n=1)
    assert not Succession.objects.filter(
        on=AFTER, extent="part", predecessor__in=single.values("predecessor")
    ).exists()
    # Every đặc khu has an origin: five were districts without communes.
    zones = Unit.objects.filter(kind="dac-khu")
    assert zones.count() == 13
    assert not zones.filter(came_from=None).exists()
    assert unit_by_code("755", BEFORE).became.get().successor == unit_by_code("26732", AFTER)
    # Two cities among the districts, once read as "thị xã Phố …".
    assert [unit_by_code(code, BEFORE).title for code in ("058", "450")] == [
        "Thành phố Bắc Kạn",
        "Thành phố Đồng Hới",
    ]


def _names_of_2026_have_their_day():
    commune = unit_by_code("26368", AFTER, "commune")
    assert commune.title == "Phường Long Thành"
    assert [version.title for version in commune.versions.order_by("valid_from")] == [
        "Xã Long Thành",
        "Phường Long Thành",
    ]
    city = unit_by_code("75", AFTER, "province")
    assert Unit.objects.filter(province=city, level="commune", kind="phuong").count() == 33
    wards = UnitVersion.objects.filter(legal_act="Nghị quyết 237/NQ-UBTVQH16")
    assert set(wards.values_list("kind", "valid_from")) == {("phuong", date(2026, 4, 30))}
    assert wards.count() == 10
    assert [unit.title for unit in search("xa long thanh", AFTER, most=20) if unit.code == "26368"]


def _called(unit):
    return list(unit.versions.order_by("valid_to").values_list("code", "valid_from", "valid_to"))
