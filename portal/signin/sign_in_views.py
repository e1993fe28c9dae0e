"""Pages of signing in: name and password, then the code; the first time the authenticator is set up in
between."""

from base64 import b32encode

import segno
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from portal.accounts.actor import Actor
from portal.accounts.requests import PortalRequest
from portal.signin import lockout, selectors, services, sign_in
from portal.signin.choices import How
from portal.signin.forms import CodeForm, FirstCodeForm, SignInForm
from portal.signin.models import Authenticator


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Sign in by name and password. Redirects home when signed in, to the code when only that is missing."""

    form_class = SignInForm
    template_name = "signin/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """After a right password: complete the session, or go on to the code."""
        user, password = form.get_user(), form.cleaned_data["password"]
        if not sign_in.needs_code(Actor.of(user), password):
            sign_in.complete_sign_in(self.request, user, how=How.PASSWORD)
            return redirect(self.get_success_url())
        has_authenticator = sign_in.begin_pending_sign_in(self.request, user, next=self.get_success_url())
        return redirect("signin:code" if has_authenticator else "signin:set-up")


@login_not_required
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """The second step: the app's code or a recovery code."""
    waiting = sign_in.pending_sign_in(request)
    if waiting is None:
        return redirect("signin:sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        if lockout.compared(request, waiting.user, services.accept_code, by=waiting.actor, code=typed):
            sign_in.complete_sign_in(request, waiting.user, how=How.CODE)
            return redirect(waiting.next)
        form.refuse()
    device = selectors.authenticator_of(waiting.user)
    context = {"form": form, "person": waiting.user, "key_lost": device is not None and not device.readable}
    return render(request, "signin/code.html", context)


@login_not_required
@never_cache
def set_up(request: PortalRequest) -> HttpResponse:
    """Set up the app: by someone who is signing in, or by a signed-in person who changes phones.

    A right code confirms it, completes the sign-in, and shows the recovery codes this once.
    """
    waiting = None if request.user.is_authenticated else sign_in.pending_sign_in(request)
    actor = request.actor or (waiting.actor if waiting else None)
    device = selectors.authenticator_to_confirm(actor.user) if actor else None
    if actor is None or device is None:
        return redirect("home")
    form = FirstCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        fresh = lockout.compared(request, actor.user, services.confirm_authenticator, by=actor, code=typed)
        if fresh and waiting:
            sign_in.complete_sign_in(request, actor.user, how=How.CODE)
        if fresh:
            onward = waiting.next if waiting else resolve_url("signin:own")
            return show_recovery_codes(request, fresh, next=onward)
        form.refuse()
    return render(request, "signin/set_up.html", {"form": form} | _for_the_app(device))


def show_recovery_codes(request: HttpRequest, fresh: list[str], *, next: str) -> HttpResponse:
    """The one page on which new recovery codes can be read: the response itself, kept nowhere."""
    context = {"codes": fresh, "next": next, "person": request.user}
    return render(request, "signin/recovery_codes.html", context)


def _for_the_app(device: Authenticator) -> dict:
    """The secret as a QR code to scan, as a link for an app on this very phone, and as text to type."""
    secret = b32encode(device.bin_key).decode()
    return {
        "drawing": segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=3),
        "link": device.config_url,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    }
