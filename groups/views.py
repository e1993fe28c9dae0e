"""Screens of the group register."""

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups import policies, selectors, services
from groups.choices import Condition, GroupKind
from groups.forms import CloseForm, ConfirmForm, ConfirmManyForm, CountForm, EditGroupForm, NewGroupForm
from groups.indicators import CONFIRMATIONS, COUNTS, GROUPS
from groups.models import ChatGroup, GroupConfirmation
from groups.tables import ConfirmationTable, CountTable, GroupTable
from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.forms import refusals_on
from portal.core.lists import LeanTable, address, nothing_found, page
from portal.core.undo import offer_undo
from portal.oversight.outside_access import records_outside_access, shows, shows_list
from portal.units import drilldown
from portal.units.choices import Level
from portal.units.models import Unit


@needs(Permission.VIEW_GROUPS)
@records_outside_access("group.list")
def group_list(request: ActorRequest) -> HttpResponse:
    """The groups one may see: by kind, by words, or behind a figure."""
    query = request.GET.get("q", "").strip()
    rows, drill = drilldown.narrow(
        request, selectors.groups(request.actor, query=query), GROUPS, opened_by=(Permission.VIEW_GROUPS,)
    )
    _shows(request, drill)
    kind = request.GET.get("loai", "")
    if kind in GroupKind.values:
        rows = rows.filter(kind=kind)
    if not drill and not query:
        rows = rows.filter(closed_on__isnull=True)
    can_add = bool(request.actor.units_with(Permission.EDIT_GROUPS))
    empty = _no_group(can_add)
    if query or kind or drill:
        searched = _("mọi nhóm anh/chị được xem, cả nhóm đã ngừng")
        empty = nothing_found(request, query, searched, filters=("loai",))
    context = {
        "list": page(request, GroupTable, selectors.with_members(rows), caption=_("Nhóm Zalo"), empty=empty),
        "chips": _kinds(request, kind),
        "query": query,
        "drill": drill,
        "can_add": can_add,
        "can_watch": request.actor.has(Permission.VIEW_COVERAGE),
        "can_confirm": request.actor.has(Permission.CONFIRM_GROUPS),
    }
    return render(request, "groups/list.html", context)


def _no_group(can_add: bool) -> tuple[str, str, str, str]:
    return (
        _("Không có nhóm nào ở đây"),
        _("Nhóm đăng ký xong sẽ hiện ở trang này."),
        reverse("groups:new") if can_add else "",
        _("Thêm nhóm"),
    )


def _kinds(request: ActorRequest, chosen: str) -> list[dict]:
    """The kinds of groups to choose among, each with how the list is then asked for."""
    return [
        {"label": label, "url": address(request, loai=value), "active": chosen == value}
        for value, label in [("", _("Tất cả")), *GroupKind.choices]
    ]


@needs(Permission.VIEW_GROUPS)
@records_outside_access("group.counts")
def count_list(request: ActorRequest) -> HttpResponse:
    """Counts of members, behind a figure or all."""
    rows, drill = drilldown.narrow(
        request, selectors.counts(request.actor), COUNTS, opened_by=(Permission.VIEW_GROUPS,)
    )
    empty = (
        _("Chưa cập nhật số thành viên nào"),
        _("Mở một nhóm để ghi số thành viên."),
        reverse("groups:list"),
        _("Xem các nhóm"),
    )
    _shows(request, drill)
    caption = _("Số thành viên các nhóm")
    listed = page(request, CountTable, rows, caption=caption, empty=empty, sort=_by_group(CountTable, drill))
    return render(request, "groups/plain_list.html", {"list": listed, "drill": drill, "title": caption})


@needs(Permission.VIEW_GROUPS)
@records_outside_access("group.confirmations")
def confirmation_list(request: ActorRequest) -> HttpResponse:
    """Confirmations by heads and officers, behind a figure or all."""
    rows, drill = drilldown.narrow(
        request, selectors.confirmations(request.actor), CONFIRMATIONS, opened_by=(Permission.VIEW_GROUPS,)
    )
    empty = (_("Chưa có xác nhận nào"), _("Trưởng nhóm hoặc cán bộ phụ trách xác nhận hằng tháng."), "", "")
    _shows(request, drill)
    caption, sort = _("Xác nhận tình hình nhóm"), _by_group(ConfirmationTable, drill)
    listed = page(request, ConfirmationTable, rows, caption=caption, empty=empty, sort=sort)
    return render(request, "groups/plain_list.html", {"list": listed, "drill": drill, "title": caption})


