"""The idle lock: when it falls, what it shows, how it opens, and that nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.config.demo.clock import STORY, WORKING_DAY
from portal.signin import idle_lock
from portal.signin.models import OpenSession
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.signin import steps
from tests.signin.cards import PIN, Machine, Phone, issue
from tips.models import SealedInformant, Tip

pytestmark = pytest.mark.django_db
LOG = "/tin-bao/ghi/"


@pytest.fixture
def machine(monkeypatch):
    return Machine(monkeypatch)


@pytest.fixture
def officer(country):
    actor = people.officer(country.commune)
    steps.known(actor.user)
    return actor


@pytest.fixture
def browser(machine, officer):
    return client_of(officer)


def is_locked(answer) -> bool:
    return answer.status_code == 403 and 'name="unlock"' in answer.content.decode()


def unlock(browser, address="/tin-bao/", secret=steps.PASSWORD):
    return browser.post(address, {"unlock": secret})


def a_tip(**more):
    """What the form of a tip sends."""
    return {
        "key": "3f1c7a52-9a52-4c2e-8a64-0f5ad9b8f101",
        "category": "theft",
        "summary": "Mất xe đạp trước chợ",
        "received_at": "2019-12-08T09:00",
        "channel": "phone",
        "urgency": "normal",
        "about_police": "no",
        "informant_name": "Người Kể Chuyện",
    } | more


@pytest.mark.parametrize(
    ("role", "seconds", "locked"),
    [
        ("commune-officer", 900, False),
        ("commune-officer", 901, True),
        ("administrator", 300, False),
        ("administrator", 301, True),
        ("committee-leader", 900, False),
    ],
)
def test_it_falls_after_fifteen_minutes_for_administrators_after_five(
    country, machine, role, seconds, locked
):
    someone = client_of(people.officer(country.commune, role))
    machine.goes_on(seconds=seconds)
    assert is_locked(someone.get("/")) is locked


@pytest.mark.parametrize(("ahead", "locked"), [(30, False), (61, True), (365 * 86400, True)])
def test_a_session_last_used_while_the_clock_ran_ahead_is_locked(browser, machine, ahead, locked):
    session = browser.session
    session["seen"] = int(machine.now.timestamp()) + ahead
    session.save()
    assert is_locked(browser.get("/")) is locked


def test_a_page_of_someone_else_left_open_neither_unlocks_nor_counts_a_guess(browser, machine, officer):
    """Signed in as another person in another tab: the cover of the first tab asks for the first person's password."""
    other = {"actor": "abcdefghjkmn", "unlock": "mat-khau-cua-nguoi-khac"}
    assert [browser.post(reverse("signin:here"), other).status_code for _time in range(6)] == [409] * 6
    own = {"actor": officer.user.public_id, "unlock": steps.PASSWORD}
    machine.goes_on(minutes=16)
    assert browser.post(reverse("signin:here"), own).status_code == 204


def test_the_lock_page_shows_nothing_of_the_page(browser, machine, officer):
    tip = rows.tip(officer.unit, summary="Mất xe đạp trước chợ")
    machine.goes_on(minutes=16)
    shown = browser.get(f"/tin-bao/{tip.public_id}/").content.decode()
    assert "Mất xe đạp" not in shown
    assert "Phước Ninh" not in shown


def test_a_right_password_leads_back_to_the_very_page(browser, machine):
    machine.goes_on(minutes=16)
    page = "/tin-bao/?loc=tat-ca&q=xe"
    assert is_locked(browser.get(page))
    assert unlock(browser, page).url == page
    assert browser.get(page).status_code == 200


def test_a_wrong_password_leaves_it_locked_and_the_fifth_makes_one_wait(browser, machine):
    machine.goes_on(minutes=16)
    for _time in range(4):
        assert "Chưa đúng" in unlock(browser, secret="sai").content.decode()
    assert unlock(browser, secret="sai").status_code == 429
    assert unlock(browser).status_code == 429
    assert is_locked(browser.get("/"))


def test_the_password_of_someone_else_does_not_unlock(browser, machine, country):
    steps.known(people.officer(country.commune).user, "cua-nguoi-khac-2019")
    machine.goes_on(minutes=16)
    assert is_locked(unlock(browser, secret="cua-nguoi-khac-2019"))


def test_a_form_sent_while_locked_goes_on_once_unlocked(browser, machine, officer):
    machine.goes_on(minutes=16)
    answer = browser.post(LOG, a_tip(unit=officer.unit.public_id))
    assert is_locked(answer)
    assert "còn nguyên" in answer.content.decode()
    assert not Tip.objects.unscoped("nothing was written while locked").exists()
    assert is_locked(unlock(browser, LOG, "sai"))
    sent = unlock(browser, LOG)
    tip = Tip.objects.unscoped("what was sent on").get()
    assert sent.url == f"/tin-bao/{tip.public_id}/"
    assert tip.summary == "Mất xe đạp trước chợ"
    assert SealedInformant.objects.filter(tip=tip).exists()
    # Unlocked again at the same address, nothing is sent twice.
    assert unlock(browser, LOG).status_code == 302
    assert Tip.objects.unscoped("still the one").count() == 1


def test_a_form_with_a_mistake_comes_back_with_all_that_was_typed(browser, machine, officer):
    machine.goes_on(minutes=16)
    browser.post(LOG, a_tip(unit=officer.unit.public_id, channel=""))
    page = unlock(browser, LOG)
    assert page.status_code == 200
    assert "Mất xe đạp trước chợ" in page.content.decode()
    assert "Người Kể Chuyện" in page.content.decode()


