"""Which rule holds for whom on which day, and what a unit owes around a day."""

from datetime import date

import pytest

from portal.core.periods import CutOff, Period, PeriodKind
from reports.models import ReportRule
from reports.rules import Obligation, due_around, recent_periods, rules_for, to_send
from reports.services import begin_report, issue_report
from tests.conftest import STORY_DAY
from tests.factories import people
from tests.factories.rows import report

pytestmark = pytest.mark.django_db
MONTH, HALF, YEAR = PeriodKind.MONTH, PeriodKind.HALF_YEAR, PeriodKind.YEAR


def rule(unit=None, kind="month", **details):
    given = {"cut_off": "calendar", "due_day": 5, "due_month_offset": 1, "basis": "Quy định riêng"} | details
    return ReportRule.objects.create(unit=unit, kind=kind, **given)


def due_day(unit, day=STORY_DAY, kind=MONTH):
    return rules_for(unit, day)[kind].due_day


def test_the_common_rules_hold_where_there_is_no_other(country):
    for unit in country.all():
        found = rules_for(unit, STORY_DAY)
        assert {kind: (r.due_day, r.due_month_offset) for kind, r in found.items()} == {
            MONTH: (9, 1), HALF: (9, 0), YEAR: (9, 0),
        }  # fmt: skip


def test_the_nearest_rule_holds(country):
    rule(country.province, due_day=1)
    assert due_day(country.commune) == 1
    rule(country.district, due_day=2)
    assert due_day(country.hamlet) == 2
    rule(country.commune, due_day=3)
    rule(country.self_managed_team, due_day=5)
    rule(country.hamlet, due_day=4)
    by_unit = {name: due_day(getattr(country, name)) for name in vars(country)}
    assert by_unit == {
        "province": 1, "district": 2, "neighbour": 2, "neighbour_hamlet": 2, "neighbour_self_managed_team": 2,
        "commune": 3, "other_hamlet": 3, "hamlet": 4, "other_self_managed_team": 4, "self_managed_team": 5,
        "new_province": 9, "new_commune": 9, "new_hamlet": 9,
    }  # fmt: skip
    assert due_day(country.hamlet, kind=YEAR) == 9


@pytest.mark.parametrize(
    ("day", "due"),
    [(date(2019, 11, 30), 9), (date(2019, 12, 1), 3), (date(2019, 12, 31), 3), (date(2020, 1, 1), 9)],
)
def test_a_rule_holds_on_its_days_only(country, day, due):
    rule(country.commune, due_day=3, valid_from=date(2019, 12, 1), valid_to=date(2020, 1, 1))
    assert due_day(country.commune, day) == due


def test_of_two_rules_of_a_unit_the_later_begun_holds_though_the_earlier_was_left_open(country):
    rule(country.commune, due_day=4, valid_from=date(2019, 6, 1))
    rule(country.commune, due_day=3, valid_from=date(2019, 1, 1))
    rule(country.commune, due_day=2)
    assert due_day(country.commune) == 4
    assert due_day(country.commune, date(2019, 5, 31)) == 3
    assert due_day(country.commune, date(2018, 12, 31)) == 2


# --- owed around a day --------------------------------------------------------------------------
def owed(unit, day):
    return [(o.period.code, o.due_on, o.days_left(day)) for o in due_around(unit, day)]


def test_on_the_storys_day_november_and_the_year_are_due_tomorrow_and_december_after_new_year(country):
    assert owed(country.commune, STORY_DAY) == [
        ("2019-10", date(2019, 11, 9), -29),
        ("2019-11", date(2019, 12, 9), 1),
        ("2019", date(2019, 12, 9), 1),
        ("2019-12", date(2020, 1, 9), 32),
    ]


def test_the_second_half_year_is_never_owed_the_year_stands_for_it(country):
    for month in range(1, 13):
        codes = {code for code, _due, _left in owed(country.commune, date(2019, month, 8))}
        assert not [code for code in codes if code.endswith("-H2")]
    assert ("2019-H1", date(2019, 6, 9), 1) in owed(country.commune, date(2019, 6, 8))


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(2019, 10, 24), False),  # 46 days before
        (date(2019, 10, 25), True),  # 45 days before
        (date(2020, 1, 13), True),  # 35 days after
        (date(2020, 1, 14), False),  # 36 days after
    ],
)
def test_a_report_is_shown_from_45_days_before_it_is_due_to_35_after(country, day, there):
    assert ("2019-11" in {code for code, _due, _left in owed(country.commune, day)}) is there


def test_under_the_fifteenth_the_period_around_a_day_is_another_and_so_is_what_is_owed(country):
    rule(country.commune, cut_off=CutOff.FIFTEENTH, due_day=20, due_month_offset=0)
    months = [entry for entry in owed(country.commune, date(2019, 12, 16)) if len(entry[0]) == 7]
    assert months == [
        ("2019-11", date(2019, 11, 20), -26),
        ("2019-12", date(2019, 12, 20), 4),
        ("2020-01", date(2020, 1, 20), 35),
    ]


