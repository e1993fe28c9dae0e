"""Who handles a tip: people of the handling unit, and the area officer of its hamlet."""

import pytest

from portal.accounts.permissions import Role
from portal.core.errors import Refused
from tests.factories import people, rows
from tips import policies, selectors

pytestmark = pytest.mark.django_db


@pytest.fixture
def area_officer(country):
    return people.officer(country.hamlet, Role.AREA_OFFICER)


def test_an_area_officer_handles_the_tips_of_the_hamlet_and_its_teams(country, area_officer):
    of_hamlet, of_team = rows.tip(country.hamlet), rows.tip(country.self_managed_team)
    for tip in (of_hamlet, of_team):
        rows.transition(tip, "assign", by=area_officer)
        tip.refresh_from_db()
        assert tip.handler == area_officer.user
        assert policies.can_open_informant(area_officer, tip)
        assert policies.can_redact(area_officer, tip)
    assert set(selectors.tips(area_officer)) == {of_hamlet, of_team}


def test_an_area_officer_sees_nothing_of_the_commune_and_of_other_hamlets(country, area_officer):
    beside = [rows.tip(country.commune), rows.tip(country.other_hamlet)]
    assert set(selectors.tips(area_officer)) == set()
    for tip in beside:
        with pytest.raises(Refused, match="Chỉ đơn vị đang giữ tin"):
            rows.transition(tip, "assign", by=area_officer)
        assert not policies.can_open_informant(area_officer, tip)
        assert not policies.can_redact(area_officer, tip)
        assert area_officer.user not in selectors.handlers_for(tip)


def test_a_complaint_about_police_of_the_hamlet_is_not_the_area_officers(country, area_officer):
    filed = rows.tip(country.hamlet, about_police=True)
    assert set(selectors.tips(area_officer)) == set()
    assert not policies.can_open_informant(area_officer, filed)
    assert area_officer.user not in selectors.handlers_for(filed)


def test_a_tip_is_given_to_officers_of_the_commune_or_of_its_hamlet(country, area_officer):
    officer, chief = people.officer(country.commune), people.officer(country.commune, Role.POLICE_CHIEF)
    for role in (Role.COMMITTEE_LEADER, Role.COMMITTEE_DEPUTY, Role.COMMUNE_CHAIR, Role.CLERK):
        people.officer(country.commune, role)
    people.officer(country.hamlet)
    found = selectors.handlers_for(rows.tip(country.hamlet))
    assert set(found) == {officer.user, chief.user, area_officer.user}


def test_texts_of_a_tip_entered_by_mistake_are_read_where_it_is_handled(country, area_officer):
    tip = rows.tip(country.hamlet)
    rows.transition(tip, "void", by=area_officer)
    tip.refresh_from_db()
    leader = people.officer(country.commune, Role.COMMITTEE_LEADER)
    assert policies.can_read_text(area_officer, tip)
    assert not policies.can_read_text(leader, tip)
    assert [each.shown != "" for each in selectors.tips(area_officer)] == [True]
