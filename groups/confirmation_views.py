"""Pages of counting members and confirming groups."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups import policies, selectors, services
from groups.choices import Condition
from groups.forms import ConfirmForm, ConfirmManyForm, CountForm
from groups.models import GroupConfirmation
from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.forms import refusals_on
from portal.core.undo import offer_undo

# How many groups one page confirms at once.
_AT_ONCE = 100


@needs(Permission.CONFIRM_GROUPS)
def count(request: ActorRequest, public_id: str) -> HttpResponse:
    """Note a count of members."""
    group = get_object_or_404(selectors.with_people(request.actor), public_id=public_id)
    policies.check_confirm(request.actor, group)
    last = selectors.present_count(request.actor, group)
    initial: dict[str, Any] = {"counted_on": clock.today()}
    if last:
        initial |= {"members": last.members, "households": last.households, "bodies": last.bodies}
    form = CountForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            services.count_members(by=request.actor, group=group, **form.cleaned_data)
            messages.success(request, _("Đã ghi số thành viên."))
            return redirect("groups:detail", group.public_id)
    context = {"form": form, "group": group, "title": _("Ghi số thành viên"), "submit": _("Ghi")}
    return render(request, "groups/form.html", context)


@needs(Permission.CONFIRM_GROUPS)
def to_confirm(request: ActorRequest) -> HttpResponse:
    """The groups whose state nobody confirmed this month: several that run normally at once, or one by one."""
    waiting = selectors.to_confirm(request.actor)
    form = ConfirmManyForm(request.POST if request.method == "POST" else None, waiting=waiting)
    if form.is_valid():
        chosen = form.cleaned_data["groups"]
        with refusals_on(form):
            made = services.confirm_groups(by=request.actor, groups=chosen, condition=Condition.ACTIVE)
            _offer_to_undo(request, made)
            return redirect("groups:to-confirm")
    context = {
        "groups": list(waiting[:_AT_ONCE]),
        "form": form,
        "chosen": set(request.POST.getlist("groups")),
    }
    return render(request, "groups/to_confirm.html", context)


def _offer_to_undo(request: ActorRequest, made: list[GroupConfirmation]) -> None:
    offer_undo(
        request,
        _("Đã xác nhận %(count)d nhóm hoạt động bình thường.") % {"count": len(made)},
        url=reverse("groups:undo-confirmations"),
        fields=[("confirmation", row.public_id) for row in made],
    )


@require_POST
@needs(Permission.CONFIRM_GROUPS)
def undo_confirmations(request: ActorRequest) -> HttpResponse:
    """Take back what was confirmed a moment ago."""
    named = set(request.POST.getlist("confirmation")[:_AT_ONCE])
    rows = list(selectors.confirmations(request.actor).filter(public_id__in=named))
    if not rows:
        messages.info(request, _("Không còn lần xác nhận nào để hoàn tác."))
        return redirect("groups:to-confirm")
    undone = services.undo_confirmations(by=request.actor, confirmations=rows)
    messages.success(request, _("Đã hoàn tác xác nhận %(count)d nhóm.") % {"count": undone})
    return redirect("groups:to-confirm")


@needs(Permission.CONFIRM_GROUPS)
def confirm(request: ActorRequest, public_id: str) -> HttpResponse:
    """Write down the state of one group; then on to the next."""
    group = get_object_or_404(selectors.with_people(request.actor), public_id=public_id)
    policies.check_confirm(request.actor, group)
    form = ConfirmForm(request.POST or None, spoken=request.actor.phone_only)
    if form.is_valid():
        with refusals_on(form):
            services.confirm_group(by=request.actor, group=group, **form.cleaned_data)
            messages.success(request, _("Đã xác nhận nhóm %(group)s.") % {"group": group.name})
            return redirect("groups:to-confirm")
    present = selectors.present_count(request.actor, group)
    return render(request, "groups/confirm.html", {"form": form, "group": group, "present": present})
