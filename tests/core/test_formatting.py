"""Numbers and lengths of time at the bounds where their words change; tests/core/test_components.py has the rest."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.core import formatting

NOW = datetime(2019, 12, 5, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (0.04, "dưới 0,1"), (0.05, "0,1"), (0.3, "0,3"), (-0.3, "0,3"), (1, "1"), (None, "—")],
)
def test_a_gap_too_small_for_a_decimal_is_below_one_and_never_nothing(value, words):
    assert formatting.gap(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(0.5, "+0,5"), (1, "+1"), (0, "0"), (-0.5, "−0,5"), (-1, "−1"), (0.04, "0")]
)
def test_a_change_bears_its_sign(value, words):
    assert formatting.signed(value) == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(hours=1), "còn 1 giờ"),
        (timedelta(minutes=59, seconds=59), "còn 59 phút"),
        (timedelta(minutes=1), "còn 1 phút"),
        (timedelta(seconds=59), "còn dưới 1 phút"),
        (timedelta(0), "còn dưới 1 phút"),
    ],
)
def test_a_length_is_said_in_the_largest_step_that_it_fills(left, words):
    assert formatting.due_words(NOW + left, NOW)[0] == words


@pytest.mark.parametrize(("share", "over"), [(99.9, False), (100, False), (100.01, True), (None, False)])
def test_only_what_is_above_the_whole_exceeds_it(share, over):
    assert formatting.exceeds_whole(share) is over
