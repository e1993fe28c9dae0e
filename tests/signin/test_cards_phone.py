"""The sign-in page for phones: what opens it, what does not, and for how long, by the machine's clock."""

import io
import json
import logging

import pytest
from django.test import Client

from portal.accounts.permissions import Role
from portal.accounts.services import assign
from portal.core import clock
from portal.core.errors import Refused
from portal.core.models import AuditEntry
from portal.signin.cards import check_pin, devices, services
from portal.signin.choices import How
from portal.signin.models import Card, OpenSession
from portal.signin.session_store import HOW
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.units import SYSTEM
from tests.signin.cards import PIN, Machine, Phone, card_of, issue, tap

pytestmark = pytest.mark.django_db
WRONG = "914073"


@pytest.fixture
def machine(monkeypatch):
    return Machine(monkeypatch)


@pytest.fixture
def head(country):
    return people.officer(country.hamlet, person=people.user("Trần Văn Ấp")).user


@pytest.fixture
def office(country) -> Client:
    return client_of(people.officer(country.commune))


@pytest.fixture
def token(office, head) -> str:
    return issue(office, head)


@pytest.fixture
def phone(token) -> Phone:
    """A phone that is bound, its session over."""
    bound = Phone()
    bound.first_time(token)
    assert bound.is_in
    return bound.forgets_its_session()


# --- the address -----------------------------------------------------------------------------------
def test_opening_the_address_does_nothing(token):
    """As previews of chats do, by GET and HEAD."""
    before = (list(Card.objects.values()), AuditEntry.objects.count(), OpenSession.objects.count())
    stranger = Client()
    for method in (stranger.get, stranger.head, stranger.get):
        assert method(f"/the/{token}/").status_code == 200
    assert "sessionid" not in stranger.cookies
    assert (list(Card.objects.values()), AuditEntry.objects.count(), OpenSession.objects.count()) == before
    # Nor is anyone further: the pages behind know nothing of a scan.
    for page in ("/the/vao/", "/the/chon-pin/", "/the/nhap-lai-pin/"):
        assert "Quét thẻ để vào" in stranger.get(page).content.decode(), page


def test_a_strangers_scan_reads_no_name(token):
    text = Client().get(f"/the/{token}/").content.decode()
    assert "T. V. Ấ." in text
    assert "Trần" not in text
    assert "Văn" not in text


def test_the_address_is_told_to_no_one(token, phone):
    for page in (
        Client().get(f"/the/{token}/"),
        Client().post(f"/the/{token}/"),
        Client().get("/the/khong-co/"),
    ):
        assert page["Referrer-Policy"] == "strict-origin"
        assert "no-store" in page["Cache-Control"]
    assert Client().post(f"/the/{token}/").url == "/the/vao/"


def test_no_log_line_bears_the_code(token):
    """Not even of a refused form, whose address Django logs."""
    handler = logging.getLogger().handlers
    console = next(each for each in handler if type(each) is logging.StreamHandler)
    written = io.StringIO()
    before = console.setStream(written)
    try:
        assert Client(enforce_csrf_checks=True).post(f"/the/{token}/").status_code == 403
        Phone().first_time(token)
    finally:
        console.setStream(before)
    assert "/the/…/" in written.getvalue()
    assert token not in written.getvalue()


def test_between_scan_and_pin_the_session_knows_neither(token):
    phone = Phone()
    phone.scan(token)
    phone.client.post("/the/chon-pin/", {"pin": PIN})
    kept = json.dumps(dict(phone.client.session.items()))
    assert token not in kept
    assert PIN not in kept


def test_an_unknown_code_and_an_ended_one_look_the_same(office, head, token):
    tap(office, head, "thu-hoi")
    ended, unknown = Client().get(f"/the/{token}/"), Client().get(f"/the/{'x' * 43}/")
    assert ended.status_code == unknown.status_code == 404
    assert ended.content == unknown.content


