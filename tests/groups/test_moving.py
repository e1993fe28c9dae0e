"""A group filed under the wrong hamlet: corrected within its commune, with all that is in its place."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from groups.models import ChatGroup, GroupConfirmation, MemberCount
from groups.services import confirm_group, count_members, edit_group
from portal.core.errors import Refused
from propaganda.models import Relay
from propaganda.services import relay_post
from tests.architecture.world import client_of
from tests.conftest import STORY_DAY
from tests.factories import people
from tests.factories.rows import group, post

pytestmark = pytest.mark.django_db
STANDS_WITH = (ChatGroup, MemberCount, GroupConfirmation, Relay)


def places() -> set[tuple]:
    return {
        (model.__name__, row.unit_id, row.hamlet_id, row.commune_id)
        for model in STANDS_WITH
        for row in model.objects.unscoped("test")
    }


@pytest.fixture
def told(country):
    """A group with a count, a confirmation and a relay."""
    officer = people.officer(country.commune)
    kept = group(country.hamlet, name="Nhóm ấp")
    count_members(by=officer, group=kept, counted_on=STORY_DAY, members=40)
    confirm_group(by=officer, group=kept, condition="active")
    relay_post(by=officer, post=post(country.commune, by=officer), groups=[kept])
    return officer, kept


def test_all_that_stands_with_a_group_moves_along(country, told):
    officer, kept = told
    edit_group(by=officer, group=kept, version=kept.version, unit=country.other_hamlet)
    moved = (country.other_hamlet.pk, country.other_hamlet.pk, country.commune.pk)
    assert places() == {(model.__name__, *moved) for model in STANDS_WITH}


def test_a_group_goes_to_no_other_commune(country, told):
    officer, kept = told
    before = places()
    both = people.officer(country.neighbour, person=officer.user)
    with pytest.raises(Refused, match="trong cùng xã"):
        edit_group(by=both, group=kept, version=kept.version, unit=country.neighbour_hamlet)
    assert places() == before


def test_a_name_taken_there_is_said_beside_the_form(country, told):
    officer, kept = told
    group(country.other_hamlet, name=kept.name)
    with pytest.raises(ValidationError):
        edit_group(by=officer, group=kept, version=kept.version, unit=country.other_hamlet)


def test_the_form_offers_the_places_of_the_commune_and_stands_on_the_present_one(country, told):
    officer, kept = told
    form = client_of(officer).get(reverse("groups:edit", args=[kept.public_id])).context["form"]
    offered = [value for value, _label in form.fields["unit"].choices]
    assert form["unit"].value() == country.hamlet.public_id
    assert country.other_hamlet.public_id in offered
    assert country.neighbour_hamlet.public_id not in offered
