"""When the e-mail of a notice goes out: never in the quiet hours, at both of their edges and across midnight."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.notices import rules

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
NIGHT = (time(21), time(6, 30))
NOON = (time(11, 30), time(13, 30))


@pytest.fixture(autouse=True)
def _night(settings):
    settings.QUIET_HOURS, settings.NOTICE_WINDOW_MINUTES = NIGHT, 10


def at(day, hour, minute=0, second=0):
    return datetime(2019, 12, day, hour, minute, second, tzinfo=HERE)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (at(8, 20, 59, 59), at(8, 20, 59, 59)),
        (at(8, 21), at(9, 6, 30)),
        (at(8, 23, 59, 59), at(9, 6, 30)),
        (at(9, 0), at(9, 6, 30)),
        (at(9, 6, 29, 59), at(9, 6, 30)),
        (at(9, 6, 30), at(9, 6, 30)),
        (at(9, 12), at(9, 12)),
        (at(31, 22), datetime(2020, 1, 1, 6, 30, tzinfo=HERE)),
    ],
)
def test_what_falls_into_the_night_goes_in_the_morning(now, goes):
    assert rules.not_in_quiet_hours(now) == goes


def test_the_night_is_that_of_viet_nam_whatever_zone_the_moment_is_written_in():
    assert rules.not_in_quiet_hours(datetime(2019, 12, 8, 14, tzinfo=UTC)) == at(9, 6, 30)
    assert rules.not_in_quiet_hours(datetime(2019, 12, 8, 13, 59, tzinfo=UTC)) == at(8, 20, 59)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (at(8, 11, 29), at(8, 11, 29)),
        (at(8, 11, 30), at(8, 13, 30)),
        (at(8, 13, 29), at(8, 13, 30)),
        (at(8, 13, 30), at(8, 13, 30)),
        (at(8, 23), at(8, 23)),
    ],
)
def test_quiet_hours_within_one_day_end_on_that_day(settings, now, goes):
    settings.QUIET_HOURS = NOON
    assert rules.not_in_quiet_hours(now) == goes


@pytest.mark.parametrize("hour", [0, 6, 12, 23])
def test_quiet_hours_of_no_length_keep_nothing_back(settings, hour):
    settings.QUIET_HOURS = (time(0), time(0))
    assert rules.not_in_quiet_hours(at(8, hour)) == at(8, hour)


@given(
    now=st.datetimes(min_value=datetime(2019, 1, 1), max_value=datetime(2030, 1, 1), timezones=st.just(HERE))
)
def test_an_e_mail_never_goes_at_night_nor_back_in_time_nor_waits_longer_than_the_night(now):
    goes = rules.not_in_quiet_hours(now)
    assert not rules.is_quiet(goes.time())
    assert timedelta(0) <= goes - now <= timedelta(hours=9, minutes=30)


def test_the_days_e_mails_wait_for_one_another_and_an_urgent_one_for_nothing():
    assert rules.mail_time(at(8, 10), urgent=False) == at(8, 10, 10)
    assert rules.mail_time(at(8, 10), urgent=True) == at(8, 10)
    assert rules.mail_time(at(8, 20, 49), urgent=False) == at(8, 20, 59)
    assert rules.mail_time(at(8, 20, 50), urgent=False) == at(9, 6, 30)
    assert rules.mail_time(at(8, 23), urgent=True) == at(8, 23)
    assert rules.mail_time(at(9, 6, 25), urgent=False) == at(9, 6, 35)


def test_a_try_that_failed_waits_twice_as_long_each_time_up_to_six_hours():
    minutes = [rules.wait_after(number).total_seconds() / 60 for number in range(1, rules.MOST_TRIES + 1)]
    assert minutes == [2, 4, 8, 16, 32, 64, 128, 256, 360, 360]
