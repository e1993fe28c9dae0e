"""Pages that end a person's role on a day and undo that."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts import selectors, services
from portal.accounts.access import needs
from portal.accounts.forms import EndForm
from portal.accounts.models import Assignment
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.day_input import read_day
from portal.core.formatting import day
from portal.core.forms import refusals_as_messages
from portal.core.undo import offer_undo


@require_POST
@needs(Permission.MANAGE_PEOPLE)
def end_assignment(request: ActorRequest, public_id: str) -> HttpResponse:
    """End a role from today or a later day on; what can be taken back offers it."""
    row = _assignment(request, public_id)
    form, until = EndForm(request.POST), row.valid_to
    if not form.is_valid():
        messages.error(request, _("Ngày kết thúc chưa đúng: %(why)s") % {"why": form.errors["on"][0]})
        return redirect("accounts:person", row.user.public_id)
    with refusals_as_messages(request):
        ended = services.end_assignment(by=request.actor, assignment=row, on=form.cleaned_data["on"])
        _say_ended(request, ended, until)
    return redirect("accounts:person", row.user.public_id)


def _say_ended(request: ActorRequest, ended: Assignment, until: date | None) -> None:
    """Say that a role ends; with the way back to `until`, where its row is still there."""
    if ended.pk is None:
        messages.success(request, _("Đã hủy phân công chưa có hiệu lực."))
        return
    text = _("Phân công của %(name)s ở %(unit)s kết thúc từ %(day)s.") % {
        "name": ended.user.full_name,
        "unit": ended.unit,
        "day": day(ended.valid_to),
    }
    url = reverse("accounts:restore-assignment", args=[ended.public_id])
    offer_undo(request, text, url=url, fields=[("valid_to", until.isoformat() if until else "")])


@require_POST
@needs(Permission.MANAGE_PEOPLE)
def restore_assignment(request: ActorRequest, public_id: str) -> HttpResponse:
    """Undo the ending of a role."""
    row = _assignment(request, public_id)
    given = request.POST.get("valid_to", "")
    try:
        until = read_day(given) if given else None
    except ValueError:
        messages.error(request, _("Ngày chưa đúng. Phân công lại ở trang này."))
        return redirect("accounts:person", row.user.public_id)
    with refusals_as_messages(request):
        services.restore_assignment(by=request.actor, assignment=row, valid_to=until)
        messages.success(request, _("Phân công có hiệu lực trở lại."))
    return redirect("accounts:person", row.user.public_id)


def _assignment(request: ActorRequest, public_id: str) -> Assignment:
    rows = selectors.managed(request.actor).select_related("user", "unit")
    return get_object_or_404(rows, public_id=public_id)
