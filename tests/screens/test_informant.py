"""Opening the informant on screen: by POST, for a reason, for the right person, shown once."""

import pytest
from django.urls import reverse

from portal.core.models import AuditEntry
from tests.architecture.world import client_of
from tests.factories import people, rows

pytestmark = pytest.mark.django_db
NAME = "Người Kể Chuyện"
REASON = "Cần hỏi thêm về biển số xe"


@pytest.fixture
def told(country):
    officer = people.officer(country.commune)
    return officer, rows.tip(country.hamlet, by=officer, informant_name=NAME, informant_phone="0987654321")


def open_as(actor, tip, reason=REASON):
    return client_of(actor).post(reverse("tips:open-informant", args=[tip.public_id]), {"reason": reason})


def test_the_one_who_logged_it_opens_it_and_every_opening_is_audited(told):
    officer, tip = told
    assert NAME not in client_of(officer).get(reverse("tips:detail", args=[tip.public_id])).content.decode()
    response = open_as(officer, tip)
    assert NAME in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    entry = AuditEntry.objects.get(action="informant.open")
    assert (entry.actor, entry.object_id) == (officer.user, tip.public_id)
    assert NAME not in str(entry.changes)
    assert REASON not in str(entry.changes)


@pytest.mark.parametrize("reason", ["", "vì"])
def test_without_a_reason_it_stays_shut(told, reason):
    officer, tip = told
    response = open_as(officer, tip, reason)
    assert NAME not in response.content.decode()
    assert not AuditEntry.objects.filter(action="informant.open").exists()


def test_a_link_does_not_open_it(told):
    officer, tip = told
    assert client_of(officer).get(reverse("tips:open-informant", args=[tip.public_id])).status_code == 405
    assert not AuditEntry.objects.filter(action="informant.open").exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (lambda c: people.officer(c.commune), 403),
        (lambda c: people.leader(c.commune), 403),
        (lambda c: people.officer(c.district), 403),
        (lambda c: people.officer(c.hamlet), 403),
        (lambda c: people.officer(c.neighbour), 404),
    ],
)
def test_nobody_else_opens_it(country, told, who, status):
    response = open_as(who(country), told[1])
    assert response.status_code == status
    assert NAME not in response.content.decode()
    assert not AuditEntry.objects.filter(action="informant.open").exists()


def test_the_one_it_is_given_to_opens_it(country, told):
    officer, tip = told
    colleague = people.officer(country.commune)
    rows.transition(tip, "assign", by=officer, handler=colleague.user)
    assert NAME in open_as(colleague, tip).content.decode()
