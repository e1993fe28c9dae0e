"""Officer's pages of cards: who has one, its state, and one button for each change."""

from collections.abc import Callable
from datetime import timedelta

import segno
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.errors import Refused
from portal.core.list_filters import EmptyText, nothing_found, query_words
from portal.core.lists import page
from portal.signin.cards import policies, selectors, services
from portal.signin.cards.choices import ADVICE, TONES
from portal.signin.cards.forms import IssueCardForm
from portal.signin.cards.limits import MAX_WRONG_PINS, NEW_DEVICE
from portal.signin.cards.tables import HolderTable
from portal.signin.models import Card
from portal.signin.selectors import sessions_of
from portal.units.choices import Level
from portal.units.selectors import line_of

_ON_CARD = {Level.SELF_MANAGED_TEAM, Level.HAMLET, Level.COMMUNE}


@needs(Permission.MANAGE_CARDS)
def card_list(request: ActorRequest) -> HttpResponse:
    """Everyone of the area who works by phone, and the state of their cards; above them who waits for a tap."""
    query = query_words(request)
    words = _("Người quản trị phân công trưởng thôn, ấp xong thì cấp thẻ tại đây.")
    empty = EmptyText(_("Chưa có ai ở đây"), words)
    if query:
        empty = nothing_found(request, query, _("trưởng thôn, ấp, đoàn thể của địa bàn"))
    context = {
        "title": HolderTable.caption,
        "list": page(request, HolderTable, selectors.holders(request.actor, query=query), empty=empty),
        "query": query,
        "asking": selectors.asking(request.actor)[:20],
        "max_wrong_pins": MAX_WRONG_PINS,
    }
    return render(request, "signin/card_list.html", context)


@needs(Permission.MANAGE_CARDS)
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One person's card: its state, what can be done with it, and what was."""
    person = _holder(request, public_id)
    card = selectors.live_card(person)
    state = selectors.state_of(card)
    context = {
        "person": person,
        "place": capfirst(selectors.place_of(person)),
        "card": card,
        "state": state,
        "tone": TONES[state],
        "advice": ADVICE[state],
        "why_not": _why_not(request.actor, person),
        "form": IssueCardForm(),
        "open_sessions": sessions_of(person).count(),
        "history": selectors.history(person),
    }
    return render(request, "signin/card_detail.html", context)


def _why_not(actor: Actor, person: User) -> str:
    """Why the actor may not change this person's card; "" where they may."""
    try:
        policies.check_manage_cards(actor, person)
    except Refused as refused:
        return refused.reason
    return ""


def panel(actor: Actor, person: User) -> dict:
    """The card on the page of a person (portal.accounts.panels); nothing for whoever is not entered by card."""
    if not selectors.holders(actor).filter(pk=person.pk).exists():
        return {}
    state = selectors.state_of(selectors.live_card(person))
    return {"person": person, "state": state, "tone": TONES[state]}


@require_POST
@needs(Permission.MANAGE_CARDS)
def issue(request: ActorRequest, public_id: str) -> HttpResponse:
    """Make a card and show it, this once: its code is kept nowhere."""
    person = _holder(request, public_id)
    form = IssueCardForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else None
    card = services.issue_card(by=request.actor, person=person, key=key)
    if not card.token:
        messages.warning(request, _("Thẻ này đã hiện một lần. Nếu chưa kịp in, cấp thẻ mới."))
        return redirect("cards:detail", person.public_id)
    address = request.build_absolute_uri(reverse("cards:scan", args=[card.token]))
    return render(request, "signin/card_paper.html", _paper(card, address) | {"person": person})


def _paper(card: Card, address: str) -> dict:
    """What is printed: the card's place, and the address that opens it as text and as a QR code."""
    line = [unit.full_name for unit in reversed(line_of(card.unit)) if unit.level in _ON_CARD]
    drawing = segno.make(address, error="m").svg_inline(scale=6, border=0, omitsize=True)
    # The drawing is segno's own: nothing in it was typed by anyone.
    return {"card": card, "place": capfirst(", ".join(line)), "address": address, "qr": mark_safe(drawing)}


@require_POST
@needs(Permission.MANAGE_CARDS)
def revoke(request: ActorRequest, public_id: str) -> HttpResponse:
    """End a card, its phone and its sessions."""
    return _tap(
        request, public_id, services.revoke_card, _("Đã thu hồi thẻ. Máy và các phiên đang mở đã bị đóng.")
    )


@require_POST
@needs(Permission.MANAGE_CARDS)
def unlock(request: ActorRequest, public_id: str) -> HttpResponse:
    """Let a locked card be tried again."""
    return _tap(request, public_id, services.unlock_card, _("Đã mở khóa. Người giữ thẻ nhập lại mã PIN cũ."))


@require_POST
@needs(Permission.MANAGE_CARDS)
def allow_device(request: ActorRequest, public_id: str) -> HttpResponse:
    """Let one new phone in within NEW_DEVICE."""
    message = _(
        "Đã cho phép một máy mới trong %(hours)d giờ. Người giữ thẻ quét thẻ bằng máy đó rồi nhập mã PIN."
    )
    return _tap(
        request, public_id, services.allow_new_device, message % {"hours": NEW_DEVICE // timedelta(hours=1)}
    )


def _tap(request: ActorRequest, public_id: str, service: Callable[..., Card], message: str) -> HttpResponse:
    person = _holder(request, public_id)
    card = selectors.live_card(person)
    if card is None:
        raise Http404("no card any more")
    service(by=request.actor, card=card)
    messages.success(request, message)
    return redirect("cards:detail", person.public_id)


def _holder(request: ActorRequest, public_id: str) -> "selectors.Holder":
    return get_object_or_404(selectors.holders(request.actor), public_id=public_id)
