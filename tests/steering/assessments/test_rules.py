"""The rules of the yearly assessment at their edges, and against an independent count."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.bodies.liability import LiabilityVerdict
from portal.steering.assessments.rules import (
    COUNTED,
    Counted,
    KindShares,
    Obstacle,
    Share,
    Standing,
    all_hold,
    is_open,
    obstacles,
    proposes,
    rules_day,
    shares_of,
    standing,
    window_of,
)
from portal.steering.choices import FigureRule, SubjectKind

QUARTER = {"registers_from": "01-01", "registers_until": "03-31"}
AREAS = window_of(2025, starts="11-01", ends="10-31", decides_before="11-15", **QUARTER)
REST = window_of(2025, starts="11-16", ends="11-15", decides_before="11-20", **QUARTER)
LIABLE = LiabilityVerdict.LIABLE
IN_TIME = date(2025, 3, 31)


def test_an_area_is_assessed_from_november_to_october_and_decided_before_the_fifteenth():
    assert (AREAS.first, AREAS.last) == (date(2024, 11, 1), date(2025, 10, 31))
    assert (AREAS.days.start, AREAS.days.end) == (date(2024, 11, 1), date(2025, 11, 1))
    assert (AREAS.days_before.start, AREAS.days_before.last) == (date(2023, 11, 1), date(2024, 10, 31))
    assert not AREAS.is_over(date(2025, 10, 31))
    assert AREAS.is_over(date(2025, 11, 1))
    assert not AREAS.is_late(date(2025, 11, 14))
    assert AREAS.is_late(date(2025, 11, 15))


def test_the_rest_is_assessed_from_mid_november_and_decided_before_the_twentieth():
    assert (REST.first, REST.last) == (date(2024, 11, 16), date(2025, 11, 15))
    assert not REST.is_late(date(2025, 11, 19))
    assert REST.is_late(date(2025, 11, 20))


def test_the_days_before_a_window_that_ends_in_a_leap_february_are_a_year_earlier():
    leap = window_of(2024, starts="03-01", ends="02-28", decides_before="04-01", **QUARTER)
    assert leap.days.end == date(2024, 2, 29)
    assert leap.days_before.end == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("day", "in_time"),
    [
        (None, False),
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 3, 31), True),
        (date(2025, 4, 1), False),
    ],
)
def test_one_registers_in_the_first_quarter(day, in_time):
    assert AREAS.is_registered_in_time(day) is in_time


def test_a_year_is_open_within_itself():
    assert [is_open(2025, day) for day in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31))] == [
        False,
        True,
        True,
    ]
    assert not is_open(2025, date(2026, 1, 1))
    assert rules_day(2025) == date(2025, 3, 31)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Standing.COUNTED),
        ({"verdict": LiabilityVerdict.NOT_LIABLE}, Standing.NOT_LIABLE),
        ({"verdict": LiabilityVerdict.NOT_NAMED}, Standing.NOT_LIABLE),
        ({"verdict": LiabilityVerdict.UNKNOWN}, Standing.UNKNOWN),
        # Who ended before the size was asked for is asked for nothing.
        ({"verdict": LiabilityVerdict.UNKNOWN, "ended": date(2025, 5, 1)}, Standing.ENDED),
        ({"ended": date(2025, 10, 31)}, Standing.ENDED),
        ({"ended": date(2025, 11, 1)}, Standing.COUNTED),
        ({"began": date(2025, 3, 31)}, Standing.COUNTED),
        ({"began": date(2025, 4, 1)}, Standing.BEGAN_LATE),
        ({"began": date(2025, 7, 1), "registered_on": IN_TIME}, Standing.COUNTED),
        ({"began": date(2025, 7, 1), "registered_on": date(2025, 7, 2)}, Standing.BEGAN_LATE),
    ],
)
def test_who_is_in_the_base_and_who_not(given, expected):
    case = {"verdict": LIABLE, "began": None, "ended": None, "registered_on": None, "window": AREAS} | given
    assert standing(**case) is expected


CRITERIA = ("registration", "policies", "crime")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, []),
        ({"registered_on": None}, [Obstacle.NOT_REGISTERED]),
        ({"registered_on": date(2025, 4, 1)}, [Obstacle.REGISTERED_LATE]),
        ({"met": ("registration", "policies"), "failed": ("crime",)}, [Obstacle.CRITERION_FAILED]),
        ({"met": ("registration", "policies")}, [Obstacle.CRITERION_OPEN]),
        (
            {"met": ("registration",), "failed": ("crime",)},
            [Obstacle.CRITERION_FAILED, Obstacle.CRITERION_OPEN],
        ),
        # What was judged by a criterion that does not hold this year decides nothing.
        ({"failed": ("violence",)}, []),
        ({"criteria": (), "met": ()}, [Obstacle.NO_CRITERIA]),
        ({"standing": Standing.ENDED}, [Obstacle.NOT_COUNTED]),
        ({"shares_hold": False}, [Obstacle.SHARES_MISSED]),
        ({"shares_hold": None}, [Obstacle.SHARES_UNKNOWN]),
    ],
)
def test_a_subject_is_recognised_if_registered_in_time_and_every_criterion_holds(given, expected):
    case = {
        "standing": Standing.COUNTED,
        "registered_on": IN_TIME,
        "window": AREAS,
        "criteria": CRITERIA,
        "met": CRITERIA,
        "failed": (),
    }
    assert obstacles(**(case | given)) == expected


@pytest.mark.parametrize(
    ("share", "percent", "reached"),
    [
        (Share(7, 10), 70, True),
        (Share(6, 9), 70, False),
        (Share(2, 3), 67, False),
        (Share(3, 3), 100, True),
        # One of unknown size may make 3 of 3 a 3 of 4.
        (Share(3, 3, 1), 100, None),
        (Share(3, 3, 1), 70, True),
        (Share(2, 3, 1), 70, False),
        (Share(0, 0), 100, True),
        (Share(0, 0, 1), 100, None),
    ],
)
def test_a_share_is_reached_exactly_and_is_unknown_only_where_unknown_ones_decide(share, percent, reached):
    assert share.reaches(percent) is reached


def test_a_share_without_a_base_has_no_percent():
    assert Share(0, 0).percent is None
    assert Share(1, 4).percent == 25


def test_one_share_missed_is_missed_whatever_is_unknown():
    assert all_hold([True, None, False]) is False
    assert all_hold([True, None]) is None
    assert all_hold([True, True]) is True
    assert all_hold([]) is True
    assert KindShares(Share(3, 3), Share(2, 3)).hold(100, 70) is False
    assert KindShares(Share(3, 3, 1), Share(3, 3, 1)).hold(100, 70) is None


subjects = st.lists(
    st.builds(
        Counted,
        kind=st.sampled_from(list(COUNTED)),
        standing=st.sampled_from(list(Standing)),
        registered_in_time=st.booleans(),
        recognised=st.booleans(),
    ),
    max_size=25,
)


def _worst_and_best(rows, what, percent):
    """Whether the share is reached if nobody of those unknown is liable, and if all of them are and none reached it."""
    counted = [row for row in rows if row.standing is Standing.COUNTED]
    reached = [row for row in counted if getattr(row, what)]
    unknown = [row for row in rows if row.standing is Standing.UNKNOWN]
    return {
        not base or Fraction(len(reached), base) >= Fraction(percent, 100)
        for base in (len(counted), len(counted) + len(unknown))
    }


@given(subjects, st.integers(0, 100))
def test_the_shares_of_each_kind_are_those_that_a_plain_count_gives(rows, percent):
    found = shares_of(rows)
    assert list(found) == list(COUNTED)
    for kind, shares in found.items():
        own = [row for row in rows if row.kind == kind]
        for share, what in ((shares.registered, "registered_in_time"), (shares.recognised, "recognised")):
            verdicts = _worst_and_best(own, what, percent)
            assert share.reaches(percent) is (verdicts.pop() if len(verdicts) == 1 else None)
            assert (share.top, share.base) == (
                sum(1 for row in own if row.standing is Standing.COUNTED and getattr(row, what)),
                sum(1 for row in own if row.standing is Standing.COUNTED),
            )


def test_the_commune_itself_is_in_no_share():
    assert SubjectKind.COMMUNE not in shares_of([Counted(SubjectKind.COMMUNE, Standing.COUNTED, True, True)])


@pytest.mark.parametrize(
    ("rule", "now", "before", "is_over", "proposed"),
    [
        (FigureRule.NOT_MORE, 3, 3, True, True),
        (FigureRule.NOT_MORE, 4, 3, True, False),
        (FigureRule.NOT_MORE, 4, 3, False, False),
        (FigureRule.NOT_MORE, 2, 3, False, None),
        (FigureRule.NOT_MORE, 2, None, True, None),
        (FigureRule.NOT_MORE, None, 3, True, None),
        (FigureRule.AT_LEAST_ONE, 1, None, False, True),
        (FigureRule.AT_LEAST_ONE, 0, None, False, None),
        (FigureRule.AT_LEAST_ONE, 0, 5, True, False),
        (FigureRule.FOR_INFORMATION, 9, 1, True, None),
    ],
)
def test_a_figure_proposes_only_what_it_shows(rule, now, before, is_over, proposed):
    assert proposes(rule, now, before, is_over=is_over) is proposed
