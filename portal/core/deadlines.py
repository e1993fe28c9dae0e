"""A deadline that is a day: what is done until the end of that day, in Việt Nam's time, is in time; after that it is late.

The only place where a day or a moment is compared with such a deadline. Which day it is, is for its app to say.
"""

from datetime import date, datetime

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
