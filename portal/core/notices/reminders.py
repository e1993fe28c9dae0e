"""Reminders of a last day in time: some days before it, on the day itself, and once when late."""

from datetime import date, timedelta

from django.db.models import Q

from portal.core.deadlines import stage_of

# So many days before the last day in time the first reminder comes; what is late for longer is not told any more.
DAYS_BEFORE = 2
LATE_FOR = 7


def near(field: str, today: date) -> Q:
    """Rows whose last day in time, in a field, is near enough for a reminder."""
    first, last = today - timedelta(LATE_FOR), today + timedelta(DAYS_BEFORE)
    return Q(**{f"{field}__gte": first, f"{field}__lte": last})


def occasion(due_on: date, today: date) -> str:
    """The occasion of the reminder that a day calls for: whoever was told of it is not told again."""
    return f"{due_on}:{stage_of(due_on, today)}"


def occasions(due_on: date) -> list[str]:
    """The occasions of all reminders of a last day, to take them back."""
    return [f"{due_on}:{stage}" for stage in ("before", "today", "late")]
