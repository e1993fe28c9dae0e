"""Accounts are opened and people assigned: a role has its levels, a name its owner, a day its order."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.accounts import services
from portal.accounts.models import Assignment, User
from portal.accounts.permissions import Role
from portal.accounts.services import ROLE_LEVELS, add_person, assign, end_assignment, restore_assignment
from portal.bodies.services import end_body
from portal.core import clock
from portal.core.errors import Refused
from portal.core.models import AuditEntry
from tests.factories import people, rows
from tests.factories.rows import at
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2019, 12, 1), date(2019, 12, 8)


@pytest.fixture
def administrator(country):
    return people.administrator(country.commune)


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


def test_an_assignment_is_audited_with_whom_as_what_and_since_when(country, administrator):
    person = people.user()
    row = assign(
        by=administrator, user=person, role=Role.COMMUNE_OFFICER, unit=country.commune, valid_from=DAY
    )
    entry = AuditEntry.objects.get(action="person.assign", object_id=row.public_id)
    assert entry.changes == {"user": person.pk, "role": "commune-officer", "from": "2019-12-01"}
    assert entry.unit_id == country.commune.pk
    assert row.given_by == administrator.user


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        ((DAY, None), (date(2019, 12, 5), None), False),
        ((DAY, None), (date(2019, 11, 1), DAY), True),  # ends where the other begins
        ((DAY, None), (date(2019, 11, 1), date(2019, 12, 2)), False),
        ((DAY, date(2019, 12, 5)), (date(2019, 12, 5), None), True),
        ((DAY, date(2019, 12, 5)), (date(2019, 12, 4), None), False),
        ((date(2020, 1, 1), None), (DAY, date(2020, 1, 1)), True),
    ],
)
def test_nobody_has_the_same_role_in_a_unit_twice_on_a_day(country, first, second, fits):
    given = {"by": SYSTEM, "user": people.user(), "role": Role.COMMUNE_OFFICER, "unit": country.commune}
    assign(**given, valid_from=first[0], valid_to=first[1])
    if fits:
        assign(**given, valid_from=second[0], valid_to=second[1])
    else:
        with pytest.raises(ValidationError, match="đã có vai trò"):
            assign(**given, valid_from=second[0], valid_to=second[1])
    assert Assignment.objects.count() == 1 + fits


def test_roles_in_several_units_may_overlap(country):
    person = people.user()
    for unit in (country.commune, country.neighbour):
        assign(by=SYSTEM, user=person, role=Role.COMMUNE_OFFICER, unit=unit, valid_from=DAY)
    assert person.assignments.count() == 2


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


@pytest.mark.parametrize(("day", "fits"), [("2025-06-30", True), ("2025-07-01", False)])
def test_nobody_is_assigned_to_a_unit_that_has_ended(country, day, fits):
    given = {"by": SYSTEM, "user": people.user(), "role": Role.COMMUNE_OFFICER, "unit": country.commune}
    if fits:
        assign(**given, valid_from=date.fromisoformat(day))
    else:
        with pytest.raises(ValidationError, match="đã chấm dứt hoạt động"):
            assign(**given, valid_from=date.fromisoformat(day))


def test_a_closed_account_gets_no_role(country, administrator):
    officer = people.officer(country.commune).user
    services.close_account(by=administrator, user=officer)
    with pytest.raises(ValidationError, match="đã đóng"):
        assign(
            by=administrator, user=officer, role=Role.COMMITTEE_LEADER, unit=country.commune, valid_from=TODAY
        )


def test_nobody_gives_themselves_a_role_or_gives_one_outside_their_area(country, administrator):
    given = {"role": Role.COMMUNE_OFFICER, "valid_from": TODAY}
    with pytest.raises(Refused, match="chính mình"):
        assign(by=administrator, user=administrator.user, unit=country.commune, **given)
    for unit in (country.neighbour, country.new_commune):
        with pytest.raises(Refused, match="đơn vị mình quản lý"):
            assign(by=administrator, user=people.user(), unit=unit, **given)


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


def test_a_renamed_person_is_found_by_the_new_name_and_the_audit_keeps_neither(country, administrator):
    person = people.officer(country.commune, person=people.user("Nguyễn Thị Lan")).user
    services.rename_person(by=administrator, user=person, full_name="  Nguyễn  Thị Làn ")
    person.refresh_from_db()
    assert person.full_name == "Nguyễn Thị Làn"
    assert person.search.startswith(" nguyen thi lan ")
    kept = AuditEntry.objects.get(action="person.rename").changes["full_name"]
    assert all(value.startswith("hmac:") for value in kept)


# --- ending, and undoing it ---------------------------------------------------------------------
def test_ending_today_ends_the_rights_today_and_may_be_undone(country, administrator):
    row = people.officer(country.commune).current
    until = date(2020, 2, 1)
    Assignment.objects.filter(pk=row.pk).update(valid_to=until)
    ended = end_assignment(by=administrator, assignment=row)
    assert ended.valid_to == TODAY
    assert restore_assignment(by=administrator, assignment=ended, valid_to=until).valid_to == until
    actions = (
        AuditEntry.objects.filter(object_id=row.public_id).order_by("id").values_list("action", flat=True)
    )
    assert list(actions) == ["person.assign", "person.end-assignment", "person.restore-assignment"]


def test_an_end_may_lie_ahead_and_never_behind(country, administrator):
    row = people.officer(country.commune).current
    assert end_assignment(by=administrator, assignment=row, on=date(2019, 12, 31)).valid_to.day == 31
    assert end_assignment(by=administrator, assignment=row, on=date(2019, 12, 20)).valid_to.day == 20
    with pytest.raises(ValidationError, match="đã qua"):
        end_assignment(by=administrator, assignment=row, on=date(2019, 12, 7))
    with pytest.raises(ValidationError, match="từ trước"):
        end_assignment(by=administrator, assignment=row, on=date(2019, 12, 20))


def test_an_act_on_a_unit_may_end_what_was_on_its_day(country):
    row = people.officer(country.commune).current
    assert end_assignment(by=SYSTEM, assignment=row, on=date(2019, 12, 1)).valid_to == date(2019, 12, 1)


def test_what_never_held_is_as_if_never_given(country, administrator):
    person = people.user()
    given = {"by": administrator, "user": person, "unit": country.commune}
    for role, since in ((Role.COMMUNE_OFFICER, TODAY), (Role.COMMITTEE_LEADER, date(2020, 1, 1))):
        row = assign(**given, role=role, valid_from=since)
        end_assignment(by=administrator, assignment=row)
    assert not person.assignments.exists()
    assert AuditEntry.objects.filter(action="person.unassign").count() == 2


def test_what_was_over_stays_over(country, administrator):
    row = people.officer(country.commune).current
    end_assignment(by=administrator, assignment=row)
    with clock.pinned_to(at("2019-12-09", 0)), pytest.raises(Refused, match="Phân công lại"):
        restore_assignment(by=administrator, assignment=Assignment.objects.get(pk=row.pk))


def test_an_undone_end_does_not_run_into_a_role_given_meanwhile(country, administrator):
    row = people.officer(country.commune).current
    end_assignment(by=administrator, assignment=row)
    assign(by=administrator, user=row.user, role=row.role, unit=row.unit, valid_from=TODAY)
    row.refresh_from_db()
    with pytest.raises(ValidationError, match="đã có vai trò"):
        restore_assignment(by=administrator, assignment=row)


# --- nobody is left alone -------------------------------------------------------------------------
def test_nobody_ends_their_own_role_or_closes_their_own_account(country, administrator):
    with pytest.raises(Refused, match="chính mình"):
        end_assignment(by=administrator, assignment=administrator.current)
    with pytest.raises(Refused, match="của mình"):
        services.close_account(by=administrator, user=administrator.user)


@pytest.mark.parametrize("how", ["end", "close"])
def test_a_unit_keeps_someone_who_manages_its_people_for_good(country, administrator, how):
    """Who goes soon may not send away the one who would stay."""
    soon_gone = people.user()
    assign(
        by=SYSTEM, user=soon_gone, role=Role.ADMINISTRATOR, unit=country.commune,
        valid_from=DAY, valid_to=date(2019, 12, 20),
    )  # fmt: skip
    by = people.actor(soon_gone)

    def act():
        if how == "end":
            end_assignment(by=by, assignment=administrator.current)
        else:
            services.close_account(by=by, user=administrator.user)

    with pytest.raises(Refused, match="không còn ai quản trị"):
        act()
    people.administrator(country.province)  # someone above who stays is enough
    act()


def test_a_neighbours_administrator_keeps_nobody_elses_unit(country, administrator):
    people.administrator(country.neighbour)
    leaving = people.user()
    assign(
        by=SYSTEM, user=leaving, role=Role.ADMINISTRATOR, unit=country.commune,
        valid_from=DAY, valid_to=date(2019, 12, 20),
    )  # fmt: skip
    with pytest.raises(Refused, match="không còn ai quản trị"):
        end_assignment(by=people.actor(leaving), assignment=administrator.current)


@pytest.mark.parametrize("first", [Role.COMMUNE_OFFICER, Role.ADMINISTRATOR])
def test_who_does_other_work_besides_is_still_the_last_who_manages(country, first):
    leaving, last = people.user(), people.user()
    assign(
        by=SYSTEM, user=leaving, role=Role.ADMINISTRATOR, unit=country.commune,
        valid_from=DAY, valid_to=date(2019, 12, 20),
    )  # fmt: skip
    for role in (first, *({Role.COMMUNE_OFFICER, Role.ADMINISTRATOR} - {first})):
        people.officer(country.commune, role, person=last)
    with pytest.raises(Refused, match="không còn ai quản trị"):
        services.close_account(by=people.actor(leaving), user=last)


def test_a_unit_that_ends_may_end_its_last_administrator(country, administrator):
    end_assignment(by=SYSTEM, assignment=administrator.current)
    assert Assignment.objects.get(pk=administrator.current.pk).valid_to == TODAY


# --- accounts -------------------------------------------------------------------------------------
def test_closing_an_account_keeps_its_roles_and_reopening_gives_them_back(country, administrator):
    officer = people.officer(country.commune).user
    services.close_account(by=administrator, user=officer)
    assert not User.objects.get(pk=officer.pk).is_active
    assert officer.assignments.filter(valid_to=None).exists()
    services.reopen_account(by=administrator, user=officer)
    assert User.objects.get(pk=officer.pk).is_active


@pytest.mark.parametrize("change", ["rename", "close", "reopen"])
def test_an_account_that_works_elsewhere_too_is_not_changed_from_here(country, administrator, change):
    shared = people.officer(country.commune).user
    elsewhere = people.officer(country.neighbour, person=shared).assignments[-1]
    act = {
        "rename": lambda: services.rename_person(by=administrator, user=shared, full_name="Tên Khác"),
        "close": lambda: services.close_account(by=administrator, user=shared),
        "reopen": lambda: services.reopen_account(by=administrator, user=shared),
    }[change]
    with pytest.raises(Refused, match="đơn vị khác"):
        act()
    Assignment.objects.filter(pk=elsewhere.pk).update(valid_to=TODAY)  # over since today
    act()


def test_a_strangers_account_is_nobodys_to_change_but_the_systems(country, administrator):
    stranger = people.user()
    with pytest.raises(Refused, match="thuộc đơn vị mình"):
        services.close_account(by=administrator, user=stranger)
    services.close_account(by=SYSTEM, user=stranger)
    assert not User.objects.get(pk=stranger.pk).is_active


@pytest.mark.parametrize(
    "twin",
    [
        "Can-bo.phuoc-ninh",
        "can-bo.phuoc-ninh\u200b",
        "ｃan-bo.phuoc-ninh",
        "can\u2011bo.phuoc-ninh",
        "c\u0430n-bo.phuoc-ninh",
    ],
)
def test_a_user_name_that_a_reader_takes_for_anothers_is_refused_beside_its_field(db, twin):
    add_person(by=SYSTEM, username="can-bo.phuoc-ninh", full_name="Trần Văn A")
    with pytest.raises(ValidationError) as refused:
        add_person(by=SYSTEM, username=twin, full_name="Trần Văn B")
    assert set(refused.value.message_dict) == {"username"}
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create(
            [User(username=twin + ".", full_name="B"), User(username=twin, full_name="C")]
        )


# Roles held for a body of the unit.
REPORTER = {"role": Role.ORGANISATION_REPORTER}


def _for_body(country, body, **days):
    given = REPORTER | {"by": SYSTEM, "user": people.user(), "unit": country.commune, "body": body}
    return assign(**given | {"valid_from": TODAY} | days)


def test_a_reporter_is_assigned_for_a_body_and_acts_for_it_that_long(country):
    body = rows.body(country.commune)
    made = _for_body(country, body, valid_to=date(2019, 12, 10))
    assert made.place == f"{body.name}, {country.commune.placed_title}"
    assert AuditEntry.objects.get(action="person.assign").changes["body"] == body.pk
    for day, bodies in ((date(2019, 12, 7), set()), (TODAY, {body.pk}), (date(2019, 12, 9), {body.pk})):
        with clock.pinned_to(at(day.isoformat())):
            assert people.actor(made.user).body_ids == bodies
    with clock.pinned_to(at("2019-12-10", 0)):
        assert people.actor(made.user).body_ids == set()
    with clock.pinned_to(at("2019-12-09", 23, 59)):
        assert people.actor(made.user).body_ids == {body.pk}


def test_a_body_of_a_hamlet_is_its_communes_and_that_of_a_neighbour_is_not(country):
    assert _for_body(country, rows.body(country.hamlet)).body
    with pytest.raises(ValidationError, match="không thuộc"):
        _for_body(country, rows.body(country.neighbour))


def test_other_roles_are_not_held_for_a_body(country):
    with pytest.raises(ValidationError, match="không phân công cho cơ quan"):
        assign(
            by=SYSTEM, user=people.user(), role=Role.CLERK, unit=country.commune,
            body=rows.body(country.commune), valid_from=TODAY,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "taken"),
    [
        (date(2019, 11, 1), date(2019, 12, 5), True),  # to before the day on which it ended
        (date(2019, 11, 1), date(2019, 12, 6), False),
        (date(2019, 11, 1), None, False),
        (date(2019, 12, 5), None, False),
        (date(2019, 10, 31), date(2019, 12, 5), False),  # before it began
    ],
)
def test_a_body_that_ended_takes_no_assignment_from_that_day(country, valid_from, valid_to, taken):
    body = rows.body(country.commune, valid_from=date(2019, 11, 1))
    end_body(by=SYSTEM, body=body, version=body.version, on=date(2019, 12, 5))
    if taken:
        assert _for_body(country, body, valid_from=valid_from, valid_to=valid_to).pk
        return
    with pytest.raises(ValidationError) as refused:
        _for_body(country, body, valid_from=valid_from, valid_to=valid_to)
    assert set(refused.value.message_dict) == {"body"}
    assert not Assignment.objects.filter(body=body).exists()


def test_a_role_for_a_body_that_ended_since_is_not_restored(country):
    body = rows.body(country.commune)
    made = _for_body(country, body, valid_from=DAY)
    end_assignment(by=SYSTEM, assignment=made)
    end_body(by=SYSTEM, body=body, version=body.version, on=TODAY)
    with pytest.raises(ValidationError, match="đã chấm dứt hoạt động"):
        restore_assignment(by=SYSTEM, assignment=made)


def test_one_person_reports_for_two_bodies_but_once_for_each(country):
    person, one, two = people.user(), rows.body(country.commune), rows.body(country.commune)
    given = REPORTER | {"by": SYSTEM, "user": person, "unit": country.commune, "valid_from": TODAY}
    for body in (None, one, two):
        assign(**given, body=body)
    for body in (None, one, two):
        with pytest.raises(ValidationError, match="đã có vai trò"):
            assign(**given, body=body)
