"""One query reads a session with its user and their assignments; each of the three ends as soon as it is ended."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse

from portal.accounts.actor import Actor, AssignmentsOfDay
from portal.accounts.models import Assignment
from portal.accounts.permissions import Role
from portal.accounts.services import assign
from portal.core import clock
from portal.signin.models import OpenSession
from portal.signin.session_store import SessionStore, user_at_hand, user_of
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.units import SYSTEM
from tests.story_day import STORY_DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(country):
    """An officer of two communes, of the second from today on, who worked for the province until yesterday."""
    actor = people.officer(country.commune)
    role = {"user": actor.user, "role": Role.PROVINCE_OFFICER, "unit": country.province}
    assign(by=SYSTEM, **role, valid_from=STORY_DAY - timedelta(days=9), valid_to=STORY_DAY)
    assign(
        by=SYSTEM, user=actor.user, role=Role.COMMUNE_OFFICER, unit=country.neighbour, valid_from=STORY_DAY
    )
    return people.actor(actor.user)


@pytest.fixture
def browser(officer):
    return client_of(officer)


def request_of(browser):
    """A request that has asked nothing yet."""
    request = RequestFactory().get("/")
    request.session = SessionStore(browser.session.session_key)
    return request


def is_in(browser) -> bool:
    return browser.get("/tin-bao/").status_code == 200


def test_session_user_assignments_and_their_units_are_one_query(browser, officer, django_assert_num_queries):
    request = request_of(browser)
    with django_assert_num_queries(1):
        user = user_of(request)
        actor = Actor.of(user, held=request.session.held)
        units = [row.unit.full_name for row in actor.assignments]
    assert user == officer.user
    assert [(row.pk, row.role) for row in actor.assignments] == [
        (row.pk, row.role) for row in officer.assignments
    ]
    assert units == [row.unit.full_name for row in officer.assignments]
    assert len(units) == 2


def test_a_person_without_an_assignment_and_a_session_of_nobody_are_one_query(
    client, country, django_assert_num_queries
):
    user = people.user()
    request = request_of(client_of(people.actor(user)))
    with django_assert_num_queries(1):
        assert Actor.of(user_of(request), held=request.session.held).assignments == ()
    session = client.session
    session["anything"] = 1
    session.save()
    request = request_of(client)
    with django_assert_num_queries(1):
        assert not user_of(request).is_authenticated
    assert request.session.held is None


def test_a_session_that_was_ended_elsewhere_is_over_at_once(browser, officer):
    assert is_in(browser)
    OpenSession.objects.filter(user=officer.user).delete()
    assert not is_in(browser)


def test_a_closed_account_is_out_at_once(browser, officer):
    assert is_in(browser)
    officer.user.is_active = False
    officer.user.save()
    assert not is_in(browser)
    assert not user_of(request_of(browser)).is_authenticated


def test_a_password_changed_elsewhere_ends_the_session(browser, officer):
    assert is_in(browser)
    officer.user.set_password("mot-mat-khau-khac-2019")
    officer.user.save()
    assert not is_in(browser)


def test_rights_end_at_midnight(browser, officer):
    Assignment.objects.filter(user=officer.user).update(valid_to=STORY_DAY + timedelta(days=1))
    with clock.pinned_to(STORY_DAY):
        assert is_in(browser)
    with clock.pinned_to(STORY_DAY + timedelta(days=1)):
        assert browser.get("/tin-bao/").status_code == 403


def test_rights_end_where_midnight_passes_after_the_session_was_read(browser, officer):
    Assignment.objects.filter(user=officer.user).update(valid_to=STORY_DAY + timedelta(days=1))
    request = request_of(browser)
    user = user_of(request)
    with clock.pinned_to(STORY_DAY + timedelta(days=1)):
        assert Actor.of(user, held=request.session.held).assignments == ()


def test_an_assignment_given_or_taken_elsewhere_counts_from_the_next_page_on(browser, officer):
    assert is_in(browser)
    rows = list(Assignment.objects.filter(user=officer.user))
    Assignment.objects.filter(user=officer.user).delete()
    assert browser.get("/tin-bao/").status_code == 403
    Assignment.objects.bulk_create(rows)
    assert is_in(browser)


def test_what_was_read_for_one_user_is_never_anothers(browser, officer, country):
    request = request_of(browser)
    assert user_of(request) == officer.user
    other = people.officer(country.hamlet)
    actor = Actor.of(other.user, held=request.session.held)
    assert [row.user_id for row in actor.assignments] == [other.user.pk]
    # The backend has nobody at hand once the request's own user is known.
    assert user_at_hand(officer.user.pk) is None


def test_a_form_does_not_trust_what_its_page_was_read_with(browser, officer, monkeypatch):
    """Its rights are read anew once it holds its units (portal.accounts.form_locks)."""
    read = []
    of = AssignmentsOfDay.read
    monkeypatch.setattr(AssignmentsOfDay, "read", lambda user, on: read.append(user) or of(user, on))
    browser.get("/tin-bao/")
    assert read == []
    browser.post(reverse("tips:new"))
    assert read == [officer.user]
