"""Accounts on screen: opening, ending a role, changing one's own password."""

import pytest
from django.urls import reverse

from portal.accounts.models import Assignment, User
from tests.architecture.world import client_of
from tests.factories import people

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-rat-dai-2019"


def ending(assignment):
    return {
        "user": assignment.user.public_id,
        "unit": assignment.unit.public_id,
        "role": assignment.role,
    }


@pytest.fixture
def administrator(country):
    return people.administrator(country.commune)


def test_a_new_officer_signs_in_and_changes_the_password(country, administrator, client):
    given = {
        "full_name": "Người Mới",
        "username": "can-bo.moi",
        "password": PASSWORD,
        "role": "commune-officer",
        "unit": country.commune.public_id,
        "valid_from": "2019-12-01",
    }
    assert client_of(administrator).post(reverse("accounts:add-person"), given).status_code == 302
    client.post(reverse("signin:sign-in"), {"username": "can-bo.moi", "password": PASSWORD})
    new = PASSWORD + "-khac"
    changed = client.post(
        reverse("signin:password"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )
    assert changed.status_code == 302
    assert User.objects.get(username="can-bo.moi").check_password(new)


@pytest.mark.parametrize(
    "wrong", [{"role": "district-officer"}, {"password": "ngan"}, {"username": "Có Dấu"}]
)
def test_what_does_not_fit_opens_no_account(country, administrator, wrong):
    given = {
        "full_name": "Người Mới",
        "username": "moi",
        "password": PASSWORD,
        "role": "commune-officer",
        "unit": country.commune.public_id,
        "valid_from": "2019-12-01",
    } | wrong
    assert client_of(administrator).post(reverse("accounts:add-person"), given).status_code == 200
    assert not User.objects.filter(full_name="Người Mới").exists()


def test_an_ended_role_ends_at_the_next_click(country, administrator):
    officer = people.officer(country.commune)
    browser = client_of(officer)
    assert browser.get("/tin-bao/").status_code == 200
    client_of(administrator).post(reverse("accounts:end-assignment"), ending(officer.current))
    assert browser.get("/tin-bao/").status_code == 403
    assert Assignment.objects.get(pk=officer.current.pk).valid_to is not None


def test_nobody_ends_a_neighbours_role_nor_their_own(country, administrator):
    theirs = people.officer(country.neighbour).current
    browser = client_of(administrator)
    assert browser.post(reverse("accounts:end-assignment"), ending(theirs)).status_code == 404
    browser.post(reverse("accounts:end-assignment"), ending(administrator.current))
    assert not Assignment.objects.exclude(valid_to=None).exists()
