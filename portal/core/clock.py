"""The one clock. Nothing else in the portal asks the machine what time it is.

A demo session or a test may pin the working day; leases of jobs run on the machine's own time, since a
worker knows nothing of the story a session tells.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

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


@contextmanager
def pinned_to(moment: date | datetime | None) -> Iterator[None]:
    """Pin the clock for a block: a date keeps the machine's time of day, a datetime stands still."""
    token = _pinned.set(moment)
    try:
        yield
    finally:
        _pinned.reset(token)