def test_a_period_is_owed_by_the_rule_of_its_last_day_though_another_holds_by_now(country):
    """As the report that is begun for it: both are due on the same day."""
    rule(country.commune, due_day=9, valid_to=date(2019, 12, 1))
    rule(country.commune, due_day=20, valid_from=date(2019, 12, 1))
    months = [entry for entry in owed(country.commune, STORY_DAY) if len(entry[0]) == 7]
    assert months == [
        ("2019-10", date(2019, 11, 9), -29),
        ("2019-11", date(2019, 12, 9), 1),
        ("2019-12", date(2020, 1, 20), 43),
    ]
    november = Period(PeriodKind.MONTH, 2019, 11)
    report = begin_report(by=people.officer(country.commune), unit=country.commune, period=november)
    assert report.due_on == date(2019, 12, 9)


def test_what_was_begun_is_linked_and_a_neighbours_is_not(country):
    report(country.neighbour)
    assert all(o.report is None for o in due_around(country.commune, STORY_DAY))
    mine = report(country.commune)
    begun = {o.period: o.report for o in due_around(country.commune, STORY_DAY)}
    assert begun[Period.parse("2019-11")] == mine
    assert begun[Period.parse("2019")] is None


def test_above_the_communes_a_report_is_owed_only_by_a_rule_of_their_own(country):
    for unit in (country.province, country.district):
        assert owed(unit, STORY_DAY) == []
    rule(country.district, kind="year", due_day=20, due_month_offset=0)
    assert owed(country.district, STORY_DAY) == [("2019", date(2019, 12, 20), 12)]
    # The district is under its province.
    rule(country.province, due_day=15)
    assert owed(country.district, STORY_DAY) == [
        ("2019-10", date(2019, 11, 15), -23),
        ("2019-11", date(2019, 12, 15), 7),
        ("2019", date(2019, 12, 20), 12),
        ("2019-12", date(2020, 1, 15), 38),
    ]
    assert owed(country.province, STORY_DAY) == [
        ("2019-10", date(2019, 11, 15), -23),
        ("2019-11", date(2019, 12, 15), 7),
        ("2019-12", date(2020, 1, 15), 38),
    ]


def test_owed_is_the_period_after_the_next_where_two_are_due_within_days_of_each_other(country):
    rule(country.commune, due_day=1, due_month_offset=0)
    months = [entry for entry in owed(country.commune, date(2019, 1, 31)) if len(entry[0]) == 7]
    assert months == [
        ("2019-01", date(2019, 1, 1), -30),
        ("2019-02", date(2019, 2, 1), 1),
        ("2019-03", date(2019, 3, 1), 29),
    ]


@pytest.mark.parametrize(
    ("offset", "due_day", "day", "months"),
    [
        # On the last day of the month after, and of the second after.
        (1, 31, date(2019, 12, 1), [("2019-09", date(2019, 10, 31), -31), ("2019-10", date(2019, 11, 30), -1),
                                    ("2019-11", date(2019, 12, 31), 30)]),
        (2, 31, date(2019, 12, 1), [("2019-08", date(2019, 10, 31), -31), ("2019-09", date(2019, 11, 30), -1),
                                    ("2019-10", date(2019, 12, 31), 30)]),
        # On the first of the month before.
        (-1, 1, date(2019, 1, 31), [("2019-02", date(2019, 1, 1), -30), ("2019-03", date(2019, 2, 1), 1),
                                    ("2019-04", date(2019, 3, 1), 29)]),
    ],
)  # fmt: skip
def test_months_due_long_after_or_before_their_end_are_shown_in_the_same_days(
    country, offset, due_day, day, months
):
    rule(country.commune, due_day=due_day, due_month_offset=offset)
    assert [entry for entry in owed(country.commune, day) if len(entry[0]) == 7] == months


def test_a_report_of_december_is_found_in_january(country):
    mine = report(country.commune, "2018-12")
    begun = {o.period: o.report for o in due_around(country.commune, date(2019, 2, 5))}
    assert begun[Period.parse("2018-12")] == mine


@pytest.mark.parametrize(
    ("today", "due"),
    [(date(2019, 11, 28), False), (date(2019, 11, 29), True), (date(2019, 12, 9), True), (date(2019, 12, 10), True)],
)  # fmt: skip
def test_a_report_is_due_from_ten_days_before_its_last_day(today, due):
    assert Obligation(Period.parse("2019-11"), date(2019, 12, 9)).is_due(today) is due


def test_what_is_to_be_sent_is_due_or_still_to_come_and_not_issued(country):
    def codes(unit):
        return [[o.period.code for o in part] for part in to_send(unit, STORY_DAY)]

    everything = [["2019-10", "2019-11", "2019"], ["2019-12"]]
    assert codes(country.commune) == everything
    officer = people.officer(country.commune)
    begun = report(country.commune, by=officer)
    assert codes(country.commune) == everything
    issue_report(by=officer, report=begun, version=begun.version)
    assert codes(country.commune) == [["2019-10", "2019"], ["2019-12"]]
    assert codes(country.neighbour) == everything


def test_to_begin_by_hand_are_fifteen_months_four_half_years_and_three_years():
    codes = [period.code for period in recent_periods(STORY_DAY)]
    assert codes[:15] == [f"2019-{month:02}" for month in range(12, 0, -1)] + [
        "2018-12",
        "2018-11",
        "2018-10",
    ]
    assert codes[15:] == ["2019-H2", "2019-H1", "2018-H2", "2018-H1", "2019", "2018", "2017"]


def test_a_year_begun_in_january_is_found_in_december(country):
    mine = report(country.commune, "2019-01")
    begun = {o.period: o.report for o in due_around(country.commune, date(2019, 2, 5))}
    assert begun[Period.parse("2019-01")] == mine
