"""Open sessions: listed for their owner, ended one by one or all, kept under a digest of their key."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.signin import devices
from portal.signin.models import OpenSession
from portal.signin.session_store import session_digest
from tests.architecture.world import client_of
from tests.factories import people
from tests.signin import steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


def key_of(browser: Client) -> str:
    return session_digest(browser.cookies["sessionid"].value)


def test_the_key_in_the_browser_stands_nowhere_in_the_table(officer):
    browser = client_of(officer)
    row = OpenSession.objects.get(user=officer.user)
    assert row.session_key == key_of(browser)
    assert browser.cookies["sessionid"].value not in str(OpenSession.objects.values().get())
    # Whoever read the table has no way in with it.
    thief = Client()
    thief.cookies["sessionid"] = row.session_key
    assert not steps.is_in(thief)


def test_ones_own_sessions_are_listed_with_this_one_marked(officer):
    here, _elsewhere = client_of(officer), client_of(officer)
    client_of(people.officer(officer.unit))
    page = here.get(reverse("signin:own")).content.decode()
    assert page.count('class="pill pill-done"') == 1
    assert page.count(reverse("signin:end-session")) == 1


def test_one_session_is_ended_and_is_out_at_its_next_click(officer):
    here, elsewhere, third = (client_of(officer) for _browser in range(3))
    here.post(reverse("signin:end-session"), {"session": key_of(elsewhere)})
    assert [steps.is_in(browser) for browser in (here, elsewhere, third)] == [True, False, True]


def test_all_others_are_ended(officer):
    here, elsewhere, third = (client_of(officer) for _browser in range(3))
    here.post(reverse("signin:end-other-sessions"))
    assert [steps.is_in(browser) for browser in (here, elsewhere, third)] == [True, False, False]


@pytest.mark.parametrize("named", ["theirs", "", "-"])
def test_nobody_ends_a_session_of_someone_else_by_naming_it(officer, named):
    here, own, theirs = client_of(officer), client_of(officer), client_of(people.officer(officer.unit))
    here.post(reverse("signin:end-session"), {"session": key_of(theirs) if named == "theirs" else named})
    assert all(steps.is_in(browser) for browser in (here, own, theirs))


def test_signing_out_takes_the_row_away(officer):
    browser = client_of(officer)
    browser.post(reverse("accounts:sign-out"))
    assert not OpenSession.objects.filter(user=officer.user).exists()


def test_a_closed_account_has_no_session_left(officer):
    client_of(officer)
    officer.user.is_active = False
    officer.user.save()
    assert not OpenSession.objects.filter(user=officer.user).exists()


def test_a_link_ends_nothing(officer):
    browser = client_of(officer)
    for name in ("end-session", "end-other-sessions", "here"):
        assert browser.get(reverse(f"signin:{name}")).status_code == 405


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36", "Chrome trên Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge trên Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36 Zalo android/12", "Zalo trên Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari trên iPhone"),
        ("curl/8.0", "Máy không rõ loại"),
        ("", "Máy không rõ loại"),
    ],
)  # fmt: skip
def test_a_browser_is_named_in_words(user_agent, words):
    assert devices.words(user_agent) == words


def test_what_was_said_to_one_is_not_read_by_the_next(country, officer):
    """A message not yet shown lives in the session: it ends with it, on a shared machine too."""
    browser = client_of(officer)
    browser.post(reverse("signin:end-other-sessions"))
    browser.post(reverse("accounts:sign-out"))
    assert "messages" not in browser.cookies
    browser.force_login(people.officer(country.neighbour).user)
    assert "Đã kết thúc" not in browser.get("/").content.decode()


@pytest.mark.parametrize("elsewhere", [False, True])
def test_who_manages_only_some_of_what_a_person_does_reads_nothing_of_their_sessions(country, elsewhere):
    head = people.officer(country.hamlet)
    if elsewhere:
        people.officer(country.neighbour_hamlet, person=head.user)
    client_of(head)
    page = client_of(people.administrator(country.commune)).get(
        reverse("accounts:person", args=[head.user.public_id])
    )
    assert ("Các phiên đang mở" in page.content.decode()) is not elsewhere
