"""Who acts is a person with the assignments of a day; rights reach down, never sideways or up."""

from datetime import date

import pytest

from portal.accounts.actor import Actor, SystemActor
from portal.accounts.permissions import Permission, Role
from portal.accounts.services import assign
from portal.core import clock
from tests.factories import people
from tests.factories.rows import at, group
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db
P = Permission


def on(day, person):
    with clock.pinned_to(day):
        return Actor.of(person)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2019, 10, 31), False),
        (date(2019, 11, 1), True),
        (date(2019, 11, 30), True),
        (date(2019, 12, 1), False),  # the end is the first day without
    ],
)
def test_an_assignment_holds_from_its_first_day_to_before_its_end(country, day, works):
    person = people.user()
    assign(
        by=SYSTEM, user=person, role=Role.COMMUNE_OFFICER, unit=country.commune,
        valid_from=date(2019, 11, 1), valid_to=date(2019, 12, 1),
    )  # fmt: skip
    actor = on(day, person)
    assert actor.has(P.VIEW_TIPS) is works
    assert actor.may(P.VIEW_TIPS, country.hamlet) is works
    assert actor.unit == (country.commune if works else None)
    assert actor.audit_label == (f"commune-officer@{country.commune.pk}" if works else "none")


@pytest.mark.parametrize(
    ("day", "hour", "minute", "second", "works"),
    [
        ("2019-11-30", 23, 59, 59, True),
        ("2019-12-01", 0, 0, 0, False),  # midnight in Vietnam, still 17:00 of the day before in UTC
        ("2019-10-31", 23, 59, 59, False),
        ("2019-11-01", 0, 0, 0, True),
    ],
)
def test_the_days_of_an_assignment_turn_at_midnight_in_vietnam(country, day, hour, minute, second, works):
    person = people.user()
    assign(
        by=SYSTEM, user=person, role=Role.COMMUNE_OFFICER, unit=country.commune,
        valid_from=date(2019, 11, 1), valid_to=date(2019, 12, 1),
    )  # fmt: skip
    assert on(at(day, hour, minute, second), person).has(P.VIEW_TIPS) is works


def test_rights_reach_down_and_never_sideways_or_up(country):
    officer = people.officer(country.commune)
    within = {
        country.commune,
        country.hamlet,
        country.other_hamlet,
        country.self_managed_team,
        country.other_self_managed_team,
    }
    assert {unit for unit in country.all() if officer.may(P.EDIT_GROUPS, unit)} == within
    assert officer.may(P.EDIT_GROUPS, group(country.self_managed_team))
    assert not officer.may(P.EDIT_GROUPS, group(country.neighbour_self_managed_team))
    assert not officer.may(P.WATCH_UNITS, country.commune)


def test_working_at_a_unit_is_not_working_above_it(country):
    province, district = people.officer(country.province), people.officer(country.district)
    assert district.works_at(P.HANDLE_TIPS, country.district.pk)
    assert not district.works_at(P.HANDLE_TIPS, country.commune.pk)
    assert not province.works_at(P.HANDLE_TIPS, country.district.pk)


def test_each_role_counts_only_in_its_own_unit(country):
    person = people.user()
    people.officer(country.commune, Role.COMMITTEE_LEADER, person=person)
    both = people.officer(country.neighbour_hamlet, person=person)
    assert both.may(P.VIEW_TIPS, country.hamlet)
    assert not both.may(P.VIEW_TIPS, country.neighbour_hamlet)
    assert both.may(P.LOG_TIPS, country.neighbour_hamlet)
    assert not both.may(P.LOG_TIPS, country.commune)


def test_the_unit_worked_for_is_chosen_among_ones_own_only(country):
    person = people.user()
    people.officer(country.commune, person=person)
    people.officer(country.new_commune, person=person)
    assert Actor.of(person).unit == country.commune
    assert Actor.of(person, unit_id=country.new_commune.pk).unit == country.new_commune
    assert Actor.of(person, unit_id=country.neighbour.pk).unit == country.commune


@pytest.mark.parametrize(("role", "phone"), [(Role.HAMLET_HEAD, True), (Role.COMMUNE_OFFICER, False)])
def test_who_gets_the_phone_pages(country, role, phone):
    unit = country.hamlet if role == Role.HAMLET_HEAD else country.commune
    assert people.officer(unit, role).phone_only is phone


def test_the_system_may_do_anything_but_open_who_told(country):
    system = SystemActor("nightly count")
    assert system.may(P.EDIT_GROUPS, country.commune)
    assert system.works_at(P.HANDLE_TIPS, country.commune.pk)
    assert not system.works_at(P.OPEN_INFORMANT, country.commune.pk)
    assert (system.user, system.audit_label) == (None, "system: nightly count")
