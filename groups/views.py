"""Pages of the register of groups."""

import segno
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups import policies, selectors, services
from groups.forms import CloseForm, EditGroupForm, NewGroupForm
from groups.inspection_policies import can_inspect
from groups.inspection_selectors import inspecting_unit, inspections_of
from groups.inspection_states import INSPECTION_TONE
from groups.models import ChatGroup, GroupConfirmation
from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.forms import refusals_on
from portal.core.undo import offer_undo
from portal.oversight.outside_access import records_outside_access, shows
from portal.units.choices import Level
from portal.units.models import Unit


@needs(Permission.EDIT_GROUPS)
def new(request: ActorRequest) -> HttpResponse:
    """Register a group."""
    form = NewGroupForm(request.POST or None, commune=_commune(request))
    if form.is_valid():
        with refusals_on(form):
            group = services.create_group(by=request.actor, **form.cleaned_data)
            messages.success(request, _("Đã thêm nhóm. Nhập số thành viên để tính tỷ lệ tham gia."))
            return redirect("groups:detail", group.public_id)
        _link_twin(request, form, form.cleaned_data["unit"])
    context = {"form": form, "title": _("Thêm nhóm"), "submit": _("Thêm nhóm")}
    return render(request, "groups/form.html", context)


@needs(Permission.EDIT_GROUPS)
def edit(request: ActorRequest, public_id: str) -> HttpResponse:
    """Correct what the register says of a group."""
    group = get_object_or_404(selectors.with_people(request.actor), public_id=public_id)
    policies.check_edit(request.actor, group)
    initial = {name: getattr(group, name) for name in (*_EDITED, "version")} | {"unit": group.unit.public_id}
    form = EditGroupForm(request.POST or None, commune=group.commune, unit=group.unit, initial=initial)
    if form.is_valid():
        with refusals_on(form, row=group):
            services.edit_group(by=request.actor, group=group, **form.cleaned_data)
            messages.success(request, _("Đã lưu."))
            return redirect("groups:detail", group.public_id)
        _link_twin(request, form, form.cleaned_data["unit"], besides=group)
    context = {"form": form, "group": group, "title": _("Sửa nhóm"), "submit": _("Lưu")}
    return render(request, "groups/form.html", context)


_EDITED = ("name", "kind", "leader_name", "deputy_name", "officer", "leader", "join_link", "opened_on")


@needs(Permission.VIEW_GROUPS, Permission.CONFIRM_GROUPS)
@records_outside_access("group.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One group: who, how many, the way in, how it was confirmed and what inspections found."""
    group = get_object_or_404(selectors.with_people(request.actor), public_id=public_id)
    shows(request, group)
    today, unit = clock.today(), inspecting_unit(request.actor, group)
    counts = selectors.counts(request.actor).filter(group=group).select_related("counted_by")
    confirmations = selectors.confirmations(request.actor).filter(group=group).select_related("confirmed_by")
    context = {
        "group": group,
        "counts": list(counts.order_by("-counted_on")[:6]),
        "confirmations": [_step(row) for row in confirmations.order_by("-confirmed_on", "-id")[:6]],
        "inspections": [
            {"inspection": row, "late": row.is_late(today), "tone": INSPECTION_TONE[row.state]}
            for row in inspections_of(request.actor, group)[:6]
        ],
        "can_inspect": bool(unit and can_inspect(request.actor, group, unit)),
        "can_edit": policies.can_edit(request.actor, group),
        "can_confirm": policies.can_confirm(request.actor, group),
        "today": today,
    }
    return render(request, "groups/detail.html", context)


def _step(row: GroupConfirmation) -> dict:
    """A confirmation as the history of a group draws it."""
    title = row.get_condition_display()
    return {"at": row.created_at, "title": title, "by": row.confirmed_by, "text": row.note}


@needs(Permission.VIEW_GROUPS, Permission.CONFIRM_GROUPS)
@records_outside_access("group.qr")
def qr(request: ActorRequest, public_id: str) -> HttpResponse:
    """The join link as a QR code, drawn here: no outside service learns of it."""
    group = get_object_or_404(selectors.with_people(request.actor).exclude(join_link=""), public_id=public_id)
    shows(request, group)
    drawing = segno.make(group.join_link, error="m").svg_inline(scale=6, border=4)
    svg = (
        drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        if "xmlns" not in drawing
        else drawing
    )
    return HttpResponse(svg, content_type="image/svg+xml")


@needs(Permission.EDIT_GROUPS)
def close(request: ActorRequest, public_id: str) -> HttpResponse:
    """Note that a group ended; it can be opened again."""
    group = get_object_or_404(selectors.with_people(request.actor), public_id=public_id)
    policies.check_edit(request.actor, group)
    form = CloseForm(request.POST or None, initial={"version": group.version, "on": clock.today()})
    if form.is_valid():
        with refusals_on(form, row=group):
            services.close_group(by=request.actor, group=group, **form.cleaned_data)
            undo = reverse("groups:reopen", args=[group.public_id])
            offer_undo(request, _("Đã ghi nhóm ngừng hoạt động."), url=undo)
            return redirect("groups:detail", group.public_id)
    title, submit = _("Nhóm ngừng hoạt động"), _("Ghi nhóm đã ngừng")
    context = {"form": form, "group": group, "title": title, "submit": submit}
    return render(request, "groups/form.html", context)


@require_POST
@needs(Permission.EDIT_GROUPS)
def reopen(request: ActorRequest, public_id: str) -> HttpResponse:
    """Undo the closing of a group."""
    group = get_object_or_404(selectors.with_people(request.actor), public_id=public_id)
    services.reopen_group(by=request.actor, group=group, version=group.version)
    messages.success(request, _("Đã mở lại nhóm."))
    return redirect("groups:detail", group.public_id)


def _link_twin(request: ActorRequest, form: Form, unit: Unit, *, besides: ChatGroup | None = None) -> None:
    """Beside a name that is taken, the way to the group that bears it, for who may see that one."""
    if "name" not in form.errors:
        return
    twin = selectors.twin_of(form.data.get("name", ""), unit, besides=besides)
    if twin and selectors.groups(request.actor).filter(pk=twin.pk).exists():
        form["name"].help_text = format_html(
            '{} <a href="{}">{}</a>',
            _("Nhóm đã có:"),
            reverse("groups:detail", args=[twin.public_id]),
            twin.name,
        )


def _commune(request: ActorRequest) -> Unit:
    """The commune one edits: the one worked for now if it is one, else the first."""
    units = request.actor.units_with(Permission.EDIT_GROUPS)
    communes = [unit for unit in units if unit.level == Level.COMMUNE]
    return next((unit for unit in communes if unit == request.actor.unit), communes[0])
