"""Demo only: a card issued within a story signs in on that story's day, since the holder's assignments hold
only then."""

from contextlib import AbstractContextManager, nullcontext

from django.conf import settings
from django.http import HttpRequest

from portal.accounts.middleware import STORY, WORKING_DAY, begin_story, moment_of_story
from portal.core import clock
from portal.signin.models import Card


def demo_day(request: HttpRequest) -> dict:
    """What a card keeps of the session that issues it: nothing outside the try-out."""
    if not settings.DEMO or WORKING_DAY not in request.session:
        return {}
    return {"story_day": request.session[WORKING_DAY], "story": request.session.get(STORY, "")}


def day_of(card: Card) -> AbstractContextManager:
    """The card's working day for a block: its story's in the try-out, today anywhere else."""
    return (
        clock.pinned_to(moment_of_story(card.story_day))
        if settings.DEMO and card.story_day
        else nullcontext()
    )


def take_over(request: HttpRequest, card: Card) -> None:
    """Let the session live in the story in which the card was issued."""
    if settings.DEMO and card.story_day:
        begin_story(request, card.story_day, card.story)
