"""Pages of hand-overs: the offices, one hand-over with its preview, and its undoing on the same day."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts import handover, policies, selectors
from portal.accounts.access import needs
from portal.accounts.handover_forms import HandOverForm
from portal.accounts.models import HandOver
from portal.accounts.permissions import RIGHTS, Permission, Role
from portal.accounts.requests import ActorRequest
from portal.core.forms import refusals_as_messages, refusals_on
from portal.core.list_filters import query_words
from portal.core.undo import offer_undo

_SHOWN = 200


@needs(Permission.HAND_OVER)
def hand_overs(request: ActorRequest) -> HttpResponse:
    """The offices of today, each with its hand-over; beneath, who succeeded whom lately."""
    query = query_words(request)
    context = {
        "offices": list(selectors.offices(request.actor, query=query)[:_SHOWN]),
        "shown": _SHOWN,
        "query": query,
        "made": [
            {"row": row, "can_undo": policies.can_undo_hand_over(request.actor, row)}
            for row in selectors.hand_overs(request.actor)[:20]
        ],
    }
    return render(request, "accounts/hand_overs.html", context)


@needs(Permission.HAND_OVER)
def hand_over(request: ActorRequest, public_id: str) -> HttpResponse:
    """One office: what follows in numbers and names, who takes it, from which day; one POST does it all."""
    office, candidates = selectors.office_and_candidates(request.actor, public_id)
    if office is None:
        # Sent twice by a weak signal: it is done already.
        if selectors.hand_overs(request.actor).filter(ended__public_id=public_id, undone_at=None).exists():
            return redirect("accounts:hand-overs")
        raise Http404("no office to hand over")
    following = handover.preview(request.actor, office)
    form = HandOverForm(request.POST or None, candidates=candidates, following=following)
    if form.is_valid():
        with refusals_on(form):
            made = handover.hand_over(by=request.actor, office=office, **form.details())
            _say_done(request, made)
            by_phone = RIGHTS[Role(office.role)].phone_only
            if by_phone and request.actor.may(Permission.MANAGE_CARDS, office.unit):
                # What the incoming person needs next is a card.
                return redirect("cards:detail", made.incoming_user.public_id)
            if not by_phone:
                # A password, where the account is new.
                return redirect("accounts:person", made.incoming_user.public_id)
            return redirect("accounts:hand-overs")
    context = {"office": office, "following": following, "form": form}
    return render(request, "accounts/hand_over.html", context)


def _say_done(request: ActorRequest, made: HandOver) -> None:
    text = _("Đã bàn giao %(unit)s từ %(old)s sang %(new)s.") % {
        "unit": made.unit.placed_name,
        "old": made.outgoing.full_name,
        "new": made.incoming_user.full_name,
    }
    url = reverse("accounts:undo-hand-over", args=[made.public_id])
    offer_undo(request, text, url=url, fields=[("version", str(made.version))])


@require_POST
@needs(Permission.HAND_OVER)
def undo(request: ActorRequest, public_id: str) -> HttpResponse:
    """Take a hand-over back on the day it was made."""
    rows = HandOver.objects.visible_to(request.actor).select_related("ended", "begun", "incoming", "outgoing")
    made = get_object_or_404(rows, public_id=public_id)
    with refusals_as_messages(request):
        handover.undo_hand_over(by=request.actor, hand_over=made, version=made.version)
        names = {"name": made.outgoing.full_name, "unit": made.unit.placed_name}
        messages.success(request, _("Đã hoàn tác: %(name)s lại phụ trách %(unit)s.") % names)
    return redirect("accounts:hand-overs")
