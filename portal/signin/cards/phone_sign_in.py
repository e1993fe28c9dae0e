"""State of a sign-in by card: which card was scanned, which phone it is, and what to ask next."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.http import HttpRequest

from portal.accounts.actor import Actor
from portal.core import clock
from portal.signin.cards import devices, policies, selectors
from portal.signin.cards.limits import SCAN_TO_PIN
from portal.signin.models import Card

_SCANNED = "card_scanned"
_CHOSEN = "card_chosen_pin"


class PhoneStep(Enum):
    CHOOSE_PIN = "choose"
    PIN = "pin"
    ASK = "ask the officer"
    SCAN = "scan the card again"


@dataclass(frozen=True)
class PhoneState:
    """A valid card that signs in: scanned in this session or not, on the phone it is bound to or not."""

    card: Card
    holder: Actor
    scanned: bool
    known: bool

    def step(self) -> PhoneStep:
        """What is asked next. A card proves itself by its scan, a phone by its cookie, a person by the PIN; a
        phone whose 90 days are over wants card and PIN again, an unknown one the officer's permission, too."""
        now = clock.machine_now()
        if self.known:
            return PhoneStep.PIN if self.scanned or policies.still_bound(self.card, now) else PhoneStep.SCAN
        if not policies.allows_new_device(self.card, now):
            return PhoneStep.ASK
        return PhoneStep.PIN if self.card.pin else PhoneStep.CHOOSE_PIN


def phone_state(request: HttpRequest) -> PhoneState | None:
    """The state of this session's sign-in: of the card scanned in it, or of the one this phone is bound to; else None."""
    scanned = _scanned(request)
    card = scanned or selectors.card_by_id(devices.read(request)[0])
    if card is None:
        return None
    known = devices.is_bound(request, card)
    if not (scanned or known):
        return None
    return PhoneState(card, Actor.of(card.user), scanned is not None, known)


def show_card(request: HttpRequest, card: Card) -> None:
    """Remember for ten minutes that the card was shown; its code itself is not kept."""
    request.session[_SCANNED] = [card.public_id, clock.machine_now().isoformat()]
    request.session.pop(_CHOSEN, None)


def remember_pin(request: HttpRequest, pin_digest: str) -> None:
    """Keep the digest of the PIN just chosen until it was typed once more."""
    request.session[_CHOSEN] = pin_digest


def remembered_pin(request: HttpRequest) -> str:
    """The digest of the PIN chosen on the page before; empty when none was."""
    return request.session.get(_CHOSEN, "")


def _just(shown_at: str) -> bool:
    return clock.is_recent(clock.machine_now() - datetime.fromisoformat(shown_at), SCAN_TO_PIN)


def _scanned(request: HttpRequest) -> Card | None:
    public_id, shown_at = request.session.get(_SCANNED) or ("", "")
    if not public_id or not _just(shown_at):
        return None
    return selectors.card_by_id(public_id)
