"""Pages on which the line upward of a body is turned, and turned back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.bodies import policies, selectors, services
from portal.bodies.lines import Span
from portal.bodies.models import Body, BodyLine
from portal.core import clock
from portal.core.day_input import read_day
from portal.core.forms import refusals_as_messages, refusals_on
from portal.core.undo import offer_undo
from portal.unit_pages.bodies.forms import LineForm
from portal.unit_pages.bodies.views import render_form, visible_body


@needs(Permission.EDIT_BODIES)
def turn(request: ActorRequest, public_id: str) -> HttpResponse:
    """Say under which body one is, and from which day."""
    body = visible_body(request, public_id)
    policies.check_edit(request.actor, body)
    before = selectors.history(body)
    offered = selectors.may_stand_above(body, body.nearest_day(clock.today()))
    initial = {"version": body.version, "on": body.nearest_day(clock.today())}
    form = LineForm(request.POST or None, offered=offered, may_end=bool(before), initial=initial)
    if form.is_valid():
        with refusals_on(form, row=body):
            services.set_line(by=request.actor, body=body, **form.cleaned_data)
            _offer_undo(request, body, before)
            return redirect("units:body", body.public_id)
    return render_form(request, body, form, _("Cơ quan, tổ chức cấp trên"), _("Lưu"))


def _offer_undo(request: ActorRequest, body: Body, before: list[BodyLine]) -> None:
    fields = [("version", str(body.version))]
    fields += [
        ("dong", f"{line.above.public_id}|{line.valid_from or ''}|{line.valid_to or ''}") for line in before
    ]
    url = reverse("units:undo-body-line", args=[body.public_id])
    offer_undo(request, _("Đã lưu cơ quan, tổ chức cấp trên."), url=url, fields=fields)


@require_POST
@needs(Permission.EDIT_BODIES)
def undo(request: ActorRequest, public_id: str) -> HttpResponse:
    """Give a body the lines that it had before it was turned."""
    body = visible_body(request, public_id)
    policies.check_edit(request.actor, body)
    with refusals_as_messages(request):
        version, spans = _carried(request)
        services.put_lines_back(by=request.actor, body=body, version=version, spans=spans)
        messages.success(request, _("Đã hoàn tác."))
    return redirect("units:body", body.public_id)


def _carried(request: ActorRequest) -> tuple[int, list[Span]]:
    """The version and the lines that the strip of the undo carries. Raises ValidationError for what it never wrote."""
    version, sent = request.POST.get("version", ""), request.POST.getlist("dong")
    try:
        if not (version.isascii() and version.isdecimal() and len(version) < 10):
            raise ValueError("no version of a row")
        lines = [line.split("|") for line in sent]
        numbers = selectors.numbers_of(line[0] for line in lines)
        return int(version), [_span(numbers, *line) for line in lines]
    except (KeyError, TypeError, ValueError) as wrong:
        raise ValidationError(_("Không hoàn tác được: trang này thiếu dữ liệu. Tải lại trang.")) from wrong


def _span(numbers: dict[str, int], above: str, first: str, end: str) -> Span:
    return Span(numbers[above], read_day(first) if first else None, read_day(end) if end else None)
