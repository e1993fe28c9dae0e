"""A deadline that is a day: what is done until the end of that day, in Việt Nam's time, is in time; after that it is late.

The only place where a day or a moment is compared with such a deadline. Which day it is, is for its app to say.
"""

from datetime import date, datetime
from typing import Literal

from django.db.models import Q

from portal.core.formatting import local


def is_in_time(done_at: datetime, due_on: date) -> bool:
    """Whether what was done at this moment is in time: until the end of the last day, in Việt Nam's time."""
    return local(done_at).date() <= due_on


def days_left(due_on: date, today: date) -> int:
    """Days until the last day in time, 0 on that day itself; negative once it has passed."""
    return (due_on - today).days


def is_late(due_on: date | None, today: date) -> bool:
    """Whether what is not done by today is late: never without a last day."""
    return due_on is not None and days_left(due_on, today) < 0


def is_late_q(field: str, today: date) -> Q:
    """`is_late` as a condition on rows whose last day is in a field; a row without one does not meet it."""
    return Q(**{f"{field}__lt": today})


def stage_of(due_on: date, today: date) -> Literal["before", "today", "late"]:
    """How a day lies to the last day in time: which reminder is due."""
    if is_late(due_on, today):
        return "late"
    return "before" if days_left(due_on, today) else "today"
