"""A report issued until the end of its last day, in Việt Nam's time, is in time; after that it is late.

The only place where a moment of issue or a day is compared with that day; which day it is: reports.rules.
"""

from datetime import date, datetime

from portal.core.formatting import local


def is_in_time(issued_at: datetime, due_on: date) -> bool:
    """Whether a report issued at this moment is in time: until the end of the last day, in Việt Nam's time."""
    return local(issued_at).date() <= due_on


def days_left(due_on: date, today: date) -> int:
    """Days until the last day in time, 0 on that day itself; negative once it has passed."""
    return (due_on - today).days
