"""Types of requests and actors for layers below accounts; portal.accounts.requests has those of the views."""

from django.http import HttpRequest

from portal.units.scoping import SupportsScope


class ScopedRequest(HttpRequest):
    """A request behind sign-in, of whom it is known which rows they may see."""

    actor: SupportsScope
