"""Today and this moment may be noted, the next not; a day begins at midnight in Việt Nam."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from portal.core import clock
from portal.core.not_ahead import check_day_not_ahead, check_not_ahead, is_ahead, why_ahead

TODAY = date(2019, 12, 8)


@pytest.mark.parametrize(("days", "ahead"), [(-1, False), (0, False), (1, True)])
def test_a_day_is_ahead_from_tomorrow_on(days, ahead):
    assert is_ahead(TODAY + timedelta(days)) is ahead


@pytest.mark.parametrize(("minute", "ahead"), [(59, True), (60, False)])
def test_tomorrow_comes_at_midnight_in_viet_nam(minute, ahead):
    with clock.pinned_to(datetime(2019, 12, 8, 16, tzinfo=UTC) + timedelta(minutes=minute)):
        assert is_ahead(TODAY + timedelta(1)) is ahead


@pytest.mark.parametrize(("seconds", "ahead"), [(-1, False), (0, False), (1, True)])
def test_a_moment_is_ahead_after_now(seconds, ahead):
    assert is_ahead(clock.now() + timedelta(seconds=seconds)) is ahead


def test_the_sentence_says_of_what_and_from_when():
    tomorrow, soon = TODAY + timedelta(1), clock.now() + timedelta(seconds=1)
    assert (
        why_ahead(tomorrow, what="Ngày nhận") == "Ngày nhận còn ở phía trước. Nhập từ hôm nay trở về trước."
    )
    assert why_ahead(soon, what="Lúc đăng") == "Lúc đăng còn ở phía trước. Nhập từ lúc này trở về trước."
    assert why_ahead(TODAY, what="Ngày nhận") == why_ahead(clock.now(), what="Lúc đăng") == ""


@pytest.mark.parametrize(
    ("check", "sentence"),
    [
        (check_not_ahead, "Ngày này còn ở phía trước. Nhập từ hôm nay trở về trước."),
        (check_day_not_ahead, "Ngày 09/12/2019 còn ở phía trước. Nhập ngày từ hôm nay trở về trước."),
    ],
)
def test_a_day_ahead_is_refused_beside_its_field(check, sentence):
    check(TODAY, "on")
    with pytest.raises(ValidationError) as problem:
        check(TODAY + timedelta(1), "on")
    assert problem.value.message_dict == {"on": [sentence]}
