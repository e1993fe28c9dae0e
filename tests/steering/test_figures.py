"""Figures of what committees do against a plain recount of the rows, at the edges of a span and of an area."""

from datetime import date

import pytest

from portal.core import indicators
from portal.core.periods import Days, Period
from portal.steering.activities.services import withdraw_activity
from portal.steering.indicators import INDICATORS
from portal.steering.models import Activity
from tests.factories import people
from tests.factories.steering import activity

pytestmark = pytest.mark.django_db
NOVEMBER = Period.parse("2019-11").days()
DAYS = (date(2019, 10, 31), date(2019, 11, 1), date(2019, 11, 30), date(2019, 12, 1))
KINDS = ("meeting", "inspection", "live-session")


def oracle(unit, days):
    """{key: number} counted in plain Python, one row at a time."""
    found = dict.fromkeys([f"steering.{kind}s" for kind in KINDS], 0)
    for row in Activity.objects.unscoped("oracle").select_related("unit__parent"):
        line = {row.unit, row.unit.parent, row.unit.parent and row.unit.parent.parent}
        if unit in line and row.held_on in days and row.withdrawn_at is None:
            found[f"steering.{row.kind}s"] += 1
    return found


def test_the_list_of_figures_is_the_one_the_oracle_knows(country):
    assert [one.key for one in INDICATORS] == list(oracle(country.commune, NOVEMBER))


def test_every_figure_is_what_a_recount_of_the_rows_finds(country):
    officer = people.officer(country.commune)
    for n, kind in enumerate(KINDS):
        for day in DAYS:
            for _once in range(n + 1):
                kept = activity(country.commune, kind, by=officer, held_on=day)
            activity(country.neighbour, kind, held_on=day)
            activity(country.district, kind, held_on=day)
        withdraw_activity(by=officer, activity=kept, version=1)
    for unit in (country.commune, country.neighbour, country.district, country.province):
        for days in (NOVEMBER, Days(date(2019, 12, 1), date(2020, 1, 1)), Period.parse("2019").days()):
            measured = indicators.measure(INDICATORS, unit, [days])
            expected = oracle(unit, days)
            assert {key: found[0].top for key, found in measured.items()} == expected, (unit, days)
            assert days is not NOVEMBER or all(expected.values())
