"""A form of a page that was open too long: said in Vietnamese, and nothing typed is lost."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.architecture.world import client_of
from tests.factories import people
from tests.signin import steps
from tests.signin.cards import Machine
from tests.signin.test_idle_lock import LOG, a_tip
from tips.models import SealedInformant, Tip

pytestmark = pytest.mark.django_db
OURS = {"HTTP_ORIGIN": "http://testserver", "HTTP_REFERER": f"http://testserver{LOG}"}


@pytest.fixture
def officer(country):
    actor = people.officer(country.commune)
    steps.known(actor.user)
    return actor


@pytest.fixture
def browser(officer):
    """Signed in, and asked for tokens as a real browser is."""
    client = strict(client_of(officer))
    client.get(LOG)
    return client


@pytest.fixture
def tip(country):
    return a_tip(unit=country.commune.public_id)


def strict(client):
    client.handler.enforce_csrf_checks = True
    return client


def token_of(page) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]


def tips():
    return Tip.objects.unscoped("test").count()


def test_a_form_with_a_stale_token_is_sent_on_with_one_tap(browser, tip):
    page = browser.post(LOG, tip | {"csrfmiddlewaretoken": "x" * 32}, **OURS)
    text = page.content.decode()
    assert page.status_code == 403
    assert "Trang này mở đã lâu" in text
    assert f'href="http://testserver{LOG}"' in text
    assert tips() == 0
    # Sealed in the session, and not shown.
    assert tip["summary"] not in text
    assert tip["informant_name"] not in text
    assert tip["informant_name"] not in str(dict(browser.session))

    sent = browser.post(LOG, {"go-on": "1", "csrfmiddlewaretoken": token_of(page)}, **OURS)
    assert sent.status_code == 302
    assert (tips(), SealedInformant.objects.count()) == (1, 1)
    # Once: there is nothing more to send.
    assert browser.post(LOG, {"go-on": "1", "csrfmiddlewaretoken": token_of(page)}, **OURS).url == LOG
    assert tips() == 1


def test_while_locked_it_waits_for_the_one_who_unlocks(browser, tip, monkeypatch):
    page = browser.post(LOG, tip | {"csrfmiddlewaretoken": "x" * 32}, **OURS)
    Machine(monkeypatch).goes_on(minutes=16)
    token = {"csrfmiddlewaretoken": token_of(page)}
    assert browser.post(LOG, token | {"go-on": "1"}, **OURS).status_code == 403
    assert tips() == 0
    browser.post(LOG, token | {"unlock": steps.PASSWORD}, **OURS)
    assert tips() == 1


@pytest.mark.parametrize("sender", [{"HTTP_ORIGIN": "https://la.example"}, {}])
def test_nothing_of_a_form_from_elsewhere_is_shown_or_sent_on(browser, tip, sender):
    page = browser.post(LOG, tip, **sender)
    assert page.status_code == 403
    assert "Gửi tiếp" not in page.content.decode()
    assert tip["summary"] not in page.content.decode()
    assert "kept_forms" not in browser.session


def test_after_the_session_ended_the_text_is_shown_to_be_copied(client, tip, country):
    page = client.post(LOG, tip, **OURS)
    text = page.content.decode()
    assert page.status_code == 403
    assert tip["summary"] in text
    assert tip["informant_name"] not in text
    assert "Đăng nhập lại" in text
    assert dict(client.session) == {}


def test_a_button_of_an_ended_session_leads_to_the_door(client, db):
    assert client.post(LOG, {"key": "1"}, **OURS).url.startswith(reverse("signin:sign-in"))


def test_a_stale_door_shows_nothing_of_what_was_typed(db):
    typed = {"username": "can bo lan", "password": "mat khau rat dai 2019"}
    page = strict(Client()).post(reverse("signin:sign-in"), typed, **OURS)
    assert page.status_code == 403
    for secret in typed.values():
        assert secret not in page.content.decode()


def test_without_cookies_the_page_says_so(db):
    page = strict(Client()).post(reverse("signin:sign-in"), {}, **OURS)
    assert "cookie" in page.content.decode()
