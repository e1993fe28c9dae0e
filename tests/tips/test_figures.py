"""Figures of tips against a plain recount of the rows, after random transitions; and by their edges."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core import clock, indicators
from portal.core.errors import Refused
from portal.core.formatting import LOCAL
from portal.core.periods import Days, Period
from portal.units.models import Unit
from tests.conftest import STORY_MOMENT
from tests.factories import people
from tests.factories.rows import at, group, tip, transition
from tips.choices import FIELD_OF, Category, Field
from tips.indicators import INDICATORS
from tips.models import Tip

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER = Period.parse("2019-11").days(), Period.parse("2019-12").days()


@pytest.fixture(autouse=True)
def _the_model_has_begun(request):
    """Figures are given from a unit's first group on; here it existed before every tip."""
    if "country" in request.fixturenames:
        group(request.getfixturevalue("country").hamlet, opened_on=date(2019, 1, 1))


def measure(key, area, days=NOVEMBER):
    return indicators.measure([indicators.get(key)], area, [days])[key][0]


def oracle(area, days):
    """{key: (top, bottom)} counted in plain Python, one row at a time."""
    parents = dict(Unit.objects.values_list("pk", "parent"))

    def lies_in(unit):
        while unit is not None and unit != area.pk:
            unit = parents[unit]
        return unit == area.pk

    def day(moment):
        return moment.astimezone(LOCAL).date()

    tips = [row for row in Tip.objects.unscoped("oracle") if lies_in(row.unit_id) and row.state != "void"]
    received = [row for row in tips if day(row.received_at) in days]
    settled = [row for row in tips if row.settled_at and day(row.settled_at) in days]
    fell_due = [row for row in tips if day(row.due_at) in days and row.due_at <= clock.now()]
    met = [row for row in fell_due if row.met_at and row.met_at <= row.due_at]
    open_at_end = [
        row
        for row in tips
        if day(row.received_at) < days.end and not (row.settled_at and day(row.settled_at) < days.end)
    ]
    counts = {
        "received": received,
        **{
            f"field.{field.value}": [r for r in received if FIELD_OF[Category(r.category)] is field]
            for field in Field
        },
        "resolved": [row for row in settled if row.outcome != "passed-on"],
        "passed-on": [row for row in settled if row.outcome == "passed-on"],
        "useful": [row for row in settled if row.outcome in ("helped", "passed-on")],
        "in-progress": open_at_end,
    }
    return {f"tips.{key}": (len(rows), None) for key, rows in counts.items()} | {
        "tips.in-time": (len(met), len(fell_due))
    }


TRANSITIONS = st.sampled_from(
    ["classify", "assign", "pass_on", "resolve", "answer", "reopen", "void", "restore"]
)
NATURES = st.sampled_from(["everyday", "crime", "administrative", "feedback", "denunciation"])
MINUTES = st.integers(0, 40 * 24 * 60)
story = st.lists(
    st.tuples(
        st.sampled_from(["hamlet", "self_managed_team", "commune", "neighbour_hamlet"]),
        st.sampled_from(list(Category)),
        st.booleans(),
        MINUTES,
        st.lists(st.tuples(TRANSITIONS, NATURES, MINUTES), max_size=4),
    ),
    min_size=1,
    max_size=7,
)


def play(country, story):
    """Log each tip some time ago and make transitions at later moments; what a rule refuses is none."""
    officers = {
        unit.pk: people.officer(unit) for unit in (country.commune, country.neighbour, country.district)
    }
    for place, category, about_police, ago, transitions in story:
        unit = getattr(country, place)
        told_at = STORY_MOMENT - timedelta(minutes=ago)
        with clock.pinned_to(told_at):
            told = tip(unit, category=category, about_police=about_police, received_at=told_at)
        officer = officers[told.commune_id or told.district_id]
        for name, nature, later in sorted(transitions, key=lambda one: one[2]):
            more = {"nature": nature, "category": category} if name == "classify" else {}
            moment = told_at + timedelta(minutes=min(later, ago))
            try:
                with transaction.atomic(), clock.pinned_to(moment):
                    transition(told, name, by=officer, **more)
            except Refused:
                told.refresh_from_db()


