"""The try-out: a card issued within a story opens on the story's day, whatever day the machine has."""

from datetime import date

import pytest

from portal.accounts.permissions import Role
from portal.accounts.services import assign
from portal.config.demo import phuoc_ninh
from portal.config.demo.card_stories import story_of_card
from portal.config.demo.clock import STORY, WORKING_DAY
from portal.config.settings import base
from portal.core import clock
from portal.core.models import AuditEntry
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.rows import at
from tests.factories.units import SYSTEM
from tests.signin.cards import Phone, card_of, issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(country):
    """Someone who is head in the story only: long before the machine's day it ended."""
    person = people.user("Trần Văn Ấp")
    role = {"role": Role.HAMLET_HEAD, "unit": country.hamlet}
    assign(by=SYSTEM, user=person, **role, valid_from=date(2019, 12, 1), valid_to=date(2020, 1, 1))
    return person


@pytest.fixture
def office(country):
    """An officer's browser within the story."""
    browser = client_of(people.officer(country.commune))
    session = browser.session
    session[WORKING_DAY], session[STORY] = "2019-12-08", phuoc_ninh.STORY.title
    session.save()
    return browser


@pytest.fixture(autouse=True)
def _years_later(head):
    with clock.pinned_to(at("2026-11-22")):
        yield


def test_the_phone_lives_on_the_day_of_the_story(office, head):
    phone = Phone()
    answer = phone.first_time(issue(office, head))
    assert phone.client.session[WORKING_DAY] == "2019-12-08"
    assert phuoc_ninh.STORY.title in answer.content.decode()
    assert answer.content.decode().count('class="action-tile"') == 4
    assert {entry.at.year for entry in AuditEntry.objects.filter(model="signin.card")} == {2019}
    phone.forgets_its_session().enter()
    assert phone.client.session[WORKING_DAY] == "2019-12-08"


def test_the_days_of_a_card_are_the_machines(office, head):
    issue(office, head)
    card = card_of(head)
    assert story_of_card(card).day == date(2019, 12, 8)
    assert card.issued_at.year > 2019


@pytest.fixture
def outside_a_demo(settings):
    """The middleware of a real installation, for clients that have asked nothing yet."""
    settings.MIDDLEWARE = base.MIDDLEWARE


def test_outside_the_try_out_a_card_knows_no_story(office, head, outside_a_demo):
    with clock.pinned_to(at("2019-12-09")):
        token, phone = issue(office, head), Phone()
        assert story_of_card(card_of(head)) is None
        phone.first_time(token)
    assert phone.is_in
    assert WORKING_DAY not in phone.client.session


def test_a_story_left_in_a_row_opens_nothing_outside_the_try_out(head, outside_a_demo, country):
    with clock.pinned_to(at("2019-12-08")):
        token = issue(client_of(people.officer(country.commune)), head)
    assert story_of_card(card_of(head)) == phuoc_ninh.STORY
    phone = Phone()
    phone.first_time(token)
    assert not phone.is_in
