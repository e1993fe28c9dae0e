"""Who fails too often waits: how often, where, how long; whether the name exists changes nothing."""

import logging
import re
from pathlib import Path

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory
from django.urls import reverse

from portal.signin import lockout
from tests.factories import people
from tests.packages import OWN_PACKAGES
from tests.signin import steps
from tests.signin.cards import Machine

pytestmark = pytest.mark.django_db
WRONG = "mot-mat-khau-sai"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def head(country):
    return steps.known(people.officer(country.hamlet).user)


@pytest.fixture
def officer(country):
    person = steps.known(people.officer(country.commune).user)
    steps.with_authenticator(person)
    return person


def fail(name, times, *, address="10.0.0.1"):
    for _time in range(times):
        answer = steps.enter_name(Client(), name, WRONG, REMOTE_ADDR=address)
    return answer


def gets_in(user, *, address="10.0.0.1"):
    browser = Client()
    steps.enter_name(browser, user, REMOTE_ADDR=address)
    return steps.is_in(browser)


def test_the_fifth_failure_makes_the_name_wait_for_its_address(head):
    assert fail(head, 4).status_code == 200
    assert gets_in(head)
    # A success forgets the failures before it.
    assert fail(head, 4).status_code == 200
    answer = fail(head, 1)
    assert answer.status_code == 429
    assert "15 phút" in answer.content.decode()
    assert not gets_in(head)
    assert gets_in(head, address="10.0.0.2")


def test_another_name_from_the_same_address_does_not_wait(head, officer):
    fail(officer, 5)
    assert gets_in(head)


def test_after_the_wait_the_door_opens_and_trying_meanwhile_does_not_lengthen_it(head, monkeypatch):
    machine = Machine(monkeypatch)
    monkeypatch.setattr("axes.handlers.proxy.now", lambda: machine.now)
    fail(head, 5)
    machine.goes_on(minutes=14)
    assert fail(head, 1).status_code == 429
    assert not gets_in(head)
    machine.goes_on(minutes=1, seconds=1)
    assert gets_in(head)


@pytest.mark.parametrize(
    ("minutes", "seconds", "left"),
    [(0, 0, "15 phút"), (0, 1, "15 phút"), (13, 59, "2 phút"), (14, 0, "1 phút"), (14, 59, "1 phút")],
)  # fmt: skip
def test_the_page_says_how_many_minutes_are_left_begun_ones_too(head, monkeypatch, minutes, seconds, left):
    machine = Machine(monkeypatch)
    monkeypatch.setattr("axes.handlers.proxy.now", lambda: machine.now)
    fail(head, 5)
    machine.goes_on(minutes=minutes, seconds=seconds)
    assert f"Thử lại sau {left}." in fail(head, 1).content.decode()


@pytest.mark.parametrize("minutes", [15, 16])
def test_the_page_never_says_less_than_a_minute(head, rf, monkeypatch, minutes):
    machine = Machine(monkeypatch)
    monkeypatch.setattr("axes.handlers.proxy.now", lambda: machine.now)
    fail(head, 5)
    machine.goes_on(minutes=minutes)
    page = lockout.page(rf.get("/"), None, {"username": head.username})
    assert "Thử lại sau 1 phút." in page.content.decode()


@pytest.mark.parametrize(
    ("here", "anywhere", "over"),
    [(0, 0, False), (4, 24, False), (5, 5, True), (0, 25, True), (1, 26, True)],
)
def test_five_failures_from_one_address_or_25_from_all_are_over_the_limit(here, anywhere, over):
    assert lockout.is_over(here, anywhere) is over


def test_where_one_failure_is_the_limit_who_never_failed_gets_in(head, settings):
    settings.SIGN_IN_FAILURES = settings.AXES_FAILURE_LIMIT = 1
    assert gets_in(head)
    assert fail(head, 1).status_code == 429
    assert not gets_in(head)


def test_failures_count_for_fifteen_minutes(head, officer, monkeypatch):
    machine = Machine(monkeypatch)
    monkeypatch.setattr("axes.handlers.proxy.now", lambda: machine.now)
    fail(head, 2)
    fail(officer, 1)

    def counted():
        return [attempt.failures_since_start for attempt in lockout.attempts_of(head)]

    assert counted() == [2]
    machine.goes_on(minutes=15)
    assert counted() == [2]
    machine.goes_on(seconds=1)
    assert counted() == []


def test_from_many_addresses_a_name_waits_everywhere_but_only_after_many_failures(head, settings):
    settings.SIGN_IN_FAILURES_ANYWHERE = 8
    for number in range(7):
        fail(head, 1, address=f"10.0.1.{number}")
    assert fail(head, 1, address="10.0.2.1").status_code == 429
    assert not gets_in(head, address="10.0.3.1")


def test_a_name_that_nobody_bears_waits_the_same(head):
    told = [fail(name, 5).content for name in (head, "khong-co-ai")]
    assert told[0] == told[1]


def test_a_name_is_the_same_however_it_is_typed(head):
    for typed in (head.username, head.username.upper(), f" {head.username} ", head.username, head.username):
        answer = steps.enter_name(Client(), typed, WRONG)
    assert answer.status_code == 429
    assert not gets_in(head, address="127.0.0.1")


