"""Working days and hours at their edges: lunch, night, weekend, Tết, a Saturday worked in exchange."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.models import Holiday
from portal.core.working_time import WorkingTime, end_of, start_of
from tests.factories.rows import at

pytestmark = pytest.mark.django_db
moments = st.builds(
    at, st.dates(date(2019, 1, 1), date(2020, 12, 20)), st.integers(0, 23), st.integers(0, 59)
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2019, 12, 6), True),
        (date(2019, 12, 7), False),
        (date(2019, 12, 8), False),
        (date(2019, 2, 4), False),  # Tết
        (date(2019, 2, 8), False),
        (date(2019, 2, 11), True),
        (date(2019, 5, 4), True),  # a Saturday worked for 29 April
        (date(2019, 4, 29), False),
        (date(2020, 1, 1), False),
    ],
)
def test_which_days_offices_work(day, works):
    assert WorkingTime().is_working(day) is works


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (at("2019-12-04", 9), 1, at("2019-12-05", 23, 59, 59)),
        (at("2019-12-04", 0), 1, at("2019-12-05", 23, 59, 59)),  # the day itself never counts
        (at("2019-12-04", 23, 59), 1, at("2019-12-05", 23, 59, 59)),
        (at("2019-12-06", 9), 1, at("2019-12-09", 23, 59, 59)),  # Friday, then Monday
        (at("2019-12-07", 9), 1, at("2019-12-09", 23, 59, 59)),  # Saturday, then Monday
        (at("2019-12-06", 9), 5, at("2019-12-13", 23, 59, 59)),
        (at("2019-02-01", 9), 1, at("2019-02-11", 23, 59, 59)),  # over Tết
        (at("2019-05-03", 9), 1, at("2019-05-04", 23, 59, 59)),  # Friday, then the worked Saturday
        (at("2019-12-31", 9), 1, at("2020-01-02", 23, 59, 59)),
        (at("2019-12-04", 9), 0, at("2019-12-04", 23, 59, 59)),
    ],
)
def test_working_days_run_to_the_end_of_the_last(start, days, end):
    assert WorkingTime().add_days(start, days) == end


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (at("2019-12-05", 7, 30), 8, at("2019-12-05", 17, 30)),  # a whole day ends on its last minute
        (at("2019-12-05", 7, 30), 4, at("2019-12-05", 11, 30)),  # and a morning before lunch, not after
        (at("2019-12-05", 11, 29), 1, at("2019-12-05", 14, 29)),  # over lunch
        (at("2019-12-05", 12, 0), 1, at("2019-12-05", 14, 30)),  # within lunch
        (at("2019-12-05", 5, 0), 1, at("2019-12-05", 8, 30)),  # before working hours
        (at("2019-12-05", 17, 30), 1, at("2019-12-06", 8, 30)),  # as they end
        (at("2019-12-05", 22, 0), 8, at("2019-12-06", 17, 30)),
        (at("2019-12-06", 16, 30), 2, at("2019-12-09", 8, 30)),  # Friday evening to Monday
        (at("2019-12-08", 10, 0), 8, at("2019-12-09", 17, 30)),  # logged on a Sunday
        (at("2019-02-01", 17, 0), 1, at("2019-02-11", 8, 0)),  # the eve of Tết
        (at("2019-05-03", 17, 0), 1, at("2019-05-04", 8, 0)),  # a worked Saturday
        (at("2019-12-31", 17, 0), 1, at("2020-01-02", 8, 0)),  # over New Year
        (at("2019-12-05", 7, 30), 0.5, at("2019-12-05", 8, 0)),
        (at("2019-12-05", 7, 30), 20, at("2019-12-09", 11, 30)),
    ],
)
def test_working_hours_skip_lunch_nights_and_days_off(start, hours, end):
    assert WorkingTime().add_hours(start, hours) == end


@given(moments, st.integers(1, 60), st.integers(1, 60))
def test_hours_in_two_steps_end_where_they_end_in_one(start, first, second):
    work = WorkingTime()
    assert work.add_hours(work.add_hours(start, first), second) == work.add_hours(start, first + second)


@given(moments, st.integers(0, 30))
def test_a_limit_in_days_never_ends_before_it_began_nor_on_a_day_off(start, days):
    work = WorkingTime()
    end = work.add_days(start, days)
    assert end >= start
    assert days == 0 or work.is_working(end.date())
    assert work.add_days(start, days + 1) > end


def test_a_holiday_added_by_hand_counts_at_once():
    Holiday.objects.create(day=date(2019, 12, 9), kind=Holiday.Kind.OFF, name="Nghỉ đột xuất")
    assert WorkingTime().add_days(at("2019-12-06"), 1) == at("2019-12-10", 23, 59, 59)


def test_a_day_begins_at_its_first_moment_and_ends_at_its_last_second():
    assert start_of(date(2019, 12, 31)).isoformat() == "2019-12-31T00:00:00+07:00"
    assert end_of(date(2019, 12, 31)).isoformat() == "2019-12-31T23:59:59+07:00"
