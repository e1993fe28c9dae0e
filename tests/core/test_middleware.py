"""Only requests as our own pages make them reach a view; signed in or not, nothing else does."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.core.middleware import METHODS
from tests.architecture.world import client_of
from tests.factories import people, rows
from tips.models import Tip

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(country):
    return client_of(people.officer(country.commune))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_pages_are_read_and_forms_sent_and_nothing_third(country, method):
    """A view asks "is it a POST?": by another method it would show what its check of a GET refuses."""
    district = client_of(people.officer(country.district))
    page = reverse("tips:transition", args=[rows.tip(country.hamlet).public_id, "assign"])
    answer = district.generic(method, page)
    assert answer.status_code == 405
    assert answer.content == b""
    assert answer["Allow"] == ", ".join(METHODS)


def test_an_address_for_forms_opened_as_a_page_says_so(browser):
    answer = browser.get(reverse("signin:end-session"))
    assert answer.status_code == 405
    assert "POST" in answer["Allow"]
    assert "chỉ dùng khi bấm nút" in answer.content.decode()
    assert answer["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_move_of_another_desk_is_refused_however_it_is_asked_for(country, method):
    district = client_of(people.officer(country.district))
    tip = rows.tip(country.hamlet)
    page = reverse("tips:transition", args=[tip.public_id, "assign"])
    assert getattr(district, method)(page).status_code == 403
    tip.refresh_from_db()
    assert (tip.state, tip.version) == ("new", 1)


@pytest.mark.parametrize(
    "ask",
    [
        lambda browser: browser.get("/tin-bao/", {"q": "xe\0"}),
        lambda browser: browser.get("/tin-bao/abc%00def/"),
        lambda browser: browser.get("/dia-ban/chon/", {"don-vi": "\0"}),
        lambda browser: browser.post("/tin-bao/ghi/", {"summary": "a\0b"}),
        lambda browser: browser.post("/tai-khoan/dang-nhap/ket-thuc/", {"session": "\0"}),
    ],
    ids=["search", "key", "picker", "form", "button"],
)
def test_a_nul_is_nowhere(browser, ask):
    assert ask(browser).status_code == 404


@pytest.mark.parametrize("browser_of", [lambda browser: browser, lambda browser: Client()])
def test_a_body_larger_than_any_form_is_not_read(browser, browser_of):
    answer = browser_of(browser).generic(
        "POST", "/tai-khoan/vao/", b"", CONTENT_LENGTH=str(settings.REQUEST_MAX_BYTES + 1)
    )
    assert answer.status_code == 413
    assert "quá lớn" in answer.content.decode()


def test_a_form_in_another_encoding_is_refused(browser):
    answer = browser.post("/tin-bao/ghi/", b"summary=a", "application/x-www-form-urlencoded; charset=utf-7")
    assert answer.status_code == 400
    assert not Tip.objects.unscoped("test").exists()


def test_broken_text_is_an_answer_and_no_failure(browser):
    kind = "application/x-www-form-urlencoded"
    assert browser.post("/tin-bao/ghi/", b"summary=%ff%fe%ed%a0%80", kind).status_code == 200
    assert browser.get("/tin-bao/?q=%ff%c0").status_code == 200