def test_what_is_kept_is_sealed_and_no_secret_is_kept_at_all(browser, machine, officer):
    machine.goes_on(minutes=16)
    browser.post(LOG, a_tip(unit=officer.unit.public_id))
    browser.post(reverse("signin:password"), {"old_password": "cu", "new_password1": "moi", "tag": "nhan"})
    kept = browser.session["kept_forms"]
    assert set(kept) == {LOG, reverse("signin:password")}
    for clear in ("Mất xe", "Người Kể Chuyện", "nhan"):
        assert clear not in str(dict(browser.session))
    assert idle_lock.decrypt(kept[reverse("signin:password")].encode())["fields"] == [["tag", ["nhan"]]]


def test_forms_of_several_pages_are_kept_the_oldest_makes_room(browser, machine):
    machine.goes_on(minutes=16)
    for number in range(5):
        browser.post(f"/bai-dang/dang-ky/?n={number}", {"title": "Bài"})
    assert list(browser.session["kept_forms"]) == [f"/bai-dang/dang-ky/?n={n}" for n in (2, 3, 4)]


def test_a_form_unlocked_from_another_tab_still_goes_on(browser, machine, officer):
    machine.goes_on(minutes=16)
    browser.post(LOG, a_tip(unit=officer.unit.public_id))
    unlock(browser, "/tin-bao/")
    assert not Tip.objects.unscoped("not sent yet").exists()
    unlock(browser, LOG)
    assert Tip.objects.unscoped("sent on from its own tab").count() == 1


def test_what_one_person_typed_is_gone_with_their_session(browser, machine, officer, country):
    machine.goes_on(minutes=16)
    browser.post(LOG, a_tip(unit=officer.unit.public_id))
    browser.post(reverse("accounts:sign-out"))
    browser.force_login(people.officer(country.commune).user)
    assert "kept_forms" not in browser.session


def test_a_form_of_a_stranger_is_not_kept(machine, officer):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer.user)
    machine.goes_on(minutes=16)
    assert strict.post(LOG, a_tip()).status_code == 403
    assert "kept_forms" not in strict.session


def test_a_page_that_asks_by_itself_neither_unlocks_nor_counts_as_use(browser, machine):
    machine.goes_on(minutes=14)
    assert browser.get("/tin-bao/", headers={"HX-Request": "true"}).status_code == 200
    machine.goes_on(minutes=2)
    asked = browser.get("/tin-bao/", headers={"HX-Request": "true"})
    assert (asked.status_code, asked.content) == (204, b"")
    assert is_locked(browser.get("/tin-bao/"))


def test_use_puts_it_off_and_typing_without_turning_a_page_is_use(browser, machine):
    for _time in range(3):
        machine.goes_on(minutes=14)
        assert browser.post(reverse("signin:here")).status_code == 204
    machine.goes_on(minutes=14)
    assert browser.get("/").status_code == 200


def test_saying_one_is_here_does_not_unlock(browser, machine):
    machine.goes_on(minutes=16)
    assert is_locked(browser.post(reverse("signin:here")))
    assert unlock(browser, reverse("signin:here")).status_code == 204
    assert browser.get("/").status_code == 200


def test_a_page_that_is_read_writes_the_session_once_a_minute(browser, machine, django_assert_num_queries):
    def writes(seconds):
        machine.goes_on(seconds=seconds)
        before = OpenSession.objects.get().seen_at
        browser.get("/tin-bao/")
        return OpenSession.objects.get().seen_at != before

    assert [writes(seconds) for seconds in (30, 29, 1, 59, 60)] == [False, False, True, False, True]


def test_signing_out_works_while_locked(browser, machine):
    machine.goes_on(minutes=16)
    assert browser.post(reverse("accounts:sign-out")).url == reverse("signin:sign-in")


def test_the_doors_stay_open_but_the_one_behind_which_a_secret_is_shown(browser, machine, officer):
    machine.goes_on(minutes=16)
    assert browser.get("/dung-thu/").status_code == 200
    steps.services.begin_authenticator(user=officer.user)
    assert is_locked(browser.get(reverse("signin:set-up")))


def test_a_persona_of_the_tryout_unlocks_by_one_button(machine, officer):
    officer.user.username = "can-bo.phuoc-ninh"
    officer.user.save()
    browser = Client()
    browser.post("/dung-thu/vao-vai/", {"persona": "can-bo.phuoc-ninh"})
    machine.goes_on(minutes=16)
    assert 'type="password"' not in browser.get("/").content.decode()
    assert unlock(browser, "/", "").status_code == 302
    assert browser.get("/").status_code == 200
    assert {WORKING_DAY, STORY} <= set(browser.session.keys())


@pytest.fixture
def phone(machine, country, officer):
    """The phone of a hamlet's head, signed in by card and PIN, then left alone for sixteen minutes."""
    head = people.officer(country.hamlet).user
    bound = Phone()
    bound.first_time(issue(client_of(officer), head))
    assert bound.is_in
    machine.goes_on(minutes=16)
    return bound.client


def test_who_came_by_card_unlocks_by_pin(phone):
    page = phone.get("/").content.decode()
    assert "Mã PIN" in page
    assert 'inputmode="numeric"' in page
    assert is_locked(unlock(phone, "/", "111111"))
    assert unlock(phone, "/", PIN).status_code == 302


def test_a_phone_that_is_bound_no_more_is_told_what_to_do(phone):
    for name in [name for name in phone.cookies if name != "sessionid"]:
        del phone.cookies[name]
    assert "Quét lại thẻ để vào." in unlock(phone, "/", PIN).content.decode()
