"""Middleware that sets `request.actor`, and in the demo pins the session's clock to the day of its story."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime

from portal.accounts.actor import Actor
from portal.accounts.requests import PortalRequest
from portal.core import clock
from portal.core.working_time import start_of

WORKING_DAY = "working_day"
WORKING_UNIT = "working_unit"
STORY = "story"


class ActorMiddleware:
    def __init__(self, get_response: Callable[[PortalRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        story = _story_moment(request) if settings.DEMO else None
        with clock.pinned_to(story) if story else nullcontext():
            request.actor = (
                Actor.of(request.user, unit_id=request.session.get(WORKING_UNIT), held=request.session.held)
                if request.user.is_authenticated
                else None
            )
            response = self.get_response(request)
            if request.user.is_authenticated:
                # Nothing of a person's pages may stay in a shared browser's or proxy's cache.
                response.headers.setdefault("Cache-Control", "private, no-store")
            return response


def _story_moment(request: PortalRequest) -> datetime | None:
    """The story's day, from nine to midnight: the machine's day runs through it, the same in every session."""
    text = request.session.get(WORKING_DAY)
    return moment_of_story(date.fromisoformat(text)) if text else None


def moment_of_story(day: date) -> datetime:
    """The moment that a story's day has reached by the machine's time of day."""
    machine = localtime(clock.machine_now())
    passed = machine - machine.replace(hour=0, minute=0, second=0, microsecond=0)
    return start_of(day) + timedelta(hours=9) + passed * (15 / 24)


def begin_story(request: HttpRequest, day: date, name: str) -> None:
    """Pin a demo session to the working day of its story."""
    request.session[WORKING_DAY] = day.isoformat()
    request.session[STORY] = name
