"""The working day of a demo session: the day of the story it belongs to."""

from datetime import date, datetime, timedelta

from django.http import HttpRequest
from django.utils.timezone import localtime

from portal.config.demo.story import Story
from portal.core import clock
from portal.core.working_time import start_of

WORKING_DAY = "working_day"
STORY = "story"


def begin_story(request: HttpRequest, story: Story) -> None:
    """Pin the session to the story's working day."""
    request.session[WORKING_DAY] = story.day.isoformat()
    request.session[STORY] = story.title


def moment_of_session(request: HttpRequest) -> datetime | None:
    """The moment of the session's story; None for a session without a story."""
    text = request.session.get(WORKING_DAY)
    return moment_of_story(date.fromisoformat(text)) if text else None


def moment_of_story(day: date) -> datetime:
    """The moment that a story's day has reached by the machine's time of day.

    The machine's day from midnight to midnight runs through the story's from nine to midnight, so that it is the same in
    every session.
    """
    machine = localtime(clock.machine_now())
    passed = machine - machine.replace(hour=0, minute=0, second=0, microsecond=0)
    return start_of(day) + timedelta(hours=9) + passed * (15 / 24)
