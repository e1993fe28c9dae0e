"""A plan that is written by copying: last year's, a predecessor's, one from above."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from portal.bodies.services import create_body
from portal.core.errors import Refused
from portal.steering.models import Plan
from portal.steering.plans import selectors
from portal.steering.plans.copying import copy_plan, copyable
from portal.steering.plans.task_services import transition_task
from tests.factories import people
from tests.factories.steering import cost, directive, plan, task, with_costs
from tests.factories.units import SYSTEM
from tests.story_day import STORY_DAY

pytestmark = pytest.mark.django_db


def copied(unit, source, first, last=None, **more):
    return copy_plan(
        by=people.officer(unit), unit=unit, source=source, first_year=first, last_year=last or first, **more
    )


def tasks(row):
    return list(selectors.tasks_of(row))


def test_last_years_plan_comes_as_a_draft_without_results_states_and_money_spent(country):
    source = plan(
        country.commune,
        directive=directive(country.commune),
        targets={("households", 2019): 70, ("tips", 2019): 100},
    )
    done = task(source, text="Họp dân", owner_unit=country.hamlet, due_on=date(2019, 6, 30))
    transition_task(by=SYSTEM, task=done, name="report", version=1, result="Đã họp")
    dropped = task(source, text="Bỏ")
    transition_task(by=SYSTEM, task=dropped, name="drop", version=1, drop_reason="Trùng")
    task(source, text="Thường xuyên")
    with_costs(source, cost(text="Băng rôn", spent=900_000))
    made = copied(country.commune, source, 2020, title="Kế hoạch 2020")
    assert (made.state, made.title, made.directive, made.copied_from, made.period) == (
        "draft",
        "Kế hoạch 2020",
        None,
        source,
        "2020",
    )
    assert selectors.targets_by_subject(made) == {("households", 2020): 70, ("tips", 2020): 100}
    assert [
        (row.number, row.text, row.owner_unit, row.due_on, row.state, row.result) for row in tasks(made)
    ] == [
        (1, "Họp dân", country.hamlet, date(2020, 6, 30), "open", ""),
        (2, "Thường xuyên", country.commune, None, "open", ""),
    ]
    (line,) = selectors.estimate(made, 2020).lines
    assert (line.text, line.amount, line.spent) == ("Băng rôn", 1_000_000, 0)


def test_its_texts_come_as_they_are_also_from_a_unit_above(country):
    texts = {"aims": "- Phòng ngừa", "demands": "- Kịp thời\n- Đúng luật", "measures": "- Đến từng hộ"}
    own = plan(country.commune, **texts)
    above = plan(country.province, handed_down=True, **texts)
    for source in (own, above):
        made = copied(country.commune, source, 2020)
        assert {name: getattr(made, name) for name in texts} == texts


def test_targets_are_those_set_for_the_new_years_else_the_latest_before(country):
    ladder = {
        ("households", 2019): 70,
        ("households", 2020): 90,
        ("hamlets", 2019): 100,
        ("forces", 2020): 50,
    }
    source = plan(country.commune, first_year=2019, last_year=2020, targets=ladder)
    assert selectors.targets_by_subject(copied(country.commune, source, 2020, 2021)) == {
        ("households", 2020): 90,
        ("households", 2021): 90,
        ("hamlets", 2020): 100,
        ("hamlets", 2021): 100,
        ("forces", 2020): 50,
        ("forces", 2021): 50,
    }


@pytest.mark.parametrize(
    ("due", "first", "moved"),
    [
        (date(2020, 2, 29), 2021, date(2021, 2, 28)),
        (date(2020, 2, 29), 2024, date(2024, 2, 29)),
        (date(2020, 12, 31), 2021, date(2021, 12, 31)),
    ],
)
def test_days_move_by_as_many_years_as_the_plan(country, due, first, moved):
    source = plan(country.commune, first_year=2020, last_year=2020)
    task(source, due_on=due)
    assert tasks(copied(country.commune, source, first))[0].due_on == moved


def test_a_day_beyond_a_shorter_plan_is_left_open(country):
    source = plan(country.commune, first_year=2019, last_year=2020)
    task(source, due_on=date(2020, 6, 30))
    assert tasks(copied(country.commune, source, 2021))[0].due_on is None


def test_costs_of_a_year_come_from_its_year_or_the_sources_last(country):
    source = plan(country.commune, first_year=2019, last_year=2020)
    with_costs(source, cost(text="2019"))
    with_costs(source, cost(text="2020"), year=2020)
    made = copied(country.commune, source, 2021, 2023)
    found = {year: [line.text for line in selectors.estimate(made, year).lines] for year in made.years}
    assert found == {2021: ["2019"], 2022: ["2020"], 2023: ["2020"]}


def test_from_a_unit_above_come_its_targets_and_the_tasks_for_those_below(country):
    source = plan(country.province, handed_down=True, targets={("households", 2019): 80})
    task(source, text="Của tỉnh")
    task(source, text="Của mỗi xã", for_below=True, owner_unit=None, due_on=date(2019, 11, 30))
    with_costs(source, cost())
    made = copied(country.commune, source, 2019)
    assert selectors.targets_by_subject(made) == {("households", 2019): 80}
    (only,) = tasks(made)
    assert (only.text, only.owner_unit, only.for_below, only.due_on) == (
        "Của mỗi xã",
        country.commune,
        False,
        date(2019, 11, 30),
    )
    assert selectors.estimate(made, 2019).lines == []
    assert made.handed_down is False


def test_a_provinces_own_copy_goes_on_being_handed_down(country):
    source = plan(country.province, handed_down=True)
    task(source, for_below=True, owner_unit=None)
    made = copied(country.province, source, 2020)
    assert (made.handed_down, tasks(made)[0].for_below) == (True, True)


def test_an_owner_that_is_gone_leaves_its_task_to_the_unit(country):
    body = create_body(by=SYSTEM, unit=country.commune, kind="front", name="Mặt trận")
    source = plan(country.commune)
    task(source, owner_unit=None, owner_body=body)
    type(body).objects.unscoped("test").filter(pk=body.pk).update(valid_to=STORY_DAY)
    (only,) = tasks(copied(country.commune, source, 2020))
    assert (only.owner_unit, only.owner_body) == (country.commune, None)


def test_one_copies_from_ones_own_and_what_was_handed_down_and_begun(country):
    own, draft = plan(country.commune), plan(country.commune, begun=False)
    put_aside = plan(country.commune, begun=False)
    Plan.objects.unscoped("test").filter(pk=put_aside.pk).update(state="discarded")
    down = plan(country.province, handed_down=True)
    wrong = [
        put_aside,
        plan(country.province, purpose="safety"),
        plan(country.province, handed_down=True, begun=False),
        plan(country.neighbour),
        plan(country.new_province, handed_down=True),
    ]
    assert set(copyable(country.commune)) == {own, draft, down}
    for source in wrong:
        with pytest.raises(ValidationError):
            copied(country.commune, source, 2020)


def test_nobody_copies_for_another_unit(country):
    source = plan(country.commune)
    for actor in (people.officer(country.district), people.officer(country.hamlet)):
        with pytest.raises(Refused):
            copy_plan(by=actor, unit=country.commune, source=source, first_year=2020, last_year=2020)


def test_a_form_that_is_sent_twice_makes_one_draft(country):
    source, key = plan(country.commune), uuid4()
    by = people.officer(country.commune)
    given = {
        "by": by,
        "unit": country.commune,
        "source": source,
        "first_year": 2020,
        "last_year": 2020,
        "key": key,
    }
    assert copy_plan(**given) == copy_plan(**given)
    assert Plan.objects.unscoped("test").count() == 2
