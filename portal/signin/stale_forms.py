"""Responses to forms whose token or session is over, without losing what was typed.

Someone signed in again in another tab, or in another window; or the session ended. Whoever is signed in sends the
form on with one tap: it is kept like one that arrives while the screen is locked (portal.signin.idle_lock). For nobody,
nothing is kept on the server: the page shows the text, to be copied.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from portal.accounts.requests import PortalRequest
from portal.signin import idle_lock

# Not shown again: secrets, who reported, and what nobody typed.
_NOT_SHOWN = re.compile("password|csrfmiddlewaretoken|code|pin$|unlock|username|informant|^key$|^next$|actor")
_WORDS = re.compile(r"[^\W\d_]\S*\s+\S")


@login_not_required
def refused(request: PortalRequest, reason: str = "") -> HttpResponse:
    """The response to a form whose token is not the one of this browser (settings.CSRF_FAILURE_VIEW)."""
    ours = _is_ours(request)
    match = request.resolver_match
    is_public = not getattr(match.func if match else None, "login_required", True)
    person = request.user if request.actor and ours and not is_public else None
    if person:
        idle_lock.keep_form(request)
    return _page(
        request,
        person=person,
        no_cookie=reason == REASON_NO_CSRF_COOKIE,
        kept=idle_lock.kept_form(request) if person else None,
        typed=_typed(request) if ours and not person else [],
    )


def session_over(request: HttpRequest) -> HttpResponse | None:
    """The response to a form of someone whose session ended; None where nothing was typed that could be lost."""
    typed = _typed(request) if request.method == "POST" and _is_ours(request) else []
    return _page(request, typed=typed, over=True) if typed else None


def _page(request: HttpRequest, **context: Any) -> HttpResponse:
    return render(request, "signin/stale.html", context | {"back": _back(request)}, status=403)


def _is_ours(request: HttpRequest) -> bool:
    """Whether the form was sent by a page of this portal: nobody else's words are shown or sent on."""
    sender = urlsplit(request.headers.get("Origin") or request.headers.get("Referer", ""))
    return bool(sender.scheme) and sender.netloc == request.get_host()


def _back(request: HttpRequest) -> str:
    """The page that the form was on, where the browser sends it."""
    page = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}) and urlsplit(page).path != "/":
        return page
    return resolve_url("home")


def _typed(request: HttpRequest) -> list[str]:
    """What was typed in words, without secrets and without the person who reported."""
    return [
        value
        for name, values in request.POST.lists()
        if not _NOT_SHOWN.search(name)
        for value in values
        if _WORDS.search(value)
    ]