@settings(max_examples=15)
@given(story)
def test_every_figure_is_what_a_recount_of_the_rows_finds(country, story):
    with transaction.atomic():
        play(country, story)
        spans = [NOVEMBER, DECEMBER, Period.parse("2019").days()]
        for name in ("district", "commune", "hamlet", "self_managed_team"):
            area = getattr(country, name)
            found = indicators.measure(INDICATORS, area, spans)
            for n, days in enumerate(spans):
                expected = oracle(area, days)
                assert {key: (m[n].top, m[n].bottom) for key, m in found.items()} == expected, (name, days)
        transaction.set_rollback(True)


def test_the_list_of_figures_is_the_one_the_oracle_knows(country):
    assert {indicator.key for indicator in INDICATORS} == set(oracle(country.commune, NOVEMBER))


@pytest.mark.parametrize(
    ("received", "in_november"),
    [
        (at("2019-10-31", 23, 59, 59), 0),
        (at("2019-11-01", 0, 0, 0), 1),
        (at("2019-11-30", 23, 59, 59), 1),
        (at("2019-12-01", 0, 0, 0), 0),
    ],
)
def test_a_month_ends_at_midnight_in_vietnam(country, received, in_november):
    tip(country.hamlet, received_at=received)
    assert measure("tips.received", country.commune).value == in_november


def test_by_the_fifteenth_december_ends_on_the_fourteenth(country):
    with clock.pinned_to(at("2019-12-31")):
        for day in ("2019-11-14", "2019-11-15", "2019-12-14", "2019-12-15"):
            tip(country.hamlet, received_at=at(day, 12))
    span = Days(date(2019, 11, 15), date(2019, 12, 15))
    assert measure("tips.received", country.commune, span).value == 2


def test_what_was_logged_by_mistake_counts_nowhere_until_restored(country):
    officer = people.officer(country.commune)
    told = transition(tip(country.hamlet), "void", by=officer)
    assert measure("tips.received", country.commune, DECEMBER).value == 0
    transition(told, "restore", by=officer)
    assert measure("tips.received", country.commune, DECEMBER).value == 1


def test_a_limit_not_yet_due_is_neither_in_time_nor_late(country):
    tip(country.hamlet, received_at=at("2019-12-05", 16))  # due on Friday the 6th at 16:00
    for now, bottom, value in ((at("2019-12-06", 15, 59, 59), 0, None), (at("2019-12-06", 16), 1, 0)):
        with clock.pinned_to(now):
            found = measure("tips.in-time", country.commune, DECEMBER)
            assert (found.bottom, found.value) == (bottom, value)


def test_the_due_moment_itself_is_in_time_and_a_second_later_is_not(country):
    officer = people.officer(country.commune)
    for second in (0, 1):
        told = tip(country.hamlet, received_at=at("2019-12-05", 16))
        with clock.pinned_to(at("2019-12-06", 16, 0, second)):
            transition(told, "assign", by=officer)
    assert measure("tips.in-time", country.commune, DECEMBER).value == 50


def test_behind_those_in_time_stand_all_whose_limit_ran_out(country):
    officer = people.officer(country.commune)
    in_time, late = (tip(country.hamlet, received_at=at("2019-12-05", 16)) for _each in range(2))
    tip(country.hamlet, received_at=at("2019-12-08", 9))
    with clock.pinned_to(at("2019-12-06", 16)):
        transition(in_time, "assign", by=officer)
    found = indicators.get("tips.in-time").keys_shown(country.commune, DECEMBER)
    assert {row["pk"] for row in found} == {in_time.pk, late.pk}


def test_in_progress_is_as_of_the_last_day_even_when_settled_since(country):
    officer = people.officer(country.commune)
    told = tip(country.hamlet, received_at=at("2019-11-30", 12))
    with clock.pinned_to(at("2019-12-01", 0, 0, 0)):
        transition(told, "resolve", by=officer)
    assert measure("tips.in-progress", country.commune, NOVEMBER).value == 1
    assert measure("tips.in-progress", country.commune, DECEMBER).value == 0
    assert measure("tips.resolved", country.commune, NOVEMBER).value == 0
    assert measure("tips.resolved", country.commune, DECEMBER).value == 1
