"""People at work: accounts and assignments made through the services."""

from datetime import date
from itertools import count

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.permissions import Role
from portal.accounts.services import add_person, assign
from portal.units.choices import Level
from portal.units.models import Unit
from tests.factories.units import SYSTEM

_numbers = count(1)
_ROLE_AT = {
    Level.PROVINCE: Role.PROVINCE_OFFICER,
    Level.DISTRICT: Role.DISTRICT_OFFICER,
    Level.COMMUNE: Role.COMMUNE_OFFICER,
    Level.HAMLET: Role.HAMLET_HEAD,
    Level.SELF_MANAGED_TEAM: Role.HAMLET_HEAD,
}
LONG_AGO = date(2015, 1, 1)


def user(name: str = "", password: str | None = None) -> User:
    """An account without any assignment."""
    number = next(_numbers)
    return add_person(
        by=SYSTEM, username=f"person-{number}", full_name=name or f"Người số {number}", password=password
    )


def actor(person: User) -> Actor:
    """A person as the clock's day finds them."""
    return Actor.of(person)


def officer(unit: Unit, role: str = "", *, person: User | None = None) -> Actor:
    """Someone on duty at a unit, by default in the role that runs such a unit's daily work."""
    person = person or user()
    assign(by=SYSTEM, user=person, role=role or _ROLE_AT[Level(unit.level)], unit=unit, valid_from=LONG_AGO)
    return actor(person)


def leader(commune: Unit) -> Actor:
    return officer(commune, Role.COMMITTEE_LEADER)


def reporter(commune: Unit) -> Actor:
    return officer(commune, Role.ORGANISATION_REPORTER)


def administrator(unit: Unit) -> Actor:
    return officer(unit, Role.ADMINISTRATOR)
