"""Bad input gets a clear message that says what to do; nothing half-done stays, nothing typed is lost."""

import uuid

import pytest
from django.urls import reverse

from portal.core import clock
from reports.services import issue_report
from tests.architecture.world import client_of
from tests.factories import people, rows
from tips.models import Tip, TipTransition

pytestmark = pytest.mark.django_db
WORDS = "Có người lạ vòng quanh chợ lúc nửa đêm"


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


@pytest.fixture
def browser(officer):
    return client_of(officer)


def tip_form(country, **changes) -> dict:
    return {
        "key": str(uuid.uuid4()),
        "category": "theft",
        "summary": WORDS,
        "unit": country.hamlet.public_id,
        "received_at": "2019-12-08T09:00",
        "channel": "phone",
        "urgency": "normal",
        "about_police": "no",
    } | changes


def tips():
    return Tip.objects.unscoped("test")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"received_at": "2019-12-09T09:00"}, "còn ở phía trước"),
        ({"received_at": "không rõ"}, "Chưa đọc được ngày giờ này"),
        ({"unit": "0" * 12}, "Lựa chọn này không có ở đây"),
        ({"category": ""}, "Chưa trả lời"),
        ({"summary": "  "}, "Chưa trả lời"),
        ({"summary": "x" * 2001}, "2000"),
        ({"informant_name": "Người lạ vòng"}, "đang có tên hoặc số điện thoại người báo"),
        (
            {"informant_phone": "0912 345 678", "summary": WORDS + " gọi 0912345678"},
            "đang có tên hoặc số điện thoại người báo",
        ),
    ],
)
def test_a_tip_that_does_not_fit_is_explained_and_kept_in_the_form(country, browser, changes, says):
    given = tip_form(country, **changes)
    response = browser.post(reverse("tips:new"), given)
    page = response.content.decode()
    assert response.status_code == 200
    assert says in page
    assert given["summary"].strip() in page
    assert not tips().exists()


def test_a_place_of_the_neighbours_is_no_choice(country, browser):
    response = browser.post(reverse("tips:new"), tip_form(country, unit=country.neighbour_hamlet.public_id))
    assert response.status_code == 200
    assert not tips().exists()


def test_the_same_form_sent_twice_makes_one_tip(country, browser):
    given = tip_form(country)
    first, second = (browser.post(reverse("tips:new"), given) for _time in range(2))
    assert first.url == second.url
    assert tips().count() == 1


def test_of_two_people_on_one_tip_the_second_is_told_and_may_go_on(country, officer, browser):
    tip = rows.tip(country.hamlet, by=officer)
    url = reverse("tips:transition", args=[tip.public_id, "void"])
    colleague = people.officer(country.commune)
    rows.transition(tip, "classify", by=colleague)

    note = "Trùng với tin hôm qua"
    response = browser.post(url, {"version": 1, "note": note})
    page = response.content.decode()
    assert "Người khác vừa cập nhật" in page
    assert f"Bước gần nhất: Phân loại · {colleague.user.full_name}" in page
    assert note in page
    assert 'name="version" value="2"' in page
    assert tips().get().state == "classified"
    assert TipTransition.objects.unscoped("test").filter(name="void").count() == 0

    assert browser.post(url, {"version": 2, "note": note}).status_code == 302
    assert tips().get().state == "void"


def test_a_move_that_is_over_is_refused_with_the_reason(country, officer, browser):
    tip = rows.tip_in("closed", country.hamlet, by=officer)
    url = reverse("tips:transition", args=[tip.public_id, "resolve"])
    refused = browser.get(url)
    assert refused.status_code == 403
    assert "Tải lại trang" in refused.content.decode()
    sent = browser.post(url, {"version": tip.version, "outcome": "helped", "note": "Viết dở dang"})
    assert "Viết dở dang" in sent.content.decode()


def test_an_issued_report_edited_again_says_so_and_keeps_what_was_typed(country, officer, browser):
    report = rows.report(country.commune, by=officer)
    frozen = issue_report(by=officer, report=report, version=report.version).content_hash
    url = reverse("reports:edit", args=[report.public_id])
    response = browser.post(url, {"version": 1, "situation": "Câu viết sau khi đã gửi"})
    page = response.content.decode()
    assert "đã khóa" in page
    assert "Câu viết sau khi đã gửi" in page
    report.refresh_from_db()
    assert (report.content_hash, report.narrative) == (frozen, {})


def test_a_number_already_used_is_refused(country, officer, browser):
    first = rows.report(country.commune, "2019-10", by=officer)
    issue_report(by=officer, report=first, version=1, number=7)
    second = rows.report(country.commune, "2019-11", by=officer)
    page = browser.post(
        reverse("reports:issue", args=[second.public_id]), {"version": 1, "number": 7, "without": "on"}
    )
    assert "07/BC-BCĐ đã dùng" in page.content.decode()
    second.refresh_from_db()
    assert second.state == "draft"


@pytest.mark.parametrize(
    ("period", "says"), [("2019-13", "không đúng"), ("", "không đúng"), ("2020-03", "chưa bắt đầu")]
)
def test_a_period_that_cannot_be_reported_is_explained(browser, period, says):
    response = browser.post(reverse("reports:begin"), {"period": period}, follow=True)
    assert says in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "chi-tieu=no.such",
        "chi-tieu=tips.received",
        "chi-tieu=tips.received&don-vi=x&tu=2019-01-01&den=2019-12-31",
        "chi-tieu=tips.received&don-vi={unit}&tu=2019-01-01&den=2019-02-31",
        "chi-tieu=groups.all&don-vi={unit}&tu=2019-01-01&den=2019-12-31",
    ],
)
def test_a_figure_that_does_not_exist_is_not_found(country, browser, query):
    path = "/tin-bao/?" + query.format(unit=country.commune.public_id)
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize("cursor", ["rác", "WyIyMDE5Il0:1abc:xyz", ""])
def test_a_broken_page_mark_gives_the_first_page(country, browser, cursor):
    tip = rows.tip(country.hamlet)
    page = browser.get("/tin-bao/", {"sau": cursor, "truoc": cursor})
    assert reverse("tips:detail", args=[tip.public_id]) in page.content.decode()


def test_a_group_link_that_is_not_zalos_is_explained(country, browser):
    given = {
        "key": str(uuid.uuid4()),
        "unit": country.hamlet.public_id,
        "name": "Nhóm ấp 1",
        "kind": "hamlet",
        "opened_on": "2019-12-01",
        "join_link": "https://zalo.me.evil.example/g/abc",
    }
    page = browser.post(reverse("groups:new"), given).content.decode()
    assert "Link tham gia nhóm" in page
    assert "zalo.me.evil.example" in page


def test_the_clock_of_a_story_stays_in_its_session(country, officer, browser):
    """A session without a story works on the real day, even in the demo."""
    with clock.pinned_to(None):
        assert browser.get("/").status_code == 200
