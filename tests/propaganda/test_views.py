"""Registering a post: for the commune one works for now."""

import uuid

import pytest
from django.urls import reverse

from propaganda.models import Post
from tests.architecture.world import client_of
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_whoever_has_two_communes_registers_for_the_one_worked_for(country):
    officer = people.officer(country.commune)
    people.officer(country.neighbour, person=officer.user)
    browser = client_of(officer)
    browser.post(reverse("accounts:switch-unit"), {"unit": country.neighbour.public_id})
    given = {
        "key": str(uuid.uuid4()),
        "title": "Phòng cháy mùa khô",
        "topic": "fire",
        "posted_at": "2019-12-08T08:00",
    }
    assert browser.post(reverse("propaganda:new"), given).status_code == 302
    assert Post.objects.unscoped("test").get().unit == country.neighbour
