"""The request as views get it: what the middleware has put on it, with its types."""

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.units.requests import ScopedRequest


class PortalRequest(HttpRequest):
    """A request of anybody; `actor` is None before sign-in (portal.accounts.middleware)."""

    actor: Actor | None
    htmx: HtmxDetails
    #: How long the person's pages stay open unused, for the script of the page (portal.signin.middleware).
    idle: dict[str, Any]


class ActorRequest(PortalRequest, ScopedRequest):
    """A request behind sign-in: what every view gets that SignInRequired lets nobody else reach."""

    actor: Actor
    user: User
