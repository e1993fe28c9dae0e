"""The idle lock: after how long an unused session locks, and what unlocks it.

A form that arrives while locked is kept, sealed, in the session of the one who sent it, and goes on to where it
was sent once the screen is unlocked: nothing typed is lost.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest, PortalRequest
from portal.core.encryption import Unreadable, decrypt, encrypt
from portal.signin import cards, lockout, sign_in
from portal.signin.choices import How
from portal.signin.methods import SignInMethod, method_of
from portal.signin.session_store import HOW, SEEN

# The field of the lock page. Where it was posted, someone wants to unlock.
SECRET = "unlock"
# The field of the page that holds a form with a stale token (portal.signin.stale_forms): send on what was kept.
GO_ON = "go-on"
_KEPT = "kept_forms"
_MOST_KEPT = 3
# Secrets are typed again rather than kept, sealed or not; the token is that of the page that unlocks.
_NOT_KEPT = re.compile("password|csrfmiddlewaretoken|^code$|^pin$|^unlock$")


def limit_for(actor: Actor) -> int:
    """After how many seconds without use this person's screen locks."""
    if actor.has(Permission.MANAGE_PEOPLE):
        return settings.IDLE_LOCK_ADMINISTRATOR_SECONDS
    return settings.IDLE_LOCK_SECONDS


def is_locked(request: PortalRequest, limit: int) -> bool:
    """Whether nobody used the session for `limit` seconds, or it was last used while the clock ran ahead."""
    seen = request.session.get(SEEN)
    return seen is not None and not sign_in.is_within(seen, timedelta(seconds=limit))


def asks_for(request: ActorRequest) -> str | Promise:
    """What the lock page asks this session for; empty where one button is enough."""
    return _method(request).asks_for


def opens(request: ActorRequest, secret: str) -> bool:
    """Whether a secret unlocks this session; failures count as in signing in. Raises Refused with what to do instead."""
    if not _method(request).unlocks(request, secret):
        return False
    request.session[SEEN] = sign_in.seconds()
    return True


def _by_password(request: ActorRequest, secret: str) -> bool:
    right = authenticate(request, username=request.user.get_username(), password=secret) == request.user
    if right:
        lockout.forget(request.user)
    return right


def _by_pin(request: ActorRequest, secret: str) -> bool:
    return cards.check_pin(request.user, request, secret)


BY_PASSWORD = SignInMethod(How.PASSWORD, How.PASSWORD.label, _("Mật khẩu"), _by_password)
#: The product's own methods (portal.signin.manifest).
METHODS = [
    SignInMethod(How.CODE, How.CODE.label, _("Mật khẩu"), _by_password),
    BY_PASSWORD,
    SignInMethod(How.CARD, How.CARD.label, _("Mã PIN"), _by_pin),
]


def _method(request: ActorRequest) -> SignInMethod:
    """The session's method; a session of an unknown one is unlocked by the password."""
    return method_of(request.session.get(HOW)) or BY_PASSWORD


def keep_form(request: PortalRequest) -> None:
    """Seal what was sent, by where it was sent to; the oldest goes when there are too many."""
    fields = [[name, values] for name, values in request.POST.lists() if not _NOT_KEPT.search(name)]
    kept = request.session.get(_KEPT, {})
    kept.pop(request.get_full_path(), None)
    kept[request.get_full_path()] = encrypt({"fields": fields, "files": bool(request.FILES)}).decode()
    request.session[_KEPT] = dict(list(kept.items())[-_MOST_KEPT:])


def kept_form(request: PortalRequest) -> dict | None:
    """What was sent here while locked: its fields, and whether files were with it (those are chosen again)."""
    sealed = request.session.get(_KEPT, {}).get(request.get_full_path())
    try:
        return decrypt(sealed.encode()) if sealed else None
    except Unreadable:
        return None


def send_on(request: PortalRequest) -> bool:
    """Put what was kept for this address into the request, as if it were sent now. Whether there was any."""
    form = kept_form(request)
    if form is None:
        return False
    kept = request.session[_KEPT]
    del kept[request.get_full_path()]
    request.session[_KEPT] = kept
    again = QueryDict(mutable=True)
    for name, values in form["fields"]:
        again.setlist(name, values)
    again._mutable = False
    request.POST = again  # type: ignore[assignment]  # the stubs recognise an immutable one by its class
    return True
