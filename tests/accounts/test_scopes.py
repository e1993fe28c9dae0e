"""Several roles at once see what each of them sees, together and never more; on every day."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from groups.models import ChatGroup
from portal.accounts.actor import Actor
from portal.accounts.models import Assignment
from portal.accounts.permissions import Permission, Role, allowed
from portal.accounts.services import ROLE_LEVELS, assign
from portal.core import clock
from portal.units.scoping import covers
from tests.factories import people, rows
from tests.factories.units import SYSTEM
from tips.models import Tip

pytestmark = pytest.mark.django_db
FIRST = date(2019, 12, 1)
ROLES = [role for role in Role if ROLE_LEVELS[role]]
_Day = st.integers(min_value=0, max_value=9).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def terms(draw):
    """Some roles at some units (by number among those that fit), each for some days of ten, open ends among them."""
    drawn = []
    for _term in range(draw(st.integers(min_value=1, max_value=5))):
        role, place, since = draw(st.sampled_from(ROLES)), draw(st.integers(0, 12)), draw(_Day)
        length = draw(st.none() | st.integers(min_value=1, max_value=9))
        drawn.append((role, place, since, since + timedelta(days=length) if length else None))
    return drawn


@pytest.fixture
def filled(country):
    """A group and a tip in every unit."""
    for unit in country.all():
        if unit.commune_id:
            rows.group(unit)
            rows.tip(unit)
    return country


def hold(country, person, role, place, since, until):
    """Give the role as drawn; None where the person has it then already."""
    fitting = [unit for unit in country.all() if unit.level in ROLE_LEVELS[role]]
    unit = fitting[place % len(fitting)]
    taken = Assignment.objects.filter(user=person, role=role, unit=unit)
    if taken.exists():
        return None
    return assign(by=SYSTEM, user=person, role=role, unit=unit, valid_from=since, valid_to=until)


def seen(model, actor):
    return set(model.objects.visible_to(actor).values_list("pk", flat=True))


@given(drawn=terms(), day=_Day)
def test_roles_together_see_what_each_sees_and_never_more(filled, drawn, day):
    with transaction.atomic(), clock.pinned_to(day):
        person = people.user()
        given = [row for term in drawn if (row := hold(filled, person, *term))]
        today = [row for row in given if row.valid_from <= day and (not row.valid_to or day < row.valid_to)]
        actor = Actor.of(person)
        alone = [Actor(person, (row,), day, row) for row in today]
        assert {row.pk for row in actor.assignments} == {row.pk for row in today}
        for model in (ChatGroup, Tip):
            assert seen(model, actor) == set().union(*(seen(model, one) for one in alone))
        for permission in Permission:
            for unit in filled.all():
                expected = any(allowed(row.role, permission) and covers(row.unit, unit) for row in today)
                assert actor.may(permission, unit) is expected
        transaction.set_rollback(True)
