"""Coming in: who needs a code, how the authenticator is set up, and what a code is worth."""

import re

import pytest
from cryptography.fernet import Fernet
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime
from django_otp.plugins.otp_static.models import StaticToken

from portal.core.models import AuditEntry
from portal.signin import selectors, services
from portal.signin.models import Authenticator, OpenSession
from tests.factories import people
from tests.signin import steps
from tests.signin.cards import Machine

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(country):
    return steps.known(people.officer(country.commune).user)


@pytest.fixture
def head(country):
    return steps.known(people.officer(country.hamlet).user)


def test_who_works_by_phone_alone_needs_a_long_password_and_no_code(client, head):
    assert steps.enter_name(client, head).url == "/"
    assert steps.is_in(client)
    assert OpenSession.objects.get().how == "password"


def test_a_short_password_never_opens_the_door_alone(client, head):
    steps.known(head, steps.SHORT)
    assert steps.enter_name(client, head, steps.SHORT).url == reverse("signin:set-up")
    assert not steps.is_in(client)


def test_a_desk_is_not_entered_by_password_alone(client, officer):
    assert steps.enter_name(client, officer).url == reverse("signin:set-up")
    assert client.get("/").url.startswith(reverse("signin:sign-in"))
    assert OpenSession.objects.get().user is None


def test_the_first_time_the_app_is_set_up_and_ten_codes_are_shown_once(client, officer):
    steps.enter_name(client, officer)
    page = client.get(reverse("signin:set-up")).content.decode()
    assert "data:image/svg+xml" in page
    shown = client.post(reverse("signin:set-up"), {"code": steps.code(officer)}).content.decode()
    codes = re.findall(r"<li>(\d{4} \d{4} \d{4})</li>", shown)
    assert len(set(codes)) == 10
    assert steps.is_in(client)
    assert OpenSession.objects.get(user=officer).how == "password+code"
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == 10
    assert not kept & {code.replace(" ", "") for code in codes}
    # Asked for again, the page shows nothing: no authenticator awaits a code.
    assert client.get(reverse("signin:set-up")).url == "/"
    assert AuditEntry.objects.filter(action="signin.code", actor=officer).count() == 1


def test_a_wrong_first_code_sets_nothing_up(client, officer):
    steps.enter_name(client, officer)
    answer = client.post(reverse("signin:set-up"), {"code": "000000"})
    assert "Mã chưa đúng" in answer.content.decode()
    assert not steps.is_in(client)
    assert selectors.authenticator_of(officer) is None


def test_from_then_on_the_code_is_asked(client, officer):
    steps.with_authenticator(officer)
    assert steps.enter_name(client, officer).url == reverse("signin:code")
    assert not steps.is_in(client)
    assert steps.enter_code(client, steps.code(officer, 1)).url == "/"
    assert steps.is_in(client)


def test_who_has_an_authenticator_is_asked_whatever_the_role(client, head):
    steps.with_authenticator(head)
    assert steps.enter_name(client, head).url == reverse("signin:code")


def test_a_code_is_taken_once(client, officer):
    steps.with_authenticator(officer)
    used = steps.code(officer, 1)
    for browser, gets_in in ((client, True), (Client(), False)):
        steps.enter_name(browser, officer)
        steps.enter_code(browser, used)
        assert steps.is_in(browser) is gets_in


def test_a_recovery_code_is_taken_once_however_its_groups_are_typed(officer):
    first, second, *_rest = steps.with_authenticator(officer)
    for typed, gets_in in ((first, True), (first, False), (second.replace(" ", "-"), True)):
        browser = Client()
        steps.enter_name(browser, officer)
        steps.enter_code(browser, typed)
        assert steps.is_in(browser) is gets_in
    assert selectors.recovery_codes_left(officer) == 8


def test_someone_elses_recovery_code_opens_nothing(client, country, officer):
    steps.with_authenticator(officer)
    theirs = steps.with_authenticator(people.officer(country.commune).user)
    steps.enter_name(client, officer)
    steps.enter_code(client, theirs[0])
    assert not steps.is_in(client)


def test_without_a_right_password_no_code_is_asked(client, officer):
    steps.with_authenticator(officer)
    for page in ("signin:code", "signin:set-up"):
        assert client.post(reverse(page), {"code": steps.code(officer, 1)}).status_code == 302
    assert not steps.is_in(client)


@pytest.mark.parametrize(("minutes", "waits"), [(10, True), (10.1, False)])
def test_the_code_is_awaited_ten_minutes(client, officer, monkeypatch, minutes, waits):
    steps.with_authenticator(officer)
    machine = Machine(monkeypatch)
    steps.enter_name(client, officer)
    machine.goes_on(minutes=minutes)
    assert (client.get(reverse("signin:code")).status_code == 200) is waits


def test_a_wait_begun_while_the_clock_ran_ahead_is_over(client, officer, monkeypatch):
    machine = Machine(monkeypatch)
    steps.with_authenticator(officer)
    machine.goes_on(minutes=5)
    steps.enter_name(client, officer)
    machine.goes_on(minutes=-4)
    assert client.get(reverse("signin:code")).url == reverse("signin:sign-in")


@pytest.mark.parametrize("page", ["signin:code", "signin:change-phone"])
def test_a_refused_code_says_the_servers_time(client, officer, monkeypatch, page):
    """A phone whose clock is minutes off shows codes that are never right."""
    steps.with_authenticator(officer)
    steps.enter_name(client, officer)
    if page == "signin:change-phone":
        steps.enter_code(client, steps.code(officer, 1))
    machine = Machine(monkeypatch)
    answer = client.post(reverse(page), {"code": steps.code(officer, -10)})
    assert localtime(machine.now).strftime("giờ của máy chủ là %H:%M:%S") in answer.content.decode()


