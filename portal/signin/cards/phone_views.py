"""Pages of signing in by card: scan, choose a PIN the first time, from then on only the PIN.

The code is in the address of one page only. That page is left by the first button, no other page learns of
it (Referrer-Policy), and nothing writes it down; access logs of a proxy in front must leave addresses under
/the/ out.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.actor import Actor
from portal.core import clock, locks
from portal.core.errors import Refused
from portal.signin import sign_in
from portal.signin.cards import devices, policies, selectors, services
from portal.signin.cards.forms import ChoosePinForm, PinForm
from portal.signin.cards.limits import BOUND, MAX_WRONG_PINS
from portal.signin.cards.phone_sign_in import (
    PhoneState,
    PhoneStep,
    phone_state,
    remember_pin,
    remembered_pin,
    show_card,
)
from portal.signin.choices import How
from portal.signin.models import Card


def _public_page(view: Callable) -> Callable:
    """Decorates a page of signing in by card: no sign-in required, never cached, no referrer sent.

    Not "no-referrer": under it browsers send forms with `Origin: null`, which the check against forged forms
    rightly refuses. "strict-origin" names the server and never the path.
    """

    @login_not_required
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "strict-origin"
        return response

    return guarded


def _with_state(*steps: PhoneStep) -> Callable:
    """A page that only some steps lead to; whoever is not there is sent where they are. A card that does not
    open says why."""

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            state = phone_state(request)
            if state is None:
                return _scan_again(request)
            try:
                policies.check_card_usable(state.card, state.holder)
                return view(request, state) if state.step() in steps else redirect("cards:enter")
            except Refused as refused:
                return render(request, "signin/card_refused.html", {"reason": refused.reason}, status=403)

        return guarded

    return decorate


@_public_page
def scan(request: HttpRequest, token: str) -> HttpResponse:
    """The card's own address. Opening it does nothing, for previews of chats open addresses, too: the button does."""
    card = selectors.card_by_token(token)
    if card is None:
        return _scan_again(request, status=404)
    if request.method != "POST":
        return render(request, "signin/card_scan.html", {"card": card, "initials": _initials(card)})
    show_card(request, card)
    state = phone_state(request)
    if state and state.step() == PhoneStep.ASK and not policies.is_asking(card, clock.machine_now()):
        services.ask_new_device(card=card)
    return redirect("cards:enter")


@_public_page
@_with_state(*PhoneStep)
def enter(request: HttpRequest, state: PhoneState) -> HttpResponse:
    """Ask for the PIN, or lead to where it is chosen, or say what is missing."""
    if (step := state.step()) != PhoneStep.PIN:
        return _other_step(request, step)
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if services.try_pin(card=state.card, pin=form.cleaned_data["pin"]):
            return _open(request, state.card, _bind_scanned(state))
        state.card.refresh_from_db()
        policies.check_card_usable(state.card, state.holder)
        form.add_error("pin", _wrong(MAX_WRONG_PINS - state.card.wrong_pins))
    return render(request, "signin/card_pin.html", {"form": form, "next": _next(request)})


def _other_step(request: HttpRequest, step: PhoneStep) -> HttpResponse:
    """What to do before a PIN is asked for."""
    if step == PhoneStep.CHOOSE_PIN:
        return redirect("cards:choose-pin")
    if step == PhoneStep.ASK:
        return render(request, "signin/card_new_device.html")
    return render(request, "signin/card_scan_again.html", {"over": True, "bound_days": BOUND.days})


def _bind_scanned(state: PhoneState) -> str:
    """Bind the phone to the card scanned on it; the secret to keep in the phone, "" where no card was scanned."""
    if not state.scanned:
        return ""
    return services.bind_device(holder=state.holder, card=state.card, known=state.known)


@_public_page
@_with_state(PhoneStep.CHOOSE_PIN)
def choose_pin(request: HttpRequest, state: PhoneState) -> HttpResponse:
    """The first scan: choose six digits."""
    form = ChoosePinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        remember_pin(request, make_password(form.cleaned_data["pin"]))
        return redirect("cards:repeat-pin")
    return render(request, "signin/card_choose_pin.html", {"form": form})


@_public_page
@_with_state(PhoneStep.CHOOSE_PIN)
def repeat_pin(request: HttpRequest, state: PhoneState) -> HttpResponse:
    """The same six digits once more; then the phone is bound and the person is in."""
    chosen = remembered_pin(request)
    if not chosen:
        return redirect("cards:choose-pin")
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if check_password(form.cleaned_data["pin"], chosen):
            secret = services.bind_device(
                holder=state.holder, card=state.card, known=False, pin_digest=chosen
            )
            return _open(request, state.card, secret)
        form.add_error(
            "pin", _("Hai lần nhập chưa giống nhau. Nhập lại, hoặc bấm “Quay lại” để chọn mã khác.")
        )
    return render(request, "signin/card_repeat_pin.html", {"form": form})


def _open(request: HttpRequest, card: Card, secret: str) -> HttpResponse:
    response = redirect(_next(request) or "home")
    request.session.flush()
    with transaction.atomic():
        # A card revoked since its PIN was right opens nothing any more.
        locks.lock(card.user)
        card.refresh_from_db()
        policies.check_card_usable(card, Actor.of(card.user))
        sign_in.complete_sign_in(request, card.user, how=How.CARD)
    if secret:
        devices.write(response, card, secret)
    return response


def _scan_again(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    """For a code that no live card bears and a phone bound to none: the same words, whatever is behind it."""
    response = render(request, "signin/card_scan_again.html", status=status)
    if status == 200 and devices.COOKIE in request.COOKIES:
        response.delete_cookie(devices.COOKIE, samesite="Lax")
    return response


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""


def _initials(card: Card) -> str:
    """The holder for those who know: a stranger who scans the code reads no name."""
    return " ".join(f"{word[0]}." for word in card.user.full_name.split())


def _wrong(left: int) -> str:
    return ngettext(
        "Mã PIN chưa đúng. Còn %(left)d lần nữa là thẻ tự khóa.",
        "Mã PIN chưa đúng. Còn %(left)d lần nữa là thẻ tự khóa.",
        left,
    ) % {"left": left}
