"""Lockout after failed attempts: how long a name or address waits (django-axes with our limits), whether or
not the name exists."""

from collections.abc import Callable
from datetime import timedelta
from typing import ParamSpec, TypeVar

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.accounts.models import User
from portal.core import audit, clock
from portal.core.addresses import client_address
from portal.core.plain_text import same_key

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Handler(AxesDatabaseHandler):
    """A name waits for the address it failed from; for all addresses only after many more failures, so that a
    stranger who knows a name cannot keep its owner out from elsewhere by failing five times.
    """

    def get_failures(self, request: HttpRequest, credentials: dict | None = None) -> int:
        here, anywhere = (
            attempts.aggregate(count=Sum("failures_since_start"))["count"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        return max(here, settings.SIGN_IN_FAILURES) if is_over(here, anywhere) else here


def is_over(here: int, anywhere: int) -> bool:
    """Whether so many failures of a name, from one address and from all, make it wait."""
    return here >= settings.SIGN_IN_FAILURES or anywhere >= settings.SIGN_IN_FAILURES_ANYWHERE


def name_of(request: HttpRequest, credentials: dict | None) -> str:
    """What a typed name is counted under: a keyed digest, the same for a name however it is typed."""
    return name_digest((credentials or {}).get("username") or "")


def name_digest(username: str) -> str:
    return audit.text_digest("sign-in:" + same_key(username))


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; never empty, since failures without an address would not be counted."""
    return client_address(
        forwarded=request.META.get("HTTP_X_FORWARDED_FOR", ""),
        peer=request.META.get("REMOTE_ADDR"),
        proxies=settings.PROXIES,
    )


def must_wait(request: HttpRequest, user: User) -> bool:
    """Whether this person must wait here; if so the response becomes the page that says how long."""
    credentials = {"username": user.get_username()}
    if AxesProxyHandler.is_allowed(request, credentials):
        return False
    # What axes reads when it responds.
    request.axes_locked_out = True  # type: ignore[attr-defined]  # the stubs know Django's attributes only
    request.axes_credentials = credentials  # type: ignore[attr-defined]  # so here
    return True


def compared(
    request: HttpRequest, user: User, check: Callable[Given, Result], *args: Given.args, **given: Given.kwargs
) -> Result | None:
    """The result of `check`, called with what follows it, which compares what was typed with a secret of the person; None when they must wait.

    The one way to a secret from inside a session or between the two steps of signing in: what `check` refuses (a
    falsy result) counts as a failure of the name.
    """
    if must_wait(request, user):
        return None
    result = check(*args, **given)
    if not result:
        note_failure(request, user)
    return result


def note_failure(request: HttpRequest, user: User) -> None:
    """Count a wrong code like a wrong password; at the limit the response becomes the page that says how long."""
    user_login_failed.send(sender=__name__, credentials={"username": user.get_username()}, request=request)


def attempts_of(user: User) -> QuerySet[AccessAttempt]:
    """The failures that still count for a person's name."""
    since = clock.machine_now() - settings.AXES_COOLOFF_TIME
    return AccessAttempt.objects.filter(username=name_digest(user.get_username()), attempt_time__gte=since)


def forget(user: User) -> None:
    """Let a person try again at once."""
    AxesProxyHandler.reset_attempts(username=name_digest(user.get_username()))


def page(request: HttpRequest, response: HttpResponse | None, credentials: dict | None) -> HttpResponse:
    """The page instead of the response: how long to wait and what to do, the same for names nobody bears."""
    last = AccessAttempt.objects.filter(username=name_of(request, credentials)).aggregate(
        at=Max("attempt_time")
    )["at"]
    until = (last or clock.machine_now()) + settings.AXES_COOLOFF_TIME
    left = max(until - clock.machine_now(), timedelta(0))
    minutes = -(-left // timedelta(minutes=1)) or 1
    return render(request, "signin/must_wait.html", {"until": until, "minutes": minutes}, status=429)
