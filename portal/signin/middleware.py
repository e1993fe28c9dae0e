"""Middleware of sessions: sign-in required, ended sessions, the idle lock, passwords that must be changed."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.requests import ActorRequest, PortalRequest
from portal.core.errors import Refused
from portal.signin import idle_lock, policies, selectors, services, sign_in, stale_forms
from portal.signin.choices import How
from portal.signin.session_store import DAY, HOW, SEEN, user_of

_SIGN_OUT = "accounts:sign-out"
_I_AM_HERE = "signin:here"
_OWN_PASSWORD = "signin:password"
_SET_UP = "signin:set-up"
# The session is written at most this often to say that it is used: a page that is read writes nothing else.
WRITE_EVERY = 60


class SessionUser(AuthenticationMiddleware):
    """Django's own, with the user that was read together with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Set `request.user`, read when it is first asked for."""
        super().process_request(request)
        asked = cast(PortalRequest, request)
        request.user = cast(User, SimpleLazyObject(lambda: _cached_user(asked)))


def _cached_user(request: PortalRequest) -> User | AnonymousUser:
    # Where Django's own middleware keeps it, and a request that starts over forgets it (portal.core.failures).
    if not hasattr(request, "_cached_user"):
        request._cached_user = user_of(request)
    return request._cached_user


class SignInRequired(LoginRequiredMiddleware):
    """Django's own, but a text that arrives after its session ended is shown instead of thrown away."""

    def handle_no_permission(  # type: ignore[override]  # a page instead of a redirect to the sign-in page
        self, request: HttpRequest, view_func: Callable[..., HttpResponse]
    ) -> HttpResponse:
        """Keep a form that was sent after its session ended; else go to the sign-in page."""
        return stale_forms.session_over(request) or super().handle_no_permission(request, view_func)


class InterruptedSessionMiddleware(SessionMiddleware):
    """Django's own; a session that someone ended while its request was answered leads to the sign-in page."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session; one that was ended meanwhile leads to the sign-in page."""
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            answer = redirect(settings.LOGIN_URL)
            answer.delete_cookie(
                settings.SESSION_COOKIE_NAME,
                path=settings.SESSION_COOKIE_PATH,
                domain=settings.SESSION_COOKIE_DOMAIN,
                samesite=settings.SESSION_COOKIE_SAMESITE,  # type: ignore[arg-type]  # a setting is any text
            )
            return answer


class IdleLockMiddleware:
    """Works once the view is known and the form's token was checked. Reads only what is read already."""

    def __init__(self, get_response: Callable[[PortalRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: ActorRequest, view: Callable[..., HttpResponse], *_captured: Any
    ) -> HttpResponse | None:
        """The page that is in the way: a new sign-in, the lock, the choice of a password; None lets the view run."""
        if request.actor is None or request.resolver_match is None:
            return None
        name = request.resolver_match.view_name
        # Public pages stay open to whoever is signed in, but not the one that shows a secret.
        is_public = not getattr(view, "login_required", True) and name != _SET_UP
        if is_public or name == _SIGN_OUT:
            return None
        return _outgrown(request) or _idle(request, name) or _password_to_choose(request, name)


def _outgrown(request: ActorRequest) -> HttpResponse | None:
    """A person signed in by card or password alone who has got an office role since must sign in again, with a code."""
    if request.session.get(HOW) not in (How.CARD, How.PASSWORD):
        return None
    if not policies.has_office_role(request.actor.assignments):
        return None
    logout(request)
    messages.info(
        request,
        _("Anh/chị vừa được giao vai trò mới. Đăng nhập lại bằng mật khẩu và mã xác thực để làm việc."),
    )
    return redirect("signin:sign-in")


def _idle(request: ActorRequest, name: str) -> HttpResponse | None:
    """The lock page while locked; what was kept goes on once unlocked; use is noted."""
    limit = idle_lock.limit_for(request.actor)
    # The cover that idle.js lays over the page keeps to the same rule.
    request.idle = {
        "seconds": limit,
        "asks_for": idle_lock.asks_for(request),
        "digits": request.session.get(HOW) == How.CARD,
    }
    if name == _I_AM_HERE and request.POST.get("actor") not in (None, "", request.user.public_id):
        # A page of someone else, left open in another tab: neither their use nor their secret is this person's.
        return HttpResponse(status=409)
    if request.method == "POST" and idle_lock.SECRET in request.POST:
        return _unlock(request, name)
    goes_on = request.method == "POST" and idle_lock.GO_ON in request.POST
    if idle_lock.is_locked(request, limit):
        if request.htmx:
            # A page that asks by itself is not its reader; it waits as it is, with all that was typed.
            return HttpResponse(status=204)
        if request.method == "POST" and name != _I_AM_HERE and not goes_on:
            idle_lock.keep_form(request)
        return _lock_page(request)
    if not request.htmx:
        _note_use(request)
    if goes_on and not idle_lock.send_on(request):
        return redirect(request.get_full_path())
    return None


def _unlock(request: ActorRequest, name: str) -> HttpResponse | None:
    try:
        if not idle_lock.opens(request, request.POST[idle_lock.SECRET]):
            return _lock_page(request, _("Chưa đúng. Xem lại rồi nhập lại."))
    except Refused as refused:
        return _lock_page(request, refused.reason)
    if idle_lock.send_on(request) or name == _I_AM_HERE:
        return None
    return redirect(request.get_full_path())


def _lock_page(request: ActorRequest, wrong: str = "") -> HttpResponse:
    context = {
        "asks_for": request.idle["asks_for"],
        "wrong": wrong,
        "kept": idle_lock.kept_form(request),
        "minutes": max(request.idle["seconds"] // 60, 1),
    }
    return render(request, "signin/locked.html", context, status=403)


def _note_use(request: ActorRequest) -> None:
    now = sign_in.seconds()
    if 0 <= now - request.session.get(SEEN, 0) < min(WRITE_EVERY, request.idle["seconds"] // 5):
        return
    request.session[SEEN] = now
    day = selectors.machine_day()
    if request.session.get(DAY) != day.isoformat():
        request.session[DAY] = day.isoformat()
        services.note_use(user=request.user, day=day)


def _password_to_choose(request: PortalRequest, name: str) -> HttpResponse | None:
    """A password that someone else chose opens nothing but the page where one chooses one's own."""
    if sign_in.MUST_CHOOSE in request.session and name not in (_OWN_PASSWORD, _I_AM_HERE):
        return redirect(_OWN_PASSWORD)
    return None