def test_wrong_codes_count_like_wrong_passwords(client, officer):
    fail(officer, 2, address="127.0.0.1")
    steps.enter_name(client, officer)
    assert [steps.enter_code(client, "000000").status_code for _time in range(3)] == [200, 200, 429]
    # Nor does a right one open now.
    assert steps.enter_code(client, steps.code(officer, 1)).status_code == 429
    assert not steps.is_in(client)


def test_a_right_password_alone_does_not_forget_wrong_codes(client, officer):
    for _time in range(5):
        steps.enter_name(client, officer)
        answer = steps.enter_code(client, "000000")
    assert answer.status_code == 429
    assert not steps.is_in(client)


def test_the_first_code_counts_too(client, country):
    officer = steps.known(people.officer(country.commune).user)
    steps.enter_name(client, officer)
    answers = [client.post(reverse("signin:set-up"), {"code": "000000"}) for _time in range(5)]
    assert answers[-1].status_code == 429
    assert not steps.is_in(client)


def test_guesses_at_the_old_password_count_too(client, head):
    steps.enter_name(client, head, REMOTE_ADDR="127.0.0.1")
    new = {"new_password1": "mat-khau-moi-2019-dai", "new_password2": "mat-khau-moi-2019-dai"}
    address = reverse("signin:password")
    answers = [client.post(address, new | {"old_password": WRONG}).status_code for _time in range(5)]
    assert answers == [200] * 4 + [429]
    # Nor does the right one do now, here or on the sign-in page.
    assert client.post(address, new | {"old_password": steps.PASSWORD}).status_code == 429
    assert not gets_in(head, address="127.0.0.1")
    assert gets_in(head, address="10.0.0.2")


def test_a_new_password_forgets_the_guesses_before_it(client, head):
    steps.enter_name(client, head)
    new = {"new_password1": "mat-khau-moi-2019-dai", "new_password2": "mat-khau-moi-2019-dai"}
    client.post(reverse("signin:password"), new | {"old_password": WRONG})
    client.post(reverse("signin:password"), new | {"old_password": steps.PASSWORD})
    assert not AccessAttempt.objects.exists()


#: Where a secret is compared, and by what its guesses are counted.
COMPARES = {
    "portal/accounts/models.py": "called by the places below; here only the password's one Unicode form",
    "portal/signin/backends.py": "axes",
    "portal/signin/forms.py": "compared",
    "portal/signin/sign_in_views.py": "compared",
    "portal/signin/own_views.py": "compared",
    "portal/signin/idle_lock.py": "authenticate",
    "portal/signin/services.py": "called by the views above",
    "portal/signin/cards/services.py": "wrong_pins",
    "portal/signin/cards/phone_views.py": "the PIN just chosen, kept in the session of the one who chose it",
}


def test_a_secret_is_compared_only_where_guesses_are_counted():
    """Whoever adds another place says in COMPARES how its guesses are counted."""
    asks = re.compile(
        r"(check_password|authenticate|verify_token|accept_code|confirm_authenticator)[(,]"  # called, or handed on
    )
    code = [path for package in OWN_PACKAGES for path in (ROOT / package).rglob("*.py")]
    found = {str(path.relative_to(ROOT)) for path in code if asks.search(path.read_text())}
    assert found == set(COMPARES)


def test_neither_name_nor_password_is_kept_or_logged(head, officer, client, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="axes")
    steps.enter_name(client, WRONG, head.username)
    fail(head, 5)
    steps.enter_name(client, officer)
    steps.enter_code(client, "987651")
    kept = " ".join(str(row) for row in AccessAttempt.objects.values()) + caplog.text
    assert AccessAttempt.objects.count() == 3
    for secret in (head.username, officer.username, WRONG, "987651"):
        assert secret not in kept


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.1.1.1", "10.9.9.9"),
        (1, "", "10.9.9.9"),
        (1, "1.1.1.1, 2.2.2.2", "2.2.2.2"),
        (2, "1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "2.2.2.2", "10.9.9.9"),
        (1, "1.1.1.1, 203.0.113.9:50001", "203.0.113.9"),
        (1, "[2001:db8::1]:443", "2001:db8::1"),
        (1, "unknown", "10.9.9.9"),
        (1, "1.1.1.1, ", "10.9.9.9"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(settings, proxies, forwarded, address):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="10.9.9.9")
    assert lockout.address_of(request) == address


@pytest.mark.parametrize(
    "entries",
    [
        [f"203.0.113.9:{port}" for port in range(50001, 50006)],
        [f"[2001:db8::1]:{port}" for port in range(50001, 50006)],
        ["unknown", "_hidden", "", "not an address", "unknown"],
    ],
    ids=["ports", "ipv6", "unreadable"],
)
def test_what_a_proxy_writes_around_an_address_does_not_switch_the_lock_off(head, settings, entries):
    settings.PROXIES = 1
    for entry in entries:
        answer = steps.enter_name(
            Client(), head, WRONG, REMOTE_ADDR="10.9.9.9", headers={"X-Forwarded-For": entry}
        )
    assert answer.status_code == 429
    assert "15 phút" in answer.content.decode()


def test_behind_a_socket_without_addresses_the_lock_still_works(head):
    for _time in range(5):
        answer = steps.enter_name(Client(), head, WRONG, REMOTE_ADDR="")
    assert answer.status_code == 429
    assert not gets_in(head, address="")
