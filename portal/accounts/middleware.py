"""Middleware that sets `request.actor`."""

from collections.abc import Callable

from django.http import HttpResponse

from portal.accounts.actor import Actor
from portal.accounts.requests import PortalRequest

WORKING_UNIT = "working_unit"


class ActorMiddleware:
    def __init__(self, get_response: Callable[[PortalRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        request.actor = (
            Actor.of(request.user, unit_id=request.session.get(WORKING_UNIT), held=request.session.held)
            if request.user.is_authenticated
            else None
        )
        response = self.get_response(request)
        if request.user.is_authenticated:
            # Nothing of a person's pages may stay in a shared browser's or proxy's cache.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
