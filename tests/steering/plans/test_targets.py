"""Targets of a plan, those handed down, and which plan speaks for a year."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.core import clock
from portal.core.models import AuditEntry
from portal.steering.models import Plan, PlanTarget
from portal.steering.plans import selectors
from portal.steering.plans.services import transition_plan
from portal.steering.plans.target_services import set_targets
from portal.units.areas import Area
from tests.factories import people
from tests.factories.steering import plan

pytestmark = pytest.mark.django_db
DAY = date(2019, 12, 8)


def held(row) -> dict:
    return selectors.targets_by_subject(row)


def of_area(unit, day=DAY) -> dict:
    return selectors.targets_of_area(Area.of(unit, day))


def test_targets_are_set_changed_and_taken_away_and_what_is_not_named_stays(country):
    officer = people.officer(country.commune)
    row = plan(country.commune, by=officer, begun=False, first_year=2019, last_year=2020)
    first = {("hamlets", 2019): 90, ("hamlets", 2020): 100, ("tips", 2019): 100}
    set_targets(by=officer, plan=row, version=1, percents=first)
    set_targets(
        by=officer,
        plan=row,
        version=2,
        percents={("hamlets", 2019): 95, ("hamlets", 2020): None, ("households", 2020): None},
    )
    assert held(row) == {("hamlets", 2019): 95, ("tips", 2019): 100}
    assert AuditEntry.objects.filter(action="plan-target.set").count() == 4
    assert AuditEntry.objects.filter(action="plan-target.remove").count() == 1


def test_the_same_targets_again_change_nothing(country):
    officer = people.officer(country.commune)
    row = plan(country.commune, by=officer, begun=False, targets={("hamlets", 2019): 0})
    before = row.version
    set_targets(by=officer, plan=row, version=before, percents={("hamlets", 2019): 0})
    row.refresh_from_db()
    assert row.version == before


@pytest.mark.parametrize(("year", "percent"), [(2018, 50), (2020, 50), (2019, 101)])
def test_a_target_is_of_a_year_of_the_plan_and_at_most_the_whole(country, year, percent):
    row = plan(country.commune, begun=False)
    with pytest.raises(ValidationError):
        set_targets(
            by=people.officer(country.commune), plan=row, version=1, percents={("hamlets", year): percent}
        )
    assert not PlanTarget.objects.unscoped("test").exists()


@pytest.mark.parametrize(
    ("state", "speaks"),
    [("draft", False), ("in-force", True), ("ended", True), ("replaced", True), ("discarded", False)],
)
def test_the_targets_of_a_plan_speak_once_it_was_carried_out(country, state, speaks):
    row = plan(country.commune, targets={("households", 2019): 70})
    Plan.objects.unscoped("test").filter(pk=row.pk).update(state=state)
    assert of_area(country.commune) == ({"households": 70} if speaks else {})


def test_a_target_speaks_for_its_year_and_its_unit_alone(country):
    plan(country.commune, targets={("households", 2019): 70}, first_year=2018, last_year=2019)
    plan(country.province, targets={("households", 2019): 60})
    plan(country.commune, purpose="safety", targets={("households", 2019): 10})
    assert of_area(country.commune, date(2018, 12, 31)) == {}
    assert of_area(country.province) == {"households": 60}
    assert of_area(country.district) == {}
    assert of_area(country.neighbour) == {}


def test_of_two_plans_of_a_year_the_one_in_force_speaks_and_the_other_fills_up(country):
    officer = people.officer(country.commune)
    plan(country.commune, targets={("households", 2019): 70, ("hamlets", 2019): 100})
    new = plan(country.commune, targets={("households", 2019): 80}, begun=False)
    transition_plan(by=officer, plan=new, name="begin", version=new.version, replacing=True)
    assert of_area(country.commune) == {"households": 80, "hamlets": 100}


def test_what_units_above_hand_down_stands_beside_ones_own_the_highest_first(country):
    own = plan(country.commune, targets={("households", 2019): 70})
    plan(country.province, handed_down=True, targets={("households", 2019): 80, ("hamlets", 2019): 100})
    plan(country.district, handed_down=True, targets={("households", 2019): 75})
    found = selectors.targets_from_above(own, 2019)
    assert {subject: (above.percent, above.plan.unit) for subject, above in found.items()} == {
        "households": (80, country.province),
        "hamlets": (100, country.province),
    }
    assert selectors.targets_from_above(own, 2020) == {}


@pytest.mark.parametrize("reason", ["kept", "draft", "purpose", "elsewhere"])
def test_what_is_not_handed_down_is_no_target_from_above(country, reason):
    own = plan(country.commune)
    unit = country.new_province if reason == "elsewhere" else country.province
    plan(
        unit,
        handed_down=reason != "kept",
        begun=reason != "draft",
        purpose="safety" if reason == "purpose" else "model",
        targets={("households", 2019): 80},
    )
    assert selectors.targets_from_above(own, 2019) == {}


def test_of_a_unit_above_the_plan_in_force_speaks_though_an_older_one_asked_for_more(country):
    own = plan(country.commune)
    plan(country.province, handed_down=True, targets={("households", 2019): 90})
    new = plan(country.province, handed_down=True, begun=False, targets={("households", 2019): 60})
    by = people.officer(country.province)
    transition_plan(by=by, plan=new, name="begin", version=new.version, replacing=True)
    assert selectors.targets_from_above(own, 2019)["households"].percent == 60


def test_one_reads_the_plans_of_ones_area_and_what_was_handed_down_and_begun(country):
    plan(country.province, title="kept above")
    plan(country.province, title="handed down", handed_down=True, purpose="safety")
    plan(country.province, title="not begun", handed_down=True, purpose="safety", begun=False)
    plan(country.commune, title="own")
    plan(country.neighbour, title="theirs")
    plan(country.new_province, title="another province's", handed_down=True)

    def seen(actor):
        return {row.title for row in selectors.plans(actor)}

    assert seen(people.officer(country.commune)) == {"own", "handed down"}
    assert seen(people.officer(country.province)) == {
        "own",
        "theirs",
        "kept above",
        "handed down",
        "not begun",
    }
    assert seen(people.officer(country.hamlet)) == set()


def test_the_plan_of_a_year_is_the_one_in_force(country):
    row = plan(country.commune, first_year=2018, last_year=2019)
    plan(country.commune, first_year=2020, last_year=2020, begun=False)
    for year, found in ((2017, None), (2018, row), (2019, row), (2020, None)):
        assert selectors.plan_of_year(country.commune, year) == found
    with clock.pinned_to(date(2020, 1, 1)):
        assert selectors.plan_of_year(country.commune, 2019) == row
