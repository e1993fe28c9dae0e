"""In time until the end of the last day in Việt Nam; late from the next midnight on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import DateField, Value

from portal.core.deadlines import days_left, is_in_time, is_late, is_late_q, stage_of
from portal.core.models import Holiday

DUE = date(2019, 12, 9)


@pytest.mark.parametrize(("days", "left", "late"), [(-1, 1, False), (0, 0, False), (1, -1, True)])
def test_the_last_day_is_in_time_and_the_next_is_late(days, left, late):
    today = DUE + timedelta(days)
    assert days_left(DUE, today) == left
    assert is_late(DUE, today) is late


@pytest.mark.django_db
@pytest.mark.parametrize("due_on", [DUE - timedelta(1), DUE, DUE + timedelta(1), None])
def test_the_condition_on_rows_finds_what_is_late(due_on):
    Holiday.objects.create(day=date(2019, 12, 2), kind=Holiday.Kind.OFF, name="x")
    rows = Holiday.objects.annotate(due=Value(due_on, DateField()))
    assert rows.filter(is_late_q("due", DUE)).exists() is is_late(due_on, DUE)


@pytest.mark.parametrize(("days", "stage"), [(-9, "before"), (-1, "before"), (0, "today"), (1, "late")])
def test_the_stage_turns_on_the_last_day_and_after_it(days, stage):
    assert stage_of(DUE, DUE + timedelta(days)) == stage


def test_what_has_no_last_day_is_never_late():
    assert is_late(None, DUE) is False


@pytest.mark.parametrize(("minute", "in_time"), [(59, True), (60, False)])
def test_a_moment_is_judged_by_midnight_in_viet_nam(minute, in_time):
    done_at = datetime(2019, 12, 9, 16, tzinfo=UTC) + timedelta(minutes=minute)
    assert is_in_time(done_at, DUE) is in_time
