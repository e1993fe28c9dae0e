"""Types of requests as the middleware leaves them: with an actor, with a signed-in person."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from portal.accounts.actor import Actor, AssignmentsOfDay
from portal.accounts.models import User
from portal.units.requests import ScopedRequest


class SessionWithAssignments(SessionBase):
    """A session with what was read along with it (portal.signin.session_store)."""

    held: AssignmentsOfDay | None
    unseen_notices: int


class PortalRequest(HttpRequest):
    """A request of anybody; `actor` is None before sign-in (portal.accounts.middleware)."""

    actor: Actor | None
    htmx: HtmxDetails
    session: SessionWithAssignments
    # Where Django keeps who signed in and what is still to be said.
    _cached_user: User | AnonymousUser
    _messages: BaseStorage
    #: What the page shows of other units, still to be noted (portal.oversight.outside_access).
    shown: tuple[Callable[[str], None], ...]
    #: How long the person's pages stay open unused, for the script of the page (portal.signin.middleware).
    idle: dict[str, Any]


class ActorRequest(PortalRequest, ScopedRequest):
    """A request of a signed-in person, as every view gets that SignInRequired protects."""

    actor: Actor
    user: User
