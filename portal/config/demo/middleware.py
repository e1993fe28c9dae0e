"""Every request of a story's session, and every sign-in by a story's card, works on the story's day."""

from collections.abc import Callable
from contextlib import nullcontext

from django.http import HttpRequest, HttpResponse

from portal.config.demo.card_stories import story_at_sign_in
from portal.config.demo.clock import WORKING_DAY, begin_story, moment_of_session, moment_of_story
from portal.core import clock
from portal.signin.choices import How
from portal.signin.session_store import HOW


class StoryClockMiddleware:
    """Pins the clock; is before the middleware that reads the assignments of the clock's day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        story = story_at_sign_in(request)
        moment = moment_of_story(story.day) if story else moment_of_session(request)
        with clock.pinned_to(moment) if moment else nullcontext():
            response = self.get_response(request)
        if story and request.session.get(HOW) == How.CARD and WORKING_DAY not in request.session:
            begin_story(request, story)
        return response
