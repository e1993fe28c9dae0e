"""Pages of the yearly assessment: the list of a year, registering, a sheet, and what a province reads."""

import re
from datetime import date

import pytest
from django.test import Client

from portal.core import clock
from portal.steering.choices import SheetStage
from portal.steering.models import AssessmentSheet, CriterionMark
from tests.factories import people, rows
from tests.factories.assessments import decided, judged, proposed, recognised, rules_since_long_ago, sheet
from tests.factories.rows import group
from tests.factories.units import unit
from tests.steering.assessments.conftest import at_noon

pytestmark = pytest.mark.django_db
LIST = "/ban-chi-dao/an-toan-antt/"


@pytest.fixture
def officer(november):
    return people.officer(november.new_commune)


def client_of(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def page(client, url, **query) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def names_in(text) -> set[str]:
    """The subjects that a list shows."""
    return set(re.findall(r'data-label="Tên"> <(?:a [^>]*|span)>([^<]+)</', text))


def test_each_figure_opens_exactly_the_rows_it_counts(november, officer):
    commune, client = november.new_commune, client_of(officer)
    recognised(november.new_hamlet)
    for name in ("Trạm Y tế", "Bưu điện"):
        sheet(rows.body(commune, "agency", name=name))
    rows.body(commune, "agency", name="Kho bạc")
    rows.body(commune, "enterprise", name="Xưởng cưa")
    rows.body(commune, "school", name="Trường mầm non", school_level="preschool")
    text = page(client, LIST)
    assert names_in(text) == {
        "Ấp Thuận Tiến",
        "Trạm Y tế",
        "Bưu điện",
        "Kho bạc",
        "Xưởng cưa",
        "Trường mầm non",
    }
    shares = text[: text.index('id="rows-title"')]
    linked = {
        (url, number)
        for url, number in re.findall(r'<a[^>]* href="([^"]*(?:loai|xem)=[^"]*)">\s*(\d+)', shares)
    }
    found = {}
    for url, number in linked:
        shown = names_in(page(client, url.replace("&amp;", "&")))
        assert len(shown) == int(number)
        query = re.search(r"loai=([a-z]+)(?:&amp;|&)xem=([a-z-]+)", url)
        found[query.groups()] = shown
    assert found == {
        ("area", "dung-han"): {"Ấp Thuận Tiến"},
        ("area", "thuoc-dien"): {"Ấp Thuận Tiến"},
        ("area", "cong-nhan"): {"Ấp Thuận Tiến"},
        ("agency", "dung-han"): {"Trạm Y tế", "Bưu điện"},
        ("agency", "thuoc-dien"): {"Trạm Y tế", "Bưu điện", "Kho bạc"},
        ("enterprise", "chua-ro"): {"Xưởng cưa"},
        ("school", "khong-xet"): {"Trường mầm non"},
    }


def test_who_is_not_liable_stands_apart_with_the_reason(november, officer):
    rows.body(november.new_commune, "enterprise", name="Quán nhỏ", enterprise_size="micro")
    text = page(client_of(officer), LIST)
    apart = text[text.index("Không tính vào tổng số") :]
    assert "Quán nhỏ" in apart
    assert "Doanh nghiệp siêu nhỏ được trừ." in apart


def test_a_year_before_the_circular_says_so(country):
    text = page(client_of(people.officer(country.commune)), LIST)
    assert "Năm 2019 chưa có bộ tiêu chí" in text


@pytest.mark.parametrize("year", ["2026", "2020", "x", "２０２５"])
def test_a_year_that_is_not_offered_is_not_found(november, officer, year):
    client = client_of(officer)
    assert client.get(LIST, {"nam": year}).status_code == 404
    offered = set(re.findall(r"[?;]nam=([^&\"]*)", page(client, LIST)))
    assert offered == {"2021", "2022", "2023", "2024", "2025"}


def test_many_are_registered_at_once_and_taken_back(november, officer):
    client = client_of(officer)
    station = rows.body(november.new_commune, "agency", name="Trạm Y tế")
    assert 'value="' + station.public_id in page(client, LIST + "dang-ky/")
    typed = {"subjects": [station.public_id, november.new_hamlet.public_id], "on": "01/03/2025"}
    refused = client.post(LIST + "dang-ky/", typed)
    assert "Đã quá thời hạn công nhận (14/11/2025)" in refused.content.decode()
    assert not AssessmentSheet.objects.unscoped("test").exists()
    answer = client.post(LIST + "dang-ky/", typed | {"late": "on"}, follow=True)
    text = answer.content.decode()
    assert "Đã ghi đăng ký của 2 nơi." in text
    fields = re.findall(r'name="sheet" value="([^"]+)"', text)
    assert len(fields) == 2
    client.post(LIST + "bo-dang-ky/", {"sheet": fields, "late": "on"})
    made = AssessmentSheet.objects.unscoped("test")
    assert {row.stage for row in made} == {SheetStage.UNREGISTERED}


def test_a_sheet_is_judged_proposed_and_decided(november, officer):
    client, made = client_of(officer), sheet(rows.body(november.new_commune, "agency", name="Trạm Y tế"))
    url = f"{LIST}{made.public_id}/"
    assert "Chưa đánh giá" in page(client, url)
    said = dict.fromkeys(("plan", "model", "cases", "guard", "parts"), "met")
    client.post(url + "danh-gia/", said | {"version": "1", "plan_note": "Kế hoạch 05 ngày 10/01/2025"})
    text = page(client, url)
    assert f"{officer.user.full_name} đánh giá lúc 12:00 18/11/2025" in text
    assert "Kế hoạch 05 ngày 10/01/2025" in text
    client.post(url + "de-nghi/", {"version": "2", "on": "16/11/2025"})
    answer = client.post(
        url + "ket-qua/",
        {"version": "3", "outcome": "recognised", "on": "18/11/2025", "code": "31/QĐ-UBND"},
        follow=True,
    )
    assert "Đã ghi kết quả xét." in answer.content.decode()
    made.refresh_from_db()
    assert (made.stage, made.decision_code) == (SheetStage.RECOGNISED, "31/QĐ-UBND")
    client.post(url + "mo-lai/")
    client.post(url + "rut-de-nghi/")
    made.refresh_from_db()
    assert made.stage == SheetStage.REGISTERED


def test_what_was_typed_stays_when_it_is_refused(november, officer):
    client, made = client_of(officer), sheet(november.new_hamlet)
    url = f"{LIST}{made.public_id}/danh-gia/"
    answer = client.post(url, {"version": "1", "crime": "not-met", "crime_note": "Hai vụ trộm"})
    text = answer.content.decode()
    assert "Đánh dấu vào ô này nếu vẫn ghi" in text
    assert 'value="Hai vụ trộm"' in text
    assert not CriterionMark.objects.exists()


def test_recognising_with_a_criterion_that_failed_is_refused_with_the_reason(november, officer):
    made = proposed(judged(sheet(november.new_hamlet), failed=["crime"]))
    answer = client_of(officer).post(
        f"{LIST}{made.public_id}/ket-qua/",
        {"version": made.version, "outcome": "recognised", "on": "18/11/2025", "late": "on"},
    )
    assert "Có tiêu chí không đạt." in answer.content.decode()


def test_what_the_portal_knows_is_a_proposal_with_its_rows_and_ticks_nothing(november, officer):
    group(november.new_hamlet, opened_on=date(2025, 8, 1))
    rows.tip(november.new_hamlet, category="theft", received_at=at_noon(date(2025, 9, 1)))
    rows.tip(november.new_hamlet, category="theft", received_at=at_noon(date(2024, 9, 1)))
    made = sheet(november.new_hamlet)
    text = page(client_of(officer), f"{LIST}{made.public_id}/")
    assert re.search(
        r"Tội phạm, tệ nạn xã hội: <a href=[^>]*chi-tieu=tips.field.crime[^>]*><strong>1</strong>", text
    )
    assert "kỳ xét trước 1" in text
    assert "Gợi ý: đạt" in text
    assert 'value="met" checked' not in text
    own = sheet(november.new_commune)
    assert re.search(
        r"Tổng số nhóm Zalo: <a [^>]*><strong>1</strong>", page(client_of(officer), f"{LIST}{own.public_id}/")
    )


def test_the_commune_s_own_sheet_shows_its_shares(november, officer):
    recognised(november.new_hamlet)
    own = sheet(november.new_commune)
    text = page(client_of(officer), f"{LIST}{own.public_id}/")
    assert "Cổng tính: tỷ lệ hiện đạt." in text


@pytest.mark.parametrize("step", ["danh-gia", "ket-qua"])
def test_a_sheet_that_is_decided_on_asks_for_nothing_more_until_it_is_opened_again(november, officer, step):
    made = decided(proposed(judged(sheet(november.new_hamlet))))
    client = client_of(officer)
    with clock.pinned_to(at_noon(date(2025, 12, 8))):
        assert "Ghi tiếp thì phải xác nhận" not in page(client, f"{LIST}{made.public_id}/")
        answer = client.get(f"{LIST}{made.public_id}/{step}/")
    assert answer.status_code == 403
    assert "Muốn sửa thì mở lại trước" in answer.content.decode()


def test_once_the_year_is_over_it_is_read_only(november, officer):
    made = decided(proposed(judged(sheet(november.new_hamlet))))
    with clock.pinned_to(at_noon(date(2026, 1, 2))):
        client = client_of(officer)
        text = page(client, f"{LIST}{made.public_id}/")
        assert "Năm 2025 đã qua nên chỉ xem" in text
        assert "Mở lại" not in text
        assert "Ghi đăng ký" not in page(client, LIST, nam="2025")


def test_a_province_reads_the_shares_of_its_communes_and_changes_nothing(november):
    recognised(november.new_hamlet)
    beside = unit(
        "commune", "xa", "Đồng Tâm", november.new_province, code="25390", valid_from=date(2025, 7, 1)
    )
    client = client_of(people.officer(november.new_province))
    text = page(client, LIST)
    assert re.findall(r'nam=2025">([^<]+)</a>', text) == ["Xã Đồng Tâm", "Xã Thuận Lợi"]
    assert "đăng ký 1/1 (100%)" in text
    own = page(client, LIST, **{"don-vi": november.new_commune.public_id})
    assert names_in(own) == {"Ấp Thuận Tiến"}
    assert "Ghi đăng ký" not in own
    made = AssessmentSheet.objects.unscoped("test").get()
    assert "Mở lại" not in page(client, f"{LIST}{made.public_id}/")
    assert client.post(f"{LIST}{made.public_id}/mo-lai/").status_code == 403
    assert client.get(LIST, {"don-vi": november.commune.public_id}).status_code == 404
    assert beside.public_id in text


def test_a_neighbour_s_sheet_does_not_exist(november):
    made = sheet(november.new_hamlet)
    own, stranger = (
        client_of(people.officer(november.new_commune)),
        client_of(people.officer(november.province)),
    )
    for url, query in (
        (f"{LIST}{made.public_id}/", {}),
        (LIST, {"don-vi": november.new_commune.public_id}),
    ):
        assert "Ấp Thuận Tiến" in page(own, url, **query)
        answer = stranger.get(url, query)
        assert answer.status_code == 404
        assert "Ấp Thuận Tiến" not in answer.content.decode()


def test_a_sheet_of_earlier_rules_is_read_by_the_criteria_of_its_own_year(country):
    rules_since_long_ago()
    made = judged(sheet(country.hamlet))
    text = page(client_of(people.officer(country.commune)), f"{LIST}{made.public_id}/")
    assert text.count('class="criterion"') == 5
