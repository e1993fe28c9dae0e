"""Sign-in steps: from a right password to a complete session, and how a session was opened.

Whoever still owes a code is not signed in at all: the person waits in an anonymous session. So whatever else
calls `login` (a card, another app's method) makes a complete session, too.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.core import audit, clock, locks
from portal.signin import passwords, policies, selectors, services
from portal.signin.choices import How
from portal.signin.session_store import HOW

MUST_CHOOSE = "must_choose_password"
_WAITING = "waiting_for_code"
# From the right password to the right code.
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class PendingSignIn:
    """Someone whose password was right and who still owes a code, and where they wanted to go."""

    user: User
    actor: Actor
    next: str


def seconds() -> int:
    """The machine's moment, as a session can keep it."""
    return int(clock.machine_now().timestamp())


def is_within(noted: int, limit: timedelta) -> bool:
    """Whether the seconds stored in a session are at most `limit` ago and not in the future."""
    return clock.is_recent(timedelta(seconds=seconds() - noted), limit)


def check_may_enter(user: User) -> None:
    """Nobody enters by an account that is closed, or that nobody has used for too long. Raises Refused."""
    if services.close_unused(User.objects.filter(pk=user.pk)):
        user.is_active = False
    policies.check_account_open(user, selectors.state_of(user))


def needs_code(actor: Actor, password: str) -> bool:
    """Whether a code is required: for an office role, an authenticator, or a short password."""
    return (
        policies.has_office_role(actor.assignments)
        or selectors.authenticator_of(actor.user) is not None
        or not passwords.suffices_alone(password)
    )


def begin_pending_sign_in(request: HttpRequest, user: User, *, next: str) -> bool:
    """Let someone wait in this session until the code is there. Whether they have an authenticator already; if
    not, one is drawn for them to set up.
    """
    request.session.cycle_key()
    request.session[_WAITING] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "at": seconds(),
        "next": next,
    }
    if selectors.authenticator_of(user):
        return True
    services.begin_authenticator(user=user)
    return False


def pending_sign_in(request: HttpRequest) -> PendingSignIn | None:
    """Who waits in this session; nobody once they took too long or the password changed meanwhile."""
    kept = request.session.get(_WAITING)
    if not kept or not is_within(kept["at"], PATIENCE):
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return PendingSignIn(user, Actor.of(user), kept["next"])


def complete_sign_in(request: HttpRequest, user: User, *, how: How) -> None:
    """Begin a session, and note how. Raises Refused for an account that is closed.

    Whoever closes the account or ends its sessions meanwhile did so before, or finds this session written.
    """
    check_may_enter(user)
    with transaction.atomic():
        locks.lock(user)
        state = selectors.state_of(user)
        policies.check_account_open(user, state)
        login(request, user)
        request.session.pop(_WAITING, None)
        request.session[HOW] = how.value
        if how in (How.CODE, How.PASSWORD) and state and state.password_is_initial:
            request.session[MUST_CHOOSE] = True
        audit.record(by=Actor.of(user), action=f"signin.{how.name.lower()}", row=user)
        request.session.save()
