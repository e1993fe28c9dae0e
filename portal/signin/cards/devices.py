"""Secrets of a card's code and of a bound phone's cookie; only their digests are stored."""

import hashlib
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from portal.signin.cards.limits import BOUND
from portal.signin.models import Card

COOKIE = "thiet_bi"
_SALT = "portal.signin.cards"


def new_secret() -> str:
    """256 random bits, for the code on a card and for the cookie of a phone."""
    return secrets.token_urlsafe(32)


def device_digest(secret: str) -> str:
    """What is kept of a secret. It was drawn at random, so a plain hash is beyond guessing."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_bound(request: HttpRequest, card: Card) -> bool:
    """Whether this phone is the one that the card was bound to, whether or not its days are over."""
    public_id, secret = read(request)
    return (
        bool(card.device_digest)
        and public_id == card.public_id
        and constant_time_compare(device_digest(secret), card.device_digest)
    )


def read(request: HttpRequest) -> tuple[str, str]:
    """The card and the secret of the phone's cookie; empty where there is none or it was tampered with."""
    public_id, _colon, secret = (request.get_signed_cookie(COOKIE, "", salt=_SALT) or "").partition(":")
    return public_id, secret


def write(response: HttpResponse, card: Card, secret: str) -> None:
    """Leave the secret on the phone. The server counts the 90 days; the cookie outlives them, so that after
    them the phone is still known as the same one."""
    response.set_signed_cookie(
        COOKIE,
        f"{card.public_id}:{secret}",
        salt=_SALT,
        max_age=2 * BOUND,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
