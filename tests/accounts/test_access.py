"""Marks of a view: who opens it, and which forms wait for their turn."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.accounts.access import about_oneself, needs
from portal.accounts.permissions import Permission
from portal.core.errors import Refused
from tests.factories import people

pytestmark = pytest.mark.django_db


def view(request):
    return HttpResponse("mở")


@pytest.fixture
def waited(monkeypatch):
    """Of each form that waited for its turn, whether it was about its sender's own account."""
    turns = []

    def in_turn(request, answer, *, own):
        turns.append(own)
        return answer()

    monkeypatch.setattr("portal.accounts.access.serialized", in_turn)
    return turns


def answer(view, actor, method="GET"):
    request = RequestFactory().generic(method, "/")
    request.actor = actor
    return view(request).content.decode()


def test_one_of_the_permissions_opens_a_view_and_a_refusal_names_the_first(country):
    guarded = needs(Permission.VIEW_TIPS, Permission.LOG_TIPS)(view)
    for actor in (people.leader(country.commune), people.officer(country.hamlet)):
        assert answer(guarded, actor) == "mở"
    with pytest.raises(Refused, match="quyền xem tin báo của địa bàn"):
        answer(guarded, people.administrator(country.commune))


def test_a_form_waits_for_its_turn_and_a_page_does_not(country, waited):
    actor = people.officer(country.commune)
    guarded = needs(Permission.EDIT_GROUPS)(view)
    assert answer(guarded, actor) == "mở"
    assert waited == []
    assert answer(guarded, actor, "POST") == "mở"
    assert waited == [False]


def test_a_view_that_works_long_before_it_writes_takes_no_turn(country, waited):
    assert (
        answer(needs(Permission.EDIT_GROUPS, in_turns=False)(view), people.officer(country.commune), "POST")
        == "mở"
    )
    assert waited == []


def test_a_form_about_oneself_waits_for_ones_own_account(country, waited):
    actor = people.administrator(country.commune)
    assert answer(about_oneself(view), actor) == answer(about_oneself(view), actor, "POST") == "mở"
    assert waited == [True]
