"""The country's two eras load once, whole, and say what they do not know. One load for all: it takes seconds."""

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.db.models import Count, F, Q

from portal.hierarchy.models import Succession, Unit, UnitEdge, UnitVersion
from portal.hierarchy.search import search
from portal.hierarchy.selectors import UnknownUnit, chain, communes_on, era_of, parent_on, unit_by_code

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def load_units():
    said = io.StringIO()
    call_command("load_units", stdout=said)
    return said.getvalue()


def test_the_country_before_and_since_july_2025():
    assert "Đã nạp 14165 đơn vị" in load_units()

    def count(level, day):
        return Unit.objects.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day), level=level
        ).count()

    levels = ("province", "district", "commune")
    assert [count(level, BEFORE) for level in levels] == [63, 696, 10051]
    assert [count(level, AFTER) for level in levels] == [34, 0, 3321]

    # Codes are used again: 18262 and 25531 mean another commune from one day to the next.
    for code, old, new, province in (
        ("18262", "Bùi La Nhân", "Đức Quang", "Hà Tĩnh"),
        ("25531", "Suối Ngô", "Tân Hòa", "Tây Ninh"),
    ):
        before, after = unit_by_code(code, BEFORE, "commune"), unit_by_code(code, AFTER, "commune")
        assert (before.name, after.name) == (old, new)
        assert Succession.objects.filter(predecessor=before, successor=after, on=AFTER).exists()
        assert [above.name for above in chain(after)] == [province, new]
        assert len(chain(before)) == 3
        assert "chưa rõ ngày bắt đầu" in era_of(before)
        assert era_of(after) == "từ 01/07/2025"

    # The older table is one snapshot: it holds for any day before, and nothing is backdated.
    assert unit_by_code("25531", date(1990, 1, 1), "commune").valid_from is None

    with pytest.raises(UnknownUnit) as unknown:
        unit_by_code("25561", AFTER, "commune")  # Phước Ninh became part of Cầu Khởi
    assert "25561 vào ngày 01/07/2025" in str(unknown.value)
    assert "Xã Phước Ninh (đến trước 01/07/2025, chưa rõ ngày bắt đầu)" in str(unknown.value)

    # Every commune stands in a province, every unit ends its own line, every unit has one version.
    communes = Unit.objects.filter(level="commune")
    assert not communes.exclude(commune=F("pk")).exists()
    assert not communes.filter(Q(province=None) | Q(parent=None)).exists()
    assert not communes.filter(valid_to=None).exclude(district=None).exists()
    assert not communes.filter(valid_to=AFTER, district=None).exists()
    assert not Unit.objects.annotate(n=Count("versions")).exclude(n=1).exists()
    plain = UnitEdge.objects.filter(chain="administration")
    assert plain.filter(child__level="commune").count() == communes.count()
    assert not plain.filter(child__level="commune").exclude(commune=F("child")).exists()
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
    counted = [model.objects.count() for model in (Unit, UnitVersion, UnitEdge, Succession)]
    assert "Đã nạp 0 đơn vị" in load_units()
    assert [model.objects.count() for model in (Unit, UnitVersion, UnitEdge, Succession)] == counted
    # It protects itself, and its edge protects it.
    Unit.objects.filter(code="25531", valid_from=AFTER).update(commune=None)
    UnitEdge.objects.filter(child__code="25531", valid_from=AFTER).delete()
    unit_by_code("25531", AFTER, "commune").delete()
    assert "Đã nạp 1 đơn vị" in load_units()
    assert [model.objects.count() for model in (Unit, UnitVersion, UnitEdge, Succession)] == counted
