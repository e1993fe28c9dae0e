"""The one table of roles: who may do what, read aloud and held to."""

import pytest

from portal.accounts.permissions import RIGHTS, Permission, Role, allowed

R = Role
P = Permission
OFFICERS_ABOVE = {R.DISTRICT_OFFICER, R.PROVINCE_OFFICER}
SUPPORT_ROLES = {R.SUPPORT_READER, R.SUPPORT_WATCHER}
OFFICERS = {R.COMMUNE_OFFICER, R.POLICE_CHIEF}
POLICE = OFFICERS | {R.AREA_OFFICER}
COMMITTEE = {R.COMMITTEE_LEADER, R.COMMITTEE_DEPUTY}
WHOLE_COMMUNE = OFFICERS | COMMITTEE | {R.COMMUNE_CHAIR}
# For every permission, exactly who holds it: a change of the table is a decision, made in two places.
ROLES_WITH = {
    P.VIEW_UNITS: WHOLE_COMMUNE | {R.AREA_OFFICER, R.CLERK, R.ADMINISTRATOR} | OFFICERS_ABOVE | SUPPORT_ROLES,
    P.VIEW_BODIES: WHOLE_COMMUNE | OFFICERS_ABOVE | SUPPORT_ROLES,
    P.EDIT_BODIES: OFFICERS | {R.COMMITTEE_LEADER} | OFFICERS_ABOVE,
    P.VIEW_GROUPS: WHOLE_COMMUNE | {R.AREA_OFFICER, R.HAMLET_HEAD} | OFFICERS_ABOVE | SUPPORT_ROLES,
    P.EDIT_GROUPS: OFFICERS,
    P.CONFIRM_GROUPS: POLICE | {R.HAMLET_HEAD, R.ORGANISATION_REPORTER},
    P.VIEW_COVERAGE: WHOLE_COMMUNE | OFFICERS_ABOVE | SUPPORT_ROLES,
    P.EDIT_COVERAGE: OFFICERS,
    P.LOG_TIPS: POLICE | {R.HAMLET_HEAD, R.ORGANISATION_REPORTER},
    P.VIEW_TIPS: POLICE | COMMITTEE | {R.SUPPORT_READER} | OFFICERS_ABOVE,
    P.HANDLE_TIPS: POLICE | OFFICERS_ABOVE,
    P.OPEN_INFORMANT: POLICE | OFFICERS_ABOVE,
    P.REDACT_TIPS: POLICE | OFFICERS_ABOVE,
    P.VIEW_POSTS: WHOLE_COMMUNE | OFFICERS_ABOVE | SUPPORT_ROLES,
    P.EDIT_POSTS: OFFICERS,
    P.RELAY_POSTS: POLICE | {R.HAMLET_HEAD, R.ORGANISATION_REPORTER},
    P.VIEW_STEERING: WHOLE_COMMUNE | {R.CLERK} | OFFICERS_ABOVE | SUPPORT_ROLES,
    P.EDIT_STEERING: OFFICERS | COMMITTEE | OFFICERS_ABOVE,
    P.REPORT_TASKS: POLICE | COMMITTEE | {R.COMMUNE_CHAIR, R.HAMLET_HEAD} | OFFICERS_ABOVE,
    P.REPORT_BODY_TASKS: {R.ORGANISATION_REPORTER},
    P.EDIT_DIRECTIVES: OFFICERS | {R.COMMITTEE_LEADER, R.CLERK} | OFFICERS_ABOVE,
    P.RAISE_DIFFICULTIES: WHOLE_COMMUNE
    | {R.AREA_OFFICER, R.CLERK, R.HAMLET_HEAD, R.ORGANISATION_REPORTER}
    | OFFICERS_ABOVE,
    P.VIEW_REPORTS: WHOLE_COMMUNE | {R.CLERK, R.HAMLET_HEAD, R.SUPPORT_READER} | OFFICERS_ABOVE,
    P.EDIT_REPORTS: OFFICERS | COMMITTEE | {R.HAMLET_HEAD} | OFFICERS_ABOVE,
    P.ISSUE_REPORTS: WHOLE_COMMUNE | {R.HAMLET_HEAD} | OFFICERS_ABOVE,
    P.WATCH_UNITS: OFFICERS_ABOVE,
    P.MANAGE_PEOPLE: {R.ADMINISTRATOR},
    P.CHANGE_UNITS: OFFICERS | {R.ADMINISTRATOR},
    P.MANAGE_CARDS: OFFICERS | {R.ADMINISTRATOR},
    P.HAND_OVER: OFFICERS | {R.ADMINISTRATOR},
    P.VIEW_ACCESS: OFFICERS | {R.COMMITTEE_LEADER, R.COMMUNE_CHAIR, R.ADMINISTRATOR},
    P.ELEVATE: {R.SUPPORT},
    P.READ_AUDIT: {R.POLICE_CHIEF, R.COMMITTEE_LEADER, R.ADMINISTRATOR, R.PROVINCE_OFFICER},
    P.SEE_OUTSIDE_ACCESS: OFFICERS | {R.COMMITTEE_LEADER, R.COMMUNE_CHAIR, R.ADMINISTRATOR},
}