def test_the_door_says_whom_to_ask_about_a_forgotten_password(client, db):
    assert "Quên mật khẩu?" in client.get(reverse("signin:sign-in")).content.decode()


def test_a_password_changed_meanwhile_ends_the_waiting(client, officer):
    steps.with_authenticator(officer)
    steps.enter_name(client, officer)
    steps.known(officer, steps.PASSWORD + "-moi")
    assert client.get(reverse("signin:code")).url == reverse("signin:sign-in")


@pytest.mark.parametrize(("wanted", "reached"), [("/tin-bao/", "/tin-bao/"), ("https://la.example/", "/")])
def test_the_way_leads_on_to_where_one_wanted(client, officer, wanted, reached):
    steps.with_authenticator(officer)
    sign_in = reverse("signin:sign-in") + f"?next={wanted}"
    client.post(sign_in, {"username": officer.username, "password": steps.PASSWORD})
    assert steps.enter_code(client, steps.code(officer, 1)).url == reached


def test_only_whoever_has_the_password_is_told_that_the_account_is_closed(client, head):
    head.is_active = False
    head.save()
    assert "ngừng dùng" in steps.enter_name(client, head).content.decode()
    for name in (head, "khong-co-ai"):
        said = steps.enter_name(client, name, "sai-mat-khau").content.decode()
        assert "ngừng" not in said
        assert "không đúng" in said


def test_who_was_given_a_desk_since_comes_in_again(client, country, head):
    steps.enter_name(client, head)
    people.officer(country.commune, person=head)
    answer = client.get("/tin-bao/", follow=True)
    assert answer.redirect_chain[0][0] == reverse("signin:sign-in")
    assert "vai trò mới" in answer.content.decode()
    assert steps.enter_name(client, head).url == reverse("signin:set-up")


def test_a_persona_of_the_tryout_enters_by_one_button(client, country):
    officer = people.officer(country.commune)
    officer.user.username = "can-bo.phuoc-ninh"
    officer.user.save()
    client.post("/dung-thu/vao-vai/", {"persona": "can-bo.phuoc-ninh"})
    assert steps.is_in(client)
    assert OpenSession.objects.get(user=officer.user).how == "demo"


# --- the authenticator ----------------------------------------------------------------------------


def test_the_row_of_an_authenticator_makes_no_code_without_the_seal_key(officer, settings):
    steps.with_authenticator(officer)
    device = selectors.authenticator_of(officer)
    assert device.bin_key != bytes.fromhex(device.key)
    old = settings.SEAL_KEYS
    settings.SEAL_KEYS = [Fernet.generate_key().decode(), *old]
    assert services.accept_code(by=people.actor(officer), code=steps.code(officer, 1))
    settings.SEAL_KEYS = settings.SEAL_KEYS[:1]
    assert not services.accept_code(by=people.actor(officer), code="123456")


def test_an_authenticator_whose_seal_key_is_gone_says_so_and_a_recovery_code_still_opens(
    client, officer, settings
):
    steps.with_authenticator(officer)
    codes = services.renew_recovery_codes(by=people.actor(officer))
    settings.SEAL_KEYS = [Fernet.generate_key().decode()]
    steps.enter_name(client, officer)
    assert "khóa mã hóa của máy chủ đã mất" in client.get(reverse("signin:code")).content.decode()
    assert steps.enter_code(client, "123456").status_code == 200
    steps.enter_code(client, codes[0])
    assert steps.is_in(client)


def test_an_authenticator_not_yet_confirmed_whose_seal_key_is_gone_is_begun_anew(client, officer, settings):
    steps.enter_name(client, officer)
    set_up = reverse("signin:set-up")
    assert client.get(set_up).status_code == 200
    settings.SEAL_KEYS = [Fernet.generate_key().decode()]
    assert client.get(set_up).url == reverse("home")
    assert client.post(set_up, {"code": "123456"}).url == reverse("home")
    assert not steps.is_in(client)
    steps.enter_name(client, officer)
    assert client.get(set_up).status_code == 200


def test_another_phone_wants_a_code_of_the_one_in_use_and_replaces_it(client, officer):
    steps.with_authenticator(officer)
    first = selectors.authenticator_of(officer)
    steps.enter_name(client, officer)
    steps.enter_code(client, steps.code(officer, 1))
    change, set_up = reverse("signin:change-phone"), reverse("signin:set-up")
    client.post(change, {"code": "000000"})
    assert client.get(set_up).url == "/"
    codes = services.renew_recovery_codes(by=people.actor(officer))
    assert client.post(change, {"code": codes[0]}).url == set_up
    # Until the new one showed a code, the old one counts.
    assert selectors.authenticator_of(officer) == first
    assert client.post(set_up, {"code": steps.code(officer)}).status_code == 200
    assert [selectors.authenticator_of(officer)] == list(Authenticator.objects.all())
    assert selectors.authenticator_of(officer) != first


def test_new_recovery_codes_void_the_old_ones(client, officer):
    old = steps.with_authenticator(officer)
    steps.enter_name(client, officer)
    steps.enter_code(client, steps.code(officer, 1))
    shown = client.post(reverse("signin:new-recovery-codes"), {"code": old[0]}).content.decode()
    assert len(re.findall(r"<li>\d{4} \d{4} \d{4}</li>", shown)) == 10
    assert not services.accept_code(by=people.actor(officer), code=old[1])


def test_setting_up_twice_leaves_one_secret(client, officer):
    for browser in (client, Client()):
        steps.enter_name(browser, officer)
    assert Authenticator.objects.count() == 1