def _by_group(table: type[LeanTable], drill) -> str:
    """Behind a figure one looks for a group; of all rows the latest come first."""
    return "group" if drill and "group" in table.sort_keys() else ""


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
    group = _group(request, public_id)
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
    """One group: who, how many, the way in, and how it was confirmed."""
    group = _group(request, public_id)
    shows(request, group)
    counts = selectors.counts(request.actor).filter(group=group).select_related("counted_by")
    confirmations = selectors.confirmations(request.actor).filter(group=group).select_related("confirmed_by")
    context = {
        "group": group,
        "counts": list(counts.order_by("-counted_on")[:6]),
        "confirmations": [_step(row) for row in confirmations.order_by("-confirmed_on", "-id")[:6]],
        "can_edit": policies.can_edit(request.actor, group),
        "can_confirm": policies.can_confirm(request.actor, group),
        "today": clock.today(),
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
    group = get_object_or_404(_group_rows(request).exclude(join_link=""), public_id=public_id)
    shows(request, group)
    drawing = segno.make(group.join_link, error="m").svg_inline(scale=6, border=4)
    svg = (
        drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        if "xmlns" not in drawing
        else drawing
    )
    return HttpResponse(svg, content_type="image/svg+xml")


@needs(Permission.CONFIRM_GROUPS)
def count(request: ActorRequest, public_id: str) -> HttpResponse:
    """Note a count of members."""
    group = _group(request, public_id)
    policies.check_confirm(request.actor, group)
    last = selectors.counts(request.actor).filter(group=group, superseded_on=None).first()
    initial = {"counted_on": clock.today()}
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
        "chosen": set(form.data.getlist("groups")) if form.is_bound else set(),
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


# How many groups one page confirms at once.
_AT_ONCE = 100


@needs(Permission.CONFIRM_GROUPS)
def confirm(request: ActorRequest, public_id: str) -> HttpResponse:
    """Say how one group stands; then on to the next."""
    group = _group(request, public_id)
    policies.check_confirm(request.actor, group)
    form = ConfirmForm(request.POST or None, spoken=request.actor.phone_only)
    if form.is_valid():
        with refusals_on(form):
            services.confirm_group(by=request.actor, group=group, **form.cleaned_data)
            messages.success(request, _("Đã xác nhận nhóm %(group)s.") % {"group": group.name})
            return redirect("groups:to-confirm")
    present = selectors.counts(request.actor).filter(group=group, superseded_on=None).first()
    return render(request, "groups/confirm.html", {"form": form, "group": group, "present": present})


@needs(Permission.EDIT_GROUPS)
def close(request: ActorRequest, public_id: str) -> HttpResponse:
    """Note that a group ended; it can be opened again."""
    group = _group(request, public_id)
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
    group = _group(request, public_id)
    services.reopen_group(by=request.actor, group=group, version=group.version)
    messages.success(request, _("Đã mở lại nhóm."))
    return redirect("groups:detail", group.public_id)


def _shows(request: ActorRequest, drill) -> None:
    """Whose rows a list shows: the unit's of the figure behind it, else those of all units one may see."""
    units = [drill.area.unit] if drill else request.actor.units_with(Permission.VIEW_GROUPS)
    shows_list(request, *units)


def _link_twin(request: ActorRequest, form, unit: Unit, *, besides: ChatGroup | None = None) -> None:
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


def _group_rows(request: ActorRequest):
    return selectors.groups(request.actor).select_related("unit__hamlet", "commune", "officer", "leader")


def _group(request: ActorRequest, public_id: str) -> ChatGroup:
    return get_object_or_404(_group_rows(request), public_id=public_id)


def _commune(request: ActorRequest):
    """The commune one edits: the one worked for now if it is one, else the first."""
    units = request.actor.units_with(Permission.EDIT_GROUPS)
    communes = [unit for unit in units if unit.level == Level.COMMUNE]
    return next((unit for unit in communes if unit == request.actor.unit), communes[0])