def test_every_permission_has_its_roles_written_down():
    assert set(ROLES_WITH) == set(Permission), "say in ROLES_WITH which roles have it"


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("role", list(Role))
def test_who_may(role, permission):
    assert allowed(role, permission) is (role in ROLES_WITH[permission])


def test_every_role_has_a_sentence_and_some_right():
    assert set(RIGHTS) == set(Role)
    for rights in RIGHTS.values():
        assert str(rights.sentence).endswith(".")
        assert rights.permissions


CHANGES = {
    P.EDIT_BODIES, P.EDIT_GROUPS, P.CONFIRM_GROUPS, P.EDIT_COVERAGE, P.LOG_TIPS, P.HANDLE_TIPS, P.OPEN_INFORMANT, P.REDACT_TIPS, P.EDIT_POSTS,
    P.RELAY_POSTS, P.EDIT_STEERING, P.RAISE_DIFFICULTIES, P.REPORT_TASKS, P.REPORT_BODY_TASKS, P.EDIT_DIRECTIVES, P.EDIT_REPORTS, P.ISSUE_REPORTS, P.MANAGE_PEOPLE, P.HAND_OVER, P.CHANGE_UNITS, P.MANAGE_CARDS,
}  # fmt: skip
# By these alone nobody changes a row of a unit; who raises oneself gets a reader's or a watcher's rights.
CHANGES_NOTHING = {
    P.VIEW_UNITS, P.VIEW_BODIES, P.VIEW_GROUPS, P.VIEW_COVERAGE, P.VIEW_TIPS, P.VIEW_POSTS, P.VIEW_STEERING, P.VIEW_REPORTS, P.WATCH_UNITS,
    P.VIEW_ACCESS, P.READ_AUDIT, P.SEE_OUTSIDE_ACCESS, P.ELEVATE,
}  # fmt: skip


def test_of_every_permission_it_is_written_down_whether_one_changes_rows_by_it():
    assert set(Permission) == CHANGES | CHANGES_NOTHING, "enter it in CHANGES or in CHANGES_NOTHING"
    assert not CHANGES & CHANGES_NOTHING


def test_support_sees_nothing_by_itself_and_raised_it_only_looks():
    assert RIGHTS[R.SUPPORT].permissions == {P.ELEVATE}
    for role in SUPPORT_ROLES:
        assert not RIGHTS[role].permissions & CHANGES
        assert P.ELEVATE not in RIGHTS[role].permissions


def test_who_runs_the_system_sees_nothing_of_what_people_told():
    told = {P.VIEW_TIPS, P.HANDLE_TIPS, P.OPEN_INFORMANT, P.LOG_TIPS, P.VIEW_REPORTS, P.VIEW_GROUPS}
    assert not RIGHTS[R.ADMINISTRATOR].permissions & told


def test_nobody_opens_identities_without_handling_tips_or_hands_out_rights_over_tips():
    for role, rights in RIGHTS.items():
        if P.OPEN_INFORMANT in rights.permissions:
            assert P.HANDLE_TIPS in rights.permissions, role
        if P.HANDLE_TIPS in rights.permissions:
            assert P.MANAGE_PEOPLE not in rights.permissions, role


def test_of_the_posts_only_police_see_an_informant_and_some_see_no_tip_at_all():
    posts = {R.POLICE_CHIEF, R.AREA_OFFICER, R.COMMITTEE_LEADER, R.COMMITTEE_DEPUTY, R.COMMUNE_CHAIR, R.CLERK}
    assert {role for role in posts if P.OPEN_INFORMANT in RIGHTS[role].permissions} == posts & POLICE
    of_tips = {P.LOG_TIPS, P.VIEW_TIPS, P.HANDLE_TIPS, P.REDACT_TIPS, P.OPEN_INFORMANT}
    assert {role for role in posts if not RIGHTS[role].permissions & of_tips} == {R.COMMUNE_CHAIR, R.CLERK}


def test_the_police_chief_may_what_the_officer_may_and_read_the_audit():
    chief, officer = (RIGHTS[role].permissions for role in (R.POLICE_CHIEF, R.COMMUNE_OFFICER))
    assert chief == officer | {P.READ_AUDIT}


def test_only_those_who_work_from_the_phone_get_the_phone_pages():
    assert {role for role, rights in RIGHTS.items() if rights.phone_only} == {
        R.HAMLET_HEAD,
        R.ORGANISATION_REPORTER,
    }


@pytest.mark.parametrize("wrong", ["", "tips", "tips.view-all", "TIPS.VIEW"])
def test_a_misspelt_permission_is_an_error_not_a_no(wrong):
    with pytest.raises(ValueError, match="valid"):
        allowed(Role.COMMUNE_OFFICER, wrong)