# --- the first time --------------------------------------------------------------------------------
def test_the_first_scan_binds_the_phone_and_opens_the_doors(head, token):
    phone = Phone()
    answer = phone.first_time(token)
    assert answer.redirect_chain[-1][0] == "/"
    assert answer.content.decode().count('class="action-tile"') == 4
    assert phone.client.session[HOW] == How.CARD
    assert OpenSession.objects.get(user=head).how == How.CARD
    cookie = phone.client.cookies[devices.COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    card = card_of(head)
    assert card.pin
    assert PIN not in card.pin
    assert card.device_digest
    assert card.device_digest not in cookie.value


def test_in_production_the_cookie_travels_by_https_only(token, settings):
    settings.SESSION_COOKIE_SECURE = True
    phone = Phone()
    phone.client.defaults["wsgi.url_scheme"] = "https"
    phone.first_time(token)
    assert phone.client.cookies[devices.COOKIE]["secure"]


def test_a_weak_pin_is_refused_beside_its_field(token):
    phone = Phone()
    phone.scan(token)
    answer = phone.client.post("/the/chon-pin/", {"pin": "123456"})
    assert "Mã này dễ đoán" in answer.content.decode()
    assert phone.client.get("/the/nhap-lai-pin/").url == "/the/chon-pin/"


def test_two_different_pins_bind_nothing(head, token):
    phone = Phone()
    phone.scan(token)
    phone.client.post("/the/chon-pin/", {"pin": PIN})
    answer = phone.client.post("/the/nhap-lai-pin/", {"pin": WRONG})
    assert "Hai lần nhập chưa giống nhau" in answer.content.decode()
    assert not phone.is_in
    assert card_of(head).bound_at is None


@pytest.mark.parametrize(("minutes", "gets_on"), [(10, True), (10.02, False)])
def test_a_scan_lasts_ten_minutes(token, machine, minutes, gets_on):
    phone = Phone()
    phone.scan(token)
    machine.goes_on(minutes=minutes)
    assert ("Chọn mã PIN" in phone.client.get("/the/chon-pin/").content.decode()) is gets_on


@pytest.mark.parametrize(("days", "binds"), [(29.99, True), (30, False)])
def test_a_new_card_finds_its_first_phone_within_thirty_days(token, office, head, machine, days, binds):
    machine.goes_on(days=days)
    phone = Phone()
    phone.first_time(token)
    assert phone.is_in is binds
    assert (card_of(head).asked_at is None) is binds


def test_of_two_phones_at_once_one_is_bound(head, token):
    quick, slow = Phone(), Phone()
    for phone in (quick, slow):
        phone.scan(token)
        phone.client.post("/the/chon-pin/", {"pin": PIN})
    quick.client.post("/the/nhap-lai-pin/", {"pin": PIN})
    slow.client.post("/the/nhap-lai-pin/", {"pin": PIN})
    assert quick.is_in
    assert not slow.is_in


# --- from then on ----------------------------------------------------------------------------------
def test_a_bound_phone_is_asked_for_the_pin_alone(phone):
    answer = phone.client.get("/nhom/", follow=True)
    assert [url for url, _status in answer.redirect_chain][-1] == "/the/vao/?next=/nhom/".replace(
        "/nhom/", "%2Fnhom%2F"
    )
    assert "Nhập mã PIN" in answer.content.decode()
    phone.enter(next="/nhom/")
    assert phone.is_in
    assert phone.client.get("/nhom/").status_code == 200


def test_the_way_by_password_stays_open_on_a_bound_phone(phone):
    answer = phone.client.get("/the/vao/").content.decode()
    assert "?mat-khau=1" in answer
    password_page = phone.client.get("/", follow=True).redirect_chain[0][0].partition("?")[0]
    assert phone.client.get(password_page + "?mat-khau=1").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://xau.example/", "//xau.example/", "javascript:alert(1)"])
def test_the_pin_leads_nowhere_else(phone, elsewhere):
    answer = phone.client.post("/the/vao/", {"pin": PIN, "next": elsewhere})
    assert answer.url == "/"


def test_a_cookie_of_ones_own_making_is_nothing(head, phone):
    value = f"{card_of(head).public_id}:{'x' * 43}"
    forged = Phone()
    forged.client.cookies[devices.COOKIE] = value
    assert "Quét thẻ để vào" in forged.enter().content.decode()
    tampered = Phone()
    tampered.client.cookies[devices.COOKIE] = phone.client.cookies[devices.COOKIE].value[:-1] + "_"
    tampered.enter()
    assert not forged.is_in
    assert not tampered.is_in


@pytest.mark.parametrize(("days", "asks"), [(89.999, "Nhập mã PIN"), (90, "quá 90 ngày")])
def test_a_phone_stays_bound_for_ninety_days(phone, machine, settings, days, asks):
    settings.UNUSED_DAYS = 0  # the account is not closed before
    machine.goes_on(days=days)
    assert asks in phone.client.get("/the/vao/").content.decode()
    phone.enter()
    assert phone.is_in is (days < 90)


def test_after_ninety_days_card_and_pin_do_on_the_same_phone_only(token, head, phone, machine, settings):
    settings.UNUSED_DAYS = 0
    machine.goes_on(days=120)
    other = Phone()
    other.scan(token)
    other.enter()
    assert not other.is_in
    phone.scan(token)
    phone.enter()
    assert phone.is_in
    machine.goes_on(days=89)
    phone.forgets_its_session().enter()
    assert phone.is_in


# --- another phone ---------------------------------------------------------------------------------
def test_the_code_alone_opens_nothing_once_the_card_is_bound(token, phone, head):
    """Someone who photographed the card, and even knows the PIN."""
    thief = Phone()
    assert "Máy này chưa được phép" in thief.scan(token).content.decode()
    thief.enter()
    thief.first_time(token)
    thief.client.post("/the/nhap-lai-pin/", {"pin": PIN})
    assert not thief.is_in
    assert card_of(head).wrong_pins == 0
    phone.enter()
    assert phone.is_in


@pytest.mark.parametrize(("hours", "binds"), [(23.99, True), (24, False)])
def test_one_tap_lets_one_new_phone_in_for_a_day(office, head, token, phone, machine, hours, binds):
    tap(office, head, "may-moi")
    machine.goes_on(hours=hours)
    new = Phone()
    new.scan(token)
    new.enter()
    assert new.is_in is binds


def test_a_new_phone_ends_the_old_one_and_uses_the_permission_up(office, head, token, phone):
    phone.enter()
    assert phone.is_in
    tap(office, head, "may-moi")
    new, third = Phone(), Phone()
    new.scan(token)
    new.enter()
    assert new.is_in
    assert phone.client.get("/").status_code == 302
    phone.enter()
    assert not phone.is_in
    third.scan(token)
    third.enter()
    assert not third.is_in


def test_a_new_phone_wants_the_pin_too(office, head, token, phone):
    tap(office, head, "may-moi")
    new = Phone()
    assert "Nhập mã PIN" in new.scan(token).content.decode()
    new.enter(WRONG)
    assert not new.is_in
    assert card_of(head).wrong_pins == 1


# --- guessing --------------------------------------------------------------------------------------
def test_four_wrong_pins_are_forgiven_by_the_right_one(phone, head):
    for left in (4, 3, 2, 1):
        assert f"Còn {left} lần nữa" in phone.enter(WRONG).content.decode()
    phone.enter()
    assert phone.is_in
    assert card_of(head).wrong_pins == 0


def test_five_wrong_pins_lock_until_the_officers_tap(office, phone, head):
    for _wrong in range(5):
        answer = phone.enter(WRONG)
    assert "Thẻ đang khóa vì nhập sai mã PIN 5 lần" in answer.content.decode()
    told = [office.get(f"/tai-khoan/the/{page}").content.decode() for page in ("", f"{head.public_id}/")]
    assert [page.count("sai mã PIN 5 lần") for page in told] == [1, 2]
    phone.enter()
    assert not phone.is_in
    assert AuditEntry.objects.filter(action="card.lock").count() == 1
    assert tap(office, head, "mo-khoa") == 302
    phone.enter()
    assert phone.is_in


def test_a_guess_counts_before_it_is_compared(phone, head, monkeypatch):
    """Many at once, or one that dies midway: none is free."""

    def power_cut(*given):
        raise RuntimeError

    monkeypatch.setattr(services, "check_password", power_cut)
    with pytest.raises(RuntimeError):
        phone.enter(WRONG)
    assert card_of(head).wrong_pins == 1


def test_what_is_no_pin_counts_as_no_guess(phone, head):
    for typed in ("", "12345678901"):
        phone.enter(typed)
    assert card_of(head).wrong_pins == 0


def test_without_scan_or_bound_phone_nobody_guesses(phone, head):
    for _guess in range(6):
        Phone().enter(WRONG)
    assert card_of(head).wrong_pins == 0


# --- who the card is for ---------------------------------------------------------------------------
def test_a_card_does_not_open_a_desk(country, phone, head):
    """Whoever became an officer since signs in as officers do."""
    assign(by=SYSTEM, user=head, role=Role.COMMUNE_OFFICER, unit=country.commune, valid_from=clock.today())
    phone.enter()
    assert not phone.is_in


def test_a_closed_account_stays_out(phone, head):
    head.is_active = False
    head.save()
    assert "ngừng dùng" in phone.enter().content.decode()
    assert not phone.is_in


# --- a session that locked itself ------------------------------------------------------------------
def test_a_locked_session_opens_by_the_pin(phone, head, machine):
    phone.enter()
    machine.goes_on(minutes=20)
    assert phone.client.get("/").status_code == 403
    assert phone.client.post("/", {"unlock": WRONG}).status_code == 403
    phone.client.post("/", {"unlock": PIN})
    assert phone.client.get("/").status_code == 200
    assert card_of(head).wrong_pins == 0


def test_guessing_at_a_locked_session_ends_it(phone, head, machine):
    phone.enter()
    machine.goes_on(minutes=20)
    for _wrong in range(5):
        phone.client.post("/", {"unlock": WRONG})
    assert card_of(head).locked_at
    assert not OpenSession.objects.filter(user=head).exists()
    assert phone.client.get("/").status_code == 302


def test_the_pin_is_asked_of_the_bound_phone_only(phone, head, rf, machine):
    def request_of(someone):
        request = rf.get("/")
        request.COOKIES = {name: cookie.value for name, cookie in someone.client.cookies.items()}
        return request

    assert check_pin(head, request_of(phone), PIN)
    with pytest.raises(Refused, match="Quét lại thẻ"):
        check_pin(head, request_of(Phone()), PIN)
    machine.goes_on(days=90)
    with pytest.raises(Refused, match="Quét lại thẻ"):
        check_pin(head, request_of(phone), PIN)
