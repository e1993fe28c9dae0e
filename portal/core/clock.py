"""The clock: the only module that reads the time; the working day can be pinned.

A job, a middleware or a test may pin the working day; leases of jobs run on the machine's own time, since a
worker knows nothing of the day that a request was pinned to.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone

# The clocks of two machines of one installation may differ this much.
CLOCKS_DIFFER = timedelta(minutes=1)

_pinned: ContextVar[date | datetime | None] = ContextVar("pinned_clock", default=None)


def now() -> datetime:
    """The moment in Vietnam, aware. With a pinned day: that day at the machine's time of day."""
    pinned = _pinned.get()
    machine = timezone.localtime()
    if pinned is None:
        return machine
    if isinstance(pinned, datetime):
        return timezone.localtime(pinned)
    return datetime.combine(pinned, machine.timetz())


def today() -> date:
    """The calendar day in Vietnam, by `now`."""
    return now().date()


def machine_now() -> datetime:
    """The machine's own moment, never pinned: for leases and for nothing a person reads."""
    return timezone.now()


def is_recent(passed: timedelta, limit: timedelta) -> bool:
    """Whether the time passed since a moment noted by the machine's clock is at most `limit`.

    False for a moment more than a minute ahead: it was noted while a clock was wrong, so how long ago it was is not
    known, and a limit counted from it has to be taken as reached.
    """
    return -CLOCKS_DIFFER <= passed <= limit


@contextmanager
def pinned_to(moment: date | datetime | None) -> Iterator[None]:
    """Pin the clock for a block: a date keeps the machine's time of day, a datetime stops it."""
    token = _pinned.set(moment)
    try:
        yield
    finally:
        _pinned.reset(token)
