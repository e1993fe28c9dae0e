"""One clock, in Vietnam's time, that a story may pin."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.core import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2019, 12, 7, 16, 59, 59, tzinfo=UTC), date(2019, 12, 7)),
        (datetime(2019, 12, 7, 17, 0, 0, tzinfo=UTC), date(2019, 12, 8)),  # midnight in Vietnam
        (datetime(2019, 12, 31, 17, 0, 0, tzinfo=UTC), date(2020, 1, 1)),
        (datetime(2020, 2, 28, 17, 0, 0, tzinfo=UTC), date(2020, 2, 29)),
    ],
)
def test_the_day_turns_at_midnight_in_vietnam(moment, day):
    with clock.pinned_to(moment):
        assert clock.today() == day
        assert clock.now() == moment
        assert clock.now().utcoffset() == timedelta(hours=7)


def test_a_pinned_day_keeps_the_machines_time_of_day():
    with clock.pinned_to(None):
        before = clock.now()
        with clock.pinned_to(date(2019, 12, 8)):
            pinned = clock.now()
        after = clock.now()
    assert pinned.date() == date(2019, 12, 8)
    assert pinned.utcoffset() == timedelta(hours=7)
    if before.date() == after.date():  # not run across midnight
        assert before.time() <= pinned.time() <= after.time()


def test_pins_nest_and_end_even_after_an_error():
    with clock.pinned_to(date(2019, 1, 1)):
        with clock.pinned_to(date(2020, 2, 29)):
            assert clock.today() == date(2020, 2, 29)
        with pytest.raises(ZeroDivisionError), clock.pinned_to(date(2020, 2, 29)):
            1 / 0  # noqa: B018
        assert clock.today() == date(2019, 1, 1)


def test_leases_run_on_the_machines_time_whatever_is_pinned():
    with clock.pinned_to(None):
        machine = clock.now()
        with clock.pinned_to(date(1999, 1, 1)):
            assert abs(clock.machine_now() - machine) < timedelta(minutes=1)
