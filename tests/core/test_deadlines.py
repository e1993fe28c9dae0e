"""In time until the end of the last day in Việt Nam; late from the next midnight on."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.core.deadlines import days_left, is_in_time, is_late

DUE = date(2019, 12, 9)


@pytest.mark.parametrize(("days", "left", "late"), [(-1, 1, False), (0, 0, False), (1, -1, True)])
def test_the_last_day_is_in_time_and_the_next_is_late(days, left, late):
    today = DUE + timedelta(days)
    assert days_left(DUE, today) == left
    assert is_late(DUE, today) is late


def test_what_has_no_last_day_is_never_late():
    assert is_late(None, DUE) is False


@pytest.mark.parametrize(("minute", "in_time"), [(59, True), (60, False)])
def test_a_moment_is_judged_by_midnight_in_viet_nam(minute, in_time):
    done_at = datetime(2019, 12, 9, 16, tzinfo=UTC) + timedelta(minutes=minute)
    assert is_in_time(done_at, DUE) is in_time
