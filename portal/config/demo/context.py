"""What the demo's own templates show on every page."""

from django.http import HttpRequest
from django.urls import reverse

from portal.config.demo.clock import STORY, WORKING_DAY
from portal.core import clock
from portal.core.formatting import day


def session_story(request: HttpRequest) -> dict:
    """The `session_story` of the banner; None for someone who is not signed in or in no story."""
    if getattr(request, "actor", None) is None or WORKING_DAY not in request.session:
        return {"session_story": None}
    return {
        "session_story": {
            "title": request.session.get(STORY, ""),
            "day": day(clock.today()),
            "switch_url": reverse("demo:personas"),
        }
    }
