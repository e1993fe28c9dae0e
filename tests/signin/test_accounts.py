"""Accounts nobody uses are closed after 45 days; what an administrator puts right, and for whom."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from portal.accounts.permissions import Role
from portal.accounts.services import reopen_account
from portal.core import jobs
from portal.core.models import AuditEntry
from portal.signin import selectors, services
from portal.signin.models import AccountState, OpenSession
from tests.architecture.world import client_of
from tests.factories import people
from tests.signin import steps
from tests.signin.cards import Machine

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(country):
    return steps.known(people.officer(country.hamlet).user)


@pytest.fixture
def administrator(country):
    return people.administrator(country.commune)


def unused_for(user, days):
    day = selectors.machine_day() - timedelta(days=days)
    AccountState.objects.filter(user=user).update(last_used_on=day, counted_from=day)


# --- unused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "closes"), [(44, False), (45, True)])
def test_it_is_closed_on_the_forty_fifth_day(head, days, closes):
    unused_for(head, days)
    assert services.close_unused() == closes
    head.refresh_from_db()
    assert head.is_active is not closes
    assert AuditEntry.objects.filter(action="signin.close-unused").count() == closes


def test_the_door_closes_it_even_where_no_night_passed(client, head):
    unused_for(head, 45)
    assert "45 ngày" in steps.enter_name(client, head).content.decode()
    head.refresh_from_db()
    assert not head.is_active
    assert not steps.is_in(client)


def test_it_is_closed_with_its_sessions(head, country):
    browser = client_of(people.actor(head))
    unused_for(head, 60)
    call_command("disable_unused")
    assert not steps.is_in(browser)
    assert not OpenSession.objects.filter(user=head).exists()


def test_the_nightly_job_looks_and_forgets_sessions_that_are_over(head, client):
    client.force_login(head)
    OpenSession.objects.update(expire_date=selectors.clock.machine_now() - timedelta(days=1))
    unused_for(head, 45)
    jobs.requeue_recurring()
    jobs.drain()
    head.refresh_from_db()
    assert not head.is_active
    assert not OpenSession.objects.exists()


def test_an_account_that_was_never_used_is_counted_from_the_day_it_was_opened(country):
    person = people.user(password=steps.PASSWORD)
    assert AccountState.objects.get(user=person).counted_from == selectors.machine_day()
    AccountState.objects.all().delete()
    assert services.close_unused() == 0
    unused_for(person, 45)
    assert services.close_unused() == 1


def test_opening_and_reopening_an_account_is_no_use_of_it(country, administrator, client):
    """Neither the opening, nor the nightly job that first checks it, nor reopening says that somebody used it."""
    person = people.officer(country.commune).user
    browser = client_of(administrator)
    assert "chưa dùng" in page_of(browser, person)
    AccountState.objects.filter(user=person).delete()
    services.close_unused()
    services.count_anew(user=person)
    assert AccountState.objects.get(user=person).last_used_on is None
    assert "chưa dùng" in page_of(browser, person)
    client.force_login(person)
    assert "chưa dùng" not in page_of(browser, person)


def test_the_tryouts_people_live_in_their_story_and_are_not_closed(country, settings):
    persona = people.officer(country.commune).user
    services.note_use(user=persona, day=date(2019, 1, 1))
    settings.UNUSED_DAYS = 0  # as the demo's settings have it
    assert services.close_unused() == 0
    settings.UNUSED_DAYS = 45
    assert services.close_unused() == 1


def test_use_is_noted_once_a_day(head, monkeypatch):
    machine = Machine(monkeypatch)
    browser = client_of(people.actor(head))
    unused_for(head, 30)
    machine.goes_on(minutes=10)
    browser.get("/")
    was = AccountState.objects.get(user=head).last_used_on
    for _day in range(2):
        for _step in range(100):
            machine.goes_on(minutes=14)
            browser.post(reverse("signin:here"))
    assert was != AccountState.objects.get(user=head).last_used_on == selectors.machine_day()


def test_opened_again_its_days_are_counted_anew(head, administrator, client):
    unused_for(head, 60)
    services.close_unused()
    head.refresh_from_db()
    reopen_account(by=administrator, user=head)
    assert AccountState.objects.get(user=head).unused_since is None
    steps.enter_name(client, head)
    assert steps.is_in(client)


# --- what an administrator puts right -------------------------------------------------------------


def page_of(browser, person):
    return browser.get(reverse("accounts:person", args=[person.public_id])).content.decode()


def press(browser, name, person, **fields):
    return browser.post(reverse(f"signin:{name}", args=[person.public_id]), fields)


def test_the_page_of_a_person_says_how_they_sign_in(country, administrator):
    officer = steps.known(people.officer(country.commune).user)
    browser = client_of(administrator)
    assert "Chưa cài" in page_of(browser, officer)
    steps.with_authenticator(officer)
    client_of(people.actor(officer))
    for _time in range(5):
        steps.enter_name(browser.__class__(), officer, "sai")
    page = page_of(browser, officer)
    assert "còn 10 mã dự phòng" in page
    assert "Cho đăng nhập lại ngay" in page
    assert "Máy không rõ loại" in page


def test_a_lost_authenticator_is_taken_off_and_set_up_anew(client, country, administrator):
    officer = steps.known(people.officer(country.commune).user)
    codes = steps.with_authenticator(officer)
    inside = client_of(people.actor(officer))
    press(client_of(administrator), "reset-authenticator", officer)
    assert not steps.is_in(inside)
    assert steps.enter_name(client, officer).url == reverse("signin:set-up")
    assert not services.accept_code(by=people.actor(officer), code=codes[0])


def test_a_forgotten_password_is_replaced_by_one_that_must_be_changed(client, head, administrator):
    browser = client_of(administrator)
    assert press(browser, "initial-password", head, password="ngan").status_code == 200
    press(browser, "initial-password", head, password="tam-thoi-cho-chi")
    assert "tam-thoi" not in str(AuditEntry.objects.values())
    steps.enter_name(client, head, "tam-thoi-cho-chi")
    assert client.get("/").url == reverse("signin:password")


def test_who_must_wait_is_let_in_at_once(client, head, administrator):
    for _time in range(5):
        steps.enter_name(client, head, "sai")
    press(client_of(administrator), "let-try-again", head)
    steps.enter_name(client, head)
    assert steps.is_in(client)


def test_someones_sessions_are_ended(head, administrator):
    inside = client_of(people.actor(head))
    press(client_of(administrator), "end-sessions", head)
    assert not steps.is_in(inside)


BUTTONS = ["initial-password", "reset-authenticator", "let-try-again", "end-sessions"]


@pytest.mark.parametrize("name", BUTTONS)
def test_whom_it_is_done_for_and_whom_not(country, administrator, name):
    browser = client_of(administrator)
    neighbour = people.officer(country.neighbour).user
    elsewhere_too = people.officer(country.neighbour, person=people.officer(country.commune).user).user
    done = {"password": "tam-thoi-cho-chi"}
    assert press(browser, name, neighbour, **done).status_code == 404
    assert press(browser, name, elsewhere_too, **done).status_code == 403
    if name != "end-sessions":  # one's own may be ended by oneself
        assert press(browser, name, administrator.user, **done).status_code == 403
    officer = people.officer(country.commune, Role.COMMITTEE_LEADER)
    assert press(client_of(officer), name, people.officer(country.hamlet).user, **done).status_code == 403
    assert not AuditEntry.objects.filter(action__startswith="signin.").exists()
