"""A plan as a whole: who writes it, its years, its states, and that one is in force a year."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from portal.core.errors import Conflict, NotNow, Refused
from portal.core.models import AuditEntry
from portal.steering.models import Plan
from portal.steering.plans import services
from portal.steering.plans.states import PLAN_TRANSITIONS, PlanState
from portal.steering.plans.target_services import set_targets
from tests.factories import people
from tests.factories.steering import cost, directive, plan, task, with_costs

pytestmark = pytest.mark.django_db

#: Where each transition leads from each state; what is missing is refused.
LEADS = {
    ("begin", "draft"): "in-force",
    ("withdraw", "in-force"): "draft",
    ("end", "in-force"): "ended",
    ("resume", "ended"): "in-force",
    ("resume", "replaced"): "in-force",
    ("discard", "draft"): "discarded",
    ("recover", "discarded"): "draft",
}
MADE_ALONE = [transition.name for transition in PLAN_TRANSITIONS if transition.name != "replace"]


def details(**more):
    return {"purpose": "model", "title": "Kế hoạch", "first_year": 2019, "last_year": 2019} | more


def move(row, name, *, by, **more):
    return services.transition_plan(by=by, plan=row, name=name, version=row.version, **more)


def put(row, state):
    Plan.objects.unscoped("test").filter(pk=row.pk).update(state=state)
    row.refresh_from_db()
    return row


def wrong_fields(call) -> set[str]:
    with pytest.raises(ValidationError) as problem:
        call()
    return set(problem.value.message_dict)


def test_officer_and_leader_of_the_unit_write_its_plans(country):
    for keeper in (people.officer(country.commune), people.leader(country.commune)):
        assert plan(country.commune, by=keeper, begun=False).commune == country.commune


@pytest.mark.parametrize("outsider", ["district", "neighbour", "head", "reporter", "administrator"])
def test_nobody_else_writes_or_moves_a_plan_of_a_commune(country, outsider):
    actor = {
        "district": lambda: people.officer(country.district),
        "neighbour": lambda: people.officer(country.neighbour),
        "head": lambda: people.officer(country.hamlet),
        "reporter": lambda: people.reporter(country.commune),
        "administrator": lambda: people.administrator(country.commune),
    }[outsider]()
    kept = plan(country.commune, begun=False)
    for call in (
        lambda: services.draft_plan(by=actor, unit=country.commune, **details()),
        lambda: services.edit_plan(by=actor, plan=kept, version=1, **details()),
        lambda: set_targets(by=actor, plan=kept, version=1, percents={}),
        lambda: with_costs(kept, by=actor),
        *(lambda name=name: move(kept, name, by=actor) for name in MADE_ALONE),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert not isinstance(refused.value, NotNow)


@pytest.mark.parametrize("state", PlanState.values)
@pytest.mark.parametrize("name", MADE_ALONE)
def test_every_transition_is_tried_from_every_state(country, name, state):
    officer = people.officer(country.commune)
    row = put(plan(country.commune, by=officer, begun=False), state)
    if (name, state) in LEADS:
        assert move(row, name, by=officer).state == LEADS[name, state]
        row.refresh_from_db()
        assert row.state == LEADS[name, state]
        assert AuditEntry.objects.filter(action=f"plan.{name}").count() == 1
    else:
        with pytest.raises(NotNow):
            move(row, name, by=officer)


def test_a_plan_is_replaced_only_by_another_that_begins(country):
    row = plan(country.commune)
    with pytest.raises(LookupError):
        move(row, "replace", by=people.officer(country.commune))


@pytest.mark.parametrize(
    ("first", "last", "beside"),
    [(2019, 2019, False), (2020, 2021, True), (2021, 2023, True), (2024, 2024, False)],
)
def test_of_a_purpose_one_plan_is_in_force_a_year(country, first, last, beside):
    officer = people.officer(country.commune)
    held = plan(country.commune, by=officer, first_year=2020, last_year=2023)
    other = plan(country.commune, by=officer, first_year=first, last_year=last, begun=False)
    if not beside:
        assert move(other, "begin", by=officer).state == "in-force"
        return
    assert wrong_fields(lambda: move(other, "begin", by=officer)) == {"replacing"}
    other.refresh_from_db()
    assert other.state == "draft"
    move(other, "begin", by=officer, replacing=True)
    held.refresh_from_db()
    assert (held.state, other.state) == ("replaced", "in-force")
    assert wrong_fields(lambda: move(held, "resume", by=officer)) == {"replacing"}


def test_plans_of_other_purposes_and_other_units_stand_beside_it(country):
    plan(country.commune)
    plan(country.commune, purpose="safety")
    plan(country.neighbour)
    assert Plan.objects.unscoped("test").filter(state="in-force").count() == 3


def test_a_plan_in_force_is_not_stretched_over_another(country):
    officer = people.officer(country.commune)
    held = plan(country.commune, by=officer)
    plan(country.commune, by=officer, first_year=2020, last_year=2020)
    stretched = details(last_year=2020)
    assert wrong_fields(
        lambda: services.edit_plan(by=officer, plan=held, version=held.version, **stretched)
    ) == {"replacing"}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the constraint is PostgreSQL's")
def test_the_database_refuses_two_plans_in_force_in_one_year(country):
    plan(country.commune, first_year=2018, last_year=2019)
    other = plan(country.commune, begun=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        put(other, "in-force")


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [(2019, 2018, True), (2019, 2019, False), (2019, 2028, False), (2019, 2029, True)],
)
def test_the_last_year_is_not_before_the_first_nor_more_than_ten_years_away(country, first, last, wrong):
    given = details(first_year=first, last_year=last)

    def call():
        return services.draft_plan(by=people.officer(country.commune), unit=country.commune, **given)

    if wrong:
        assert wrong_fields(call) == {"last_year"}
    else:
        assert list(call().years) == list(range(first, last + 1))


@pytest.mark.parametrize(("first", "last", "words"), [(2019, 2019, "2019"), (2022, 2025, "2022-2025")])
def test_a_period_is_named_by_its_years(first, last, words):
    assert Plan(first_year=first, last_year=last).period == words


def test_only_a_unit_with_others_below_hands_down(country):
    given = details(handed_down=True)
    assert wrong_fields(
        lambda: services.draft_plan(by=people.officer(country.commune), unit=country.commune, **given)
    ) == {"handed_down"}
    for unit in (country.district, country.province):
        assert services.draft_plan(by=people.officer(unit), unit=unit, **given).handed_down


def test_its_paper_is_one_of_the_units_own_register(country):
    officer = people.officer(country.commune)
    down = directive(country.province, handed_down=True)
    theirs = directive(country.neighbour)
    for paper in (down, theirs):
        assert wrong_fields(
            lambda paper=paper: services.draft_plan(
                by=officer, unit=country.commune, **details(directive=paper)
            )
        ) == {"directive"}
    own = directive(country.commune)
    made = services.draft_plan(by=officer, unit=country.commune, **details(directive=own))
    assert made.directive == own


def test_a_title_with_a_mark_of_secrecy_is_refused(country):
    given = details(title="Kế hoạch bảo vệ (MẬT)")
    assert wrong_fields(
        lambda: services.draft_plan(by=people.officer(country.commune), unit=country.commune, **given)
    ) == {"title"}


def test_a_form_that_is_sent_twice_makes_one_draft(country):
    officer, key = people.officer(country.commune), uuid4()
    twice = [services.draft_plan(by=officer, unit=country.commune, key=key, **details()) for _ in "ab"]
    assert twice[0] == twice[1]
    assert Plan.objects.unscoped("test").count() == 1


def test_whoever_comes_second_is_told(country):
    officer = people.officer(country.commune)
    row = plan(country.commune, by=officer, begun=False)
    services.edit_plan(by=officer, plan=row, version=1, **details(title="Mới"))
    for call in (
        lambda: services.edit_plan(by=officer, plan=row, version=1, **details(title="Cũ")),
        lambda: services.transition_plan(by=officer, plan=row, name="begin", version=1),
        lambda: set_targets(by=officer, plan=row, version=1, percents={("hamlets", 2019): 1}),
    ):
        with pytest.raises(Conflict):
            call()


@pytest.mark.parametrize("state", ["ended", "replaced", "discarded"])
def test_a_plan_that_is_over_or_was_put_aside_is_not_changed(country, state):
    officer = people.officer(country.commune)
    row = plan(country.commune, by=officer, begun=False)
    kept = task(row, by=officer)
    put(row, state)
    for call in (
        lambda: services.edit_plan(by=officer, plan=row, version=row.version, **details()),
        lambda: set_targets(by=officer, plan=row, version=row.version, percents={("hamlets", 2019): 1}),
        lambda: with_costs(row, cost(), by=officer),
        lambda: task(row, by=officer),
        lambda: kept and move(row, "begin", by=officer),
    ):
        with pytest.raises(NotNow):
            call()


def test_years_with_targets_costs_or_due_days_stay_within_the_period(country):
    officer = people.officer(country.commune)

    def shortened(row):
        given = details(first_year=2019, last_year=2019)
        return lambda: services.edit_plan(by=officer, plan=row, version=row.version, **given)

    long = {"first_year": 2019, "last_year": 2020, "begun": False, "by": officer}
    aimed = plan(country.commune, targets={("hamlets", 2020): 100}, **long)
    priced = with_costs(plan(country.commune, **long), cost(), year=2020, by=officer)
    dated = plan(country.commune, **long)
    task(dated, due_on=date(2020, 1, 1), by=officer)
    for row in (aimed, priced, dated):
        assert wrong_fields(shortened(row)) == {"last_year"}
    undated = plan(country.commune, **long)
    task(undated, due_on=date(2019, 12, 31), by=officer)
    assert shortened(undated)().last_year == 2019


def test_the_reason_of_an_end_goes_when_the_plan_goes_on(country):
    officer = people.officer(country.commune)
    row = plan(country.commune, by=officer)
    assert move(row, "end", by=officer, note="Đã tổng kết").note == "Đã tổng kết"
    assert move(row, "resume", by=officer).note == ""
