"""Cards issued in a story open on that story's day; on the machine's day the holder's assignments are long over."""

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.timezone import localtime

from portal.config.demo.seeding import STORIES
from portal.config.demo.story import Story
from portal.signin.cards import selectors
from portal.signin.cards.phone_sign_in import phone_state
from portal.signin.models import Card

_PHONE_PAGES = {"cards:enter", "cards:choose-pin", "cards:repeat-pin"}


def story_of_card(card: Card) -> Story | None:
    """The story in whose session the card was issued; None for a card issued by the machine's own day.

    Of a card's moments `created_at` alone is by the working day, the others are by the machine's clock.
    """
    day = localtime(card.created_at).date()
    if localtime(card.issued_at).date() == day:
        return None
    return next((story for story in STORIES if story.day == day), None)


def story_at_sign_in(request: HttpRequest) -> Story | None:
    """The story of the card that a page of the sign-in by card is about; None on every other page."""
    try:
        page = resolve(request.path_info)
    except Resolver404:
        return None
    if page.view_name == "cards:scan":
        card = selectors.card_by_token(page.kwargs["token"])
    elif page.view_name in _PHONE_PAGES:
        state = phone_state(request)
        card = state.card if state else None
    else:
        return None
    return story_of_card(card) if card else None
