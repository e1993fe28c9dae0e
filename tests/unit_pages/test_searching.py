"""Every result says its era, where it lay and what it is today; a code of two eras says that it means two units."""

import pytest
from django.urls import reverse

from portal.core import clock
from portal.units.models import Succession
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.rows import at
from tests.factories.units import REFORM, unit

pytestmark = pytest.mark.django_db


def results(actor, query, **more):
    response = client_of(actor).get(reverse("units:home"), {"q": query, **more})
    assert response.status_code == 200
    return response


def shown(response) -> list[tuple]:
    return [
        (result.unit.full_name, result.above, result.era, result.today)
        for result in response.context["found"]
    ]


@pytest.fixture
def officer(reformed):
    """Someone of today, after the reform."""
    with clock.pinned_to(at("2025-12-08")):
        yield people.officer(reformed.commune)


def test_an_old_unit_says_where_it_lay_then_and_what_it_is_now(officer):
    assert shown(results(officer, "phuoc ninh")) == [
        (
            "xã Phước Ninh",
            "huyện Dương Minh Châu, tỉnh Tây Ninh",
            "từ 01/01/2000 đến trước 01/07/2025",
            "nay là xã Cầu Khởi",
        )
    ]
    assert [row[3] for row in shown(results(officer, "phuoc minh"))] == ["nay thuộc xã Cầu Khởi"]
    assert [row[3] for row in shown(results(officer, "cau khoi"))] == [""]
    assert [row[3] for row in shown(results(officer, "duong minh chau"))] == ["chưa rõ nay là đơn vị nào"]


def test_what_went_to_several_names_them_all(reformed, officer):
    Succession.objects.create(
        predecessor=reformed.old.neighbour, successor=reformed.old.new_commune, on=REFORM, extent="part"
    )
    assert [row[3] for row in shown(results(officer, "phuoc minh"))] == [
        "nay thuộc xã Cầu Khởi, xã Thuận Lợi"
    ]


def test_a_successor_that_ended_itself_is_followed_to_the_one_that_stands(reformed, officer):
    later = unit(
        "commune", "phuong", "Cầu Khởi", reformed.province, code="25999", valid_from=at("2025-10-01").date()
    )
    type(reformed.commune).objects.filter(pk=reformed.commune.pk).update(valid_to=at("2025-10-01").date())
    Succession.objects.create(
        predecessor=reformed.commune, successor=later, on=at("2025-10-01").date(), extent="whole"
    )
    assert [row[3] for row in shown(results(officer, "phuoc ninh"))] == ["nay là phường Cầu Khởi"]


def test_before_the_day_the_new_unit_is_not_there_yet_and_the_old_one_stands(reformed):
    officer = people.officer(reformed.old.commune)
    assert [row[3] for row in shown(results(officer, "cau khoi"))] == ["chưa có vào ngày này"]
    assert [row[3] for row in shown(results(officer, "phuoc ninh"))] == [""]


@pytest.mark.parametrize(("day", "first"), [("2025-06-30", "Phước Ninh"), ("2025-07-01", "Đức Quang")])
def test_a_code_of_two_eras_shows_both_and_says_so(reformed, day, first):
    unit("commune", "xa", "Đức Quang", reformed.province, code="25561", valid_from=REFORM)
    with clock.pinned_to(at(day)):
        where = reformed.old.commune if day < "2025-07-01" else reformed.commune
        response = results(people.officer(where), "25561")
    names = [result.unit.name for result in response.context["found"]]
    assert sorted(names) == ["Phước Ninh", "Đức Quang"]
    assert names[0] == first
    assert "Mã 25561 là của hai đơn vị, mỗi thời kỳ một." in response.content.decode()


def test_a_code_of_one_unit_says_nothing_more(officer):
    response = results(officer, "25561")
    assert response.context["same_code"] == ""


def test_a_long_answer_is_cut_and_says_so(reformed, officer):
    for number in range(50):
        unit("hamlet", "ap", f"Bàu {number}", reformed.commune, valid_from=REFORM)
    assert "Còn nữa" not in results(officer, "bau").content.decode()
    unit("hamlet", "ap", "Bàu 50", reformed.commune, valid_from=REFORM)
    response = results(officer, "bau")
    assert len(response.context["found"]) == 50
    assert "Còn nữa" in response.content.decode()


def test_words_inside_names_are_found_after_names_that_begin_so(reformed, officer):
    unit("hamlet", "ap", "Ninh Hòa", reformed.commune, valid_from=REFORM)
    names = [row[0] for row in shown(results(officer, "ninh"))]
    assert names[0] == "ấp Ninh Hòa"
    assert "xã Phước Ninh" in names


def test_nothing_found_says_what_to_do(officer):
    assert "Không tìm thấy đơn vị nào" in results(officer, "khong co dau").content.decode()


def test_without_words_it_is_ones_own_unit(reformed, officer):
    response = client_of(officer).get(reverse("units:home"), {"q": "  "})
    assert response.url == reverse("units:detail", args=[reformed.commune.public_id])
