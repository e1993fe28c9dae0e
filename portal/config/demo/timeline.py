"""Runs the events of a story in their order, the clock pinned to the moment of each."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.utils import timezone

from portal.config.demo.story import moment
from portal.core import clock

MORNING, EVENING, NIGHT = time(8), time(19), time(20)


def on_day(day: date, at: time) -> datetime:
    """The moment of a clock time on a day of a story."""
    return datetime.combine(day, at, tzinfo=timezone.get_default_timezone())


class Timeline:
    def __init__(self) -> None:
        self._events: list[tuple[datetime, Callable[[], object]]] = []

    def at(self, when: datetime | str, do: Callable[[], object]) -> None:
        """Let something happen at a moment; of one moment, in the order in which it was said."""
        self._events.append((moment(when) if isinstance(when, str) else when, do))

    def run(self) -> int:
        """Run all events, the oldest first; the number of events."""
        for when, do in sorted(self._events, key=lambda event: event[0]):
            with clock.pinned_to(when):
                do()
        return len(self._events)
