"""Pages of inspections of groups: the list, one inspection, and what is done with it."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups import inspection_policies as policies
from groups import inspection_selectors as selectors
from groups import inspection_services as services
from groups.indicators import INSPECTIONS
from groups.inspection_forms import EditInspectionForm, NewInspectionForm, as_typed
from groups.inspection_states import INSPECTION_TONE, INSPECTION_TRANSITIONS, InspectionState
from groups.selectors import with_people
from groups.tables import InspectionTable
from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.errors import Refused, passes
from portal.core.forms import refusals_as_messages, refusals_on
from portal.core.list_filters import EmptyText, filter_links, nothing_found
from portal.core.lists import page
from portal.core.undo import offer_undo
from portal.oversight.outside_access import narrow_to_figure, records_outside_access, shows
from portal.steering.activities.forms import SettleFindingForm


@needs(Permission.VIEW_GROUPS)
@records_outside_access("inspection.list")
def inspection_list(request: ActorRequest) -> HttpResponse:
    """Inspections of the groups one may see: all, by `loc` what is to be mended, or behind a figure."""
    asked = request.GET.get("loc", "")
    conditions = {
        "": Q(),
        "can-khac-phuc": selectors.to_mend(),
        "qua-han": selectors.late(clock.today()),
    }
    chosen = asked if asked in conditions else ""
    rows, drill = narrow_to_figure(
        request, selectors.inspections(request.actor), INSPECTIONS, Permission.VIEW_GROUPS
    )
    options = [
        ("", _("Tất cả")),
        ("can-khac-phuc", InspectionState.OPEN.label),
        ("qua-han", _("Quá hạn")),
    ]
    text = _("Mở một nhóm, bấm “Ghi lần kiểm tra”.")
    none = EmptyText(_("Chưa ghi lần kiểm tra nhóm nào"), text, reverse("groups:list"), _("Xem các nhóm"))
    empty = nothing_found(request, "", "", filters=("loc",)) if chosen else none
    context = {
        "list": page(request, InspectionTable, rows.filter(conditions[chosen]), empty=empty),
        "chips": [] if drill else filter_links(request, "loc", options, chosen=chosen),
        "drill": drill,
        "title": InspectionTable.caption,
    }
    return render(request, "groups/plain_list.html", context)


@needs(Permission.EDIT_STEERING)
def new(request: ActorRequest, public_id: str) -> HttpResponse:
    """Note that a group was inspected."""
    group = get_object_or_404(with_people(request.actor), public_id=public_id)
    unit = selectors.inspecting_unit(request.actor, group)
    if unit is None:
        raise Refused(_("Chỉ cán bộ, lãnh đạo Ban Chỉ đạo của xã này hoặc cấp trên ghi việc kiểm tra nhóm."))
    policies.check_inspect(request.actor, group, unit)
    form = NewInspectionForm(request.POST or None, initial={"inspectors": request.actor.user.full_name})
    if form.is_valid():
        with refusals_on(form):
            made = services.note_inspection(by=request.actor, group=group, unit=unit, **form.cleaned_data)
            messages.success(request, _("Đã ghi lần kiểm tra."))
            return redirect("groups:inspection", made.public_id)
    context = {"form": form, "group": group, "title": _("Ghi lần kiểm tra"), "submit": _("Ghi")}
    return render(request, "groups/form.html", context)


@needs(Permission.VIEW_GROUPS, Permission.CONFIRM_GROUPS)
@records_outside_access("inspection.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One inspection: who looked when, what they found, what is to be mended and what became of it."""
    inspection = selectors.inspection_or_404(request.actor, public_id)
    shows(request, inspection)
    context = {
        "inspection": inspection,
        "late": inspection.is_late(clock.today()),
        "tone": INSPECTION_TONE[inspection.state],
        "moves": [
            {"label": one.label, "url": reverse(f"groups:{one.name}-inspection", args=[public_id])}
            for one in INSPECTION_TRANSITIONS
            if passes(policies.check_transition, request.actor, inspection, one)
        ],
        "can_edit": policies.can_edit(request.actor, inspection),
        "can_keep": policies.can_keep(request.actor, inspection),
    }
    return render(request, "groups/inspection.html", context)


@needs(Permission.EDIT_STEERING)
def edit(request: ActorRequest, public_id: str) -> HttpResponse:
    """Correct an inspection."""
    inspection = selectors.inspection_or_404(request.actor, public_id)
    policies.check_keep(request.actor, inspection)
    if request.method != "POST":
        policies.check_edit(request.actor, inspection)
    form = EditInspectionForm(request.POST or None, initial=as_typed(inspection))
    if form.is_valid():
        with refusals_on(form, row=inspection):
            services.edit_inspection(by=request.actor, inspection=inspection, **form.cleaned_data)
            messages.success(request, _("Đã lưu."))
            return redirect("groups:inspection", public_id)
    context = {"form": form, "group": inspection.group, "title": _("Sửa lần kiểm tra"), "submit": _("Lưu")}
    return render(request, "groups/form.html", context)


@needs(Permission.CONFIRM_GROUPS, Permission.EDIT_STEERING)
def move(request: ActorRequest, public_id: str, name: str) -> HttpResponse:
    """Say that it is mended, that it is asked no more, or that it is asked again."""
    inspection = selectors.inspection_or_404(request.actor, public_id)
    transition = INSPECTION_TRANSITIONS[name]
    policies.check_own(request.actor, inspection, transition)
    if request.method != "POST":
        policies.check_transition(request.actor, inspection, transition)
    form = SettleFindingForm(
        request.POST or None, transition=transition, initial={"version": inspection.version}
    )
    if form.is_valid():
        with refusals_on(form, row=inspection):
            services.move_inspection(by=request.actor, inspection=inspection, name=name, **form.cleaned_data)
            messages.success(request, _("Đã lưu."))
            return redirect("groups:inspection", public_id)
    context = {"form": form, "group": inspection.group, "title": transition.label, "submit": _("Lưu")}
    return render(request, "groups/form.html", context)


@require_POST
@needs(Permission.EDIT_STEERING)
def withdraw(request: ActorRequest, public_id: str) -> HttpResponse:
    """Take an entry out of the book, or (`restore`) put it back."""
    inspection = selectors.inspection_or_404(request.actor, public_id)
    policies.check_keep(request.actor, inspection)
    restores = "restore" in request.POST
    change = services.restore_inspection if restores else services.withdraw_inspection
    with refusals_as_messages(request):
        change(by=request.actor, inspection=inspection, version=inspection.version)
        if restores:
            messages.success(request, _("Đã đưa lại vào sổ."))
        else:
            offer_undo(request, _("Đã gỡ khỏi sổ."), url=request.path, fields=[("restore", "1")])
    return redirect("groups:inspection", public_id)
