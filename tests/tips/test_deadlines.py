"""When the first step is due: each row of the table of limits at its edges; the row of the day holds."""

from datetime import date

import pytest

from tests.factories.rows import at
from tips import deadlines
from tips.choices import LimitClock, Nature
from tips.models import TimeLimit, Tip
from tips.states import TipState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("nature", "urgency", "received", "due"),
    [
        ("crime", "urgent", at("2019-12-31", 22), at("2020-01-01", 22)),  # 24 hours, holiday or not
        ("crime", "urgent", at("2020-02-28", 12), at("2020-02-29", 12)),
        ("crime", "normal", at("2019-12-08", 0), at("2019-12-15", 23, 59, 59)),
        ("crime", "normal", at("2020-02-25", 12), at("2020-03-03", 23, 59, 59)),  # over 29 February
        ("administrative", "normal", at("2019-12-29", 12), at("2020-01-01", 23, 59, 59)),
        (
            "administrative",
            "urgent",
            at("2019-12-05", 12),
            at("2019-12-08", 23, 59, 59),
        ),  # no urgent row: the common
        ("denunciation", "normal", at("2019-12-06", 12), at("2019-12-13", 23, 59, 59)),
        ("denunciation", "normal", at("2019-02-01", 12), at("2019-02-15", 23, 59, 59)),  # over Tết
        ("complaint", "normal", at("2019-12-06", 12), at("2019-12-17", 23, 59, 59)),
        ("feedback", "normal", at("2019-12-24", 12), at("2020-01-08", 23, 59, 59)),  # over New Year
        ("everyday", "normal", at("2019-12-05", 7, 30), at("2019-12-05", 17, 30)),
        ("everyday", "normal", at("2019-12-06", 11, 0), at("2019-12-09", 11, 0)),  # Friday to Monday
        ("everyday", "urgent", at("2019-12-05", 9, 30), at("2019-12-05", 15, 30)),  # over lunch
        ("everyday", "urgent", at("2019-05-03", 17, 0), at("2019-05-04", 11, 0)),  # into a worked Saturday
    ],
)
def test_when_the_first_step_is_due(nature, urgency, received, due):
    assert deadlines.due(nature, urgency, received)[1] == due


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "giờ làm việc, đến 11:30 thứ Hai 09/12"),
        ({"due_at": at("2019-12-08", 7, 5)}, "giờ làm việc, đến 07:05 Chủ nhật 08/12"),
        ({"limit": TimeLimit(clock=LimitClock.HOURS)}, ""),
        ({"limit": TimeLimit(clock=LimitClock.WORKING_DAYS)}, ""),
        ({"limit": None}, ""),
        ({"met_at": at("2019-12-08", 15)}, ""),
        ({"state": TipState.RESOLVED}, ""),
    ],
)
def test_a_limit_in_working_hours_says_until_when_while_it_runs(changes, words):
    tip = Tip(
        **{
            "state": TipState.NEW,
            "limit": TimeLimit(clock=LimitClock.WORKING_HOURS),
            "due_at": at("2019-12-09", 11, 30),
        }
        | changes
    )
    assert tip.due_in_words == words


def test_every_nature_has_a_limit_with_its_basis():
    for nature in Nature:
        limit, _due = deadlines.due(nature, "normal", at("2019-12-05"))
        assert not limit.urgent
        assert limit.basis


def new_row(**changes):
    return TimeLimit.objects.create(
        **{"nature": "everyday", "step": "start", "amount": 2, "clock": "hours", "basis": "Quyết định mới",
           "valid_from": date(2019, 12, 1)} | changes
    )  # fmt: skip


@pytest.mark.parametrize(
    ("received", "hours"),
    [(at("2019-11-30", 23, 59, 59), None), (at("2019-12-01", 0, 0, 0), 2), (at("2019-12-05"), 2)],
)
def test_a_new_row_holds_from_midnight_of_its_first_day_though_the_old_one_was_left_open(received, hours):
    row = new_row()
    limit, _due = deadlines.due("everyday", "normal", received)
    assert (limit == row) is (hours is not None)


def test_a_row_that_ended_holds_no_more():
    TimeLimit.objects.filter(nature="feedback").update(valid_to=date(2019, 12, 1))
    assert deadlines.due("feedback", "normal", at("2019-11-30", 23))[1]
    with pytest.raises(LookupError):
        deadlines.due("feedback", "normal", at("2019-12-01", 0))


def test_an_urgent_row_is_never_used_for_what_is_not_urgent():
    TimeLimit.objects.filter(nature="crime", urgent=False).delete()
    with pytest.raises(LookupError):
        deadlines.due("crime", "normal", at("2019-12-05"))
    assert deadlines.due("crime", "urgent", at("2019-12-05"))[0].urgent
