"""Accounts are opened and people assigned: a role has its levels, a name its owner, a day its order."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.accounts.models import Assignment, User
from portal.accounts.permissions import Role
from portal.accounts.services import ROLE_LEVELS, add_person, assign
from portal.core.models import AuditEntry
from tests.factories import people
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db
DAY = date(2019, 12, 1)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_given_only_at_its_levels(country, role):
    for unit in country.all():
        person = people.user()
        if unit.level in ROLE_LEVELS[role]:
            assert assign(by=SYSTEM, user=person, role=role, unit=unit, valid_from=DAY).unit == unit
        else:
            with pytest.raises(ValidationError, match="không phân công"):
                assign(by=SYSTEM, user=person, role=role, unit=unit, valid_from=DAY)
            assert not Assignment.objects.filter(user=person).exists()


def test_an_assignment_is_audited_with_whom_as_what_and_since_when(country):
    person = people.user()
    assign(by=SYSTEM, user=person, role=Role.COMMUNE_OFFICER, unit=country.commune, valid_from=DAY)
    entry = AuditEntry.objects.get(action="person.assign")
    assert entry.changes == {"user": person.pk, "role": "commune-officer", "from": "2019-12-01"}
    assert entry.unit_id == country.commune.pk


def test_the_same_open_assignment_is_not_given_twice(country):
    person = people.user()
    given = {"by": SYSTEM, "user": person, "role": Role.COMMUNE_OFFICER, "unit": country.commune}
    assign(**given, valid_from=DAY)
    with pytest.raises(ValidationError):
        assign(**given, valid_from=date(2019, 12, 5))


def test_an_assignment_ends_after_it_begins(country):
    with pytest.raises(ValidationError):
        assign(
            by=SYSTEM,
            user=people.user(),
            role=Role.COMMUNE_OFFICER,
            unit=country.commune,
            valid_from=DAY,
            valid_to=DAY,
        )


def test_a_name_is_taken_once(db):
    add_person(by=SYSTEM, username="lan", full_name="Nguyễn Thị Lan")
    with pytest.raises(ValidationError):
        add_person(by=SYSTEM, username="lan", full_name="Lê Thị Lan")
    assert User.objects.get().full_name == "Nguyễn Thị Lan"


def test_without_a_password_nobody_signs_in_by_one(db):
    person = add_person(by=SYSTEM, username="lan", full_name="Nguyễn Thị Lan")
    assert not person.has_usable_password()
    assert not person.check_password("")
    known = add_person(by=SYSTEM, username="hoa", full_name="Trần Thị Hoa", password="một câu thật dài")
    assert known.check_password("một câu thật dài")
