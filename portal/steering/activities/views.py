"""Pages of the book of activities, and of one activity."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.forms import refusals_as_messages, refusals_on
from portal.core.list_filters import EmptyText, filter_links, nothing_found, query_words
from portal.core.lists import page
from portal.core.undo import offer_undo
from portal.oversight.outside_access import narrow_to_figure, records_outside_access, shows
from portal.steering import policies
from portal.steering.activities import selectors, services
from portal.steering.activities.forms import EditActivityForm, NewActivityForm, as_typed
from portal.steering.activities.policies import can_add
from portal.steering.activities.states import FINDING_TONE
from portal.steering.activities.tables import ActivityTable
from portal.steering.choices import ActivityKind
from portal.steering.indicators import ACTIVITIES
from portal.steering.models import Activity
from portal.steering.places import Place, places_of
from portal.units.models import Unit


@needs(Permission.VIEW_STEERING)
@records_outside_access("activity.list")
def activity_list(request: ActorRequest) -> HttpResponse:
    """The book of activities: all, or by kind, by words, or behind a figure. What was taken out is found by words."""
    actor, query, kind = request.actor, query_words(request), request.GET.get("loai", "")
    rows, drill = narrow_to_figure(
        request, selectors.activities(actor, query=query), ACTIVITIES, Permission.VIEW_STEERING
    )
    if not query:
        rows = selectors.in_the_book(rows)
    if kind in ActivityKind.values:
        rows = rows.filter(kind=kind)
    empty = _no_match(request, query) if query or kind or drill else _no_activity(request)
    context = {
        "list": page(request, ActivityTable, rows, empty=empty),
        "chips": filter_links(request, "loai", [("", _("Tất cả")), *ActivityKind.choices], chosen=kind),
        "query": query,
        "drill": drill,
        "new_url": _new_url(kind) if actor.has(Permission.EDIT_STEERING) else "",
        "crumbs": crumbs(request),
    }
    return render(request, "steering/activities.html", context)


def _new_url(kind: str) -> str:
    url = reverse("steering:new-activity")
    return f"{url}?loai={kind}" if kind in ActivityKind.values else url


def _no_activity(request: ActorRequest) -> EmptyText:
    new = _new_url("") if request.actor.has(Permission.EDIT_STEERING) else ""
    text = _("Ghi mỗi cuộc họp, cuộc kiểm tra, buổi trực tiếp một mục; báo cáo tự đếm từ sổ này.")
    return EmptyText(_("Sổ chưa có hoạt động nào"), text, new, _("Thêm hoạt động"))


def _no_match(request: ActorRequest, query: str) -> EmptyText:
    searched = _("mọi hoạt động anh/chị được xem, cả mục đã gỡ khỏi sổ")
    return nothing_found(request, query, searched, filters=("loai",))


@needs(Permission.EDIT_STEERING)
def new(request: ActorRequest) -> HttpResponse:
    """Write an activity of the unit one works for into its book; the address says of which kind (`loai`)."""
    unit = request.actor.unit_with(Permission.EDIT_STEERING)
    asked = request.GET.get("loai", "")
    kind = ActivityKind(asked) if asked in ActivityKind.values else ActivityKind.MEETING
    form = NewActivityForm(request.POST or None, kind=kind, places=places_of(unit, clock.today()))
    if form.is_valid():
        with refusals_on(form):
            activity = services.register_activity(by=request.actor, unit=unit, kind=kind, **form.details())
            messages.success(request, _("Đã ghi vào sổ."))
            return redirect("steering:activity", activity.public_id)
    context = {
        "form": form,
        "kinds": filter_links(request, "loai", ActivityKind.choices, chosen=kind),
        "kind": kind,
        "title": _("Thêm hoạt động"),
        "submit": _("Ghi vào sổ"),
    }
    return render(request, "steering/activity_form.html", context)


@needs(Permission.VIEW_STEERING)
@records_outside_access("activity.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One activity, with its minutes and what it looked at."""
    activity = selectors.activity_or_404(request.actor, public_id)
    shows(request, activity)
    context = {
        "activity": activity,
        "crumbs": [*crumbs(request), {"label": activity.title}],
        "can_edit": policies.can_edit(request.actor, activity),
        "findings": [
            {"finding": one, "late": one.is_late(clock.today()), "tone": FINDING_TONE[one.state]}
            for one in selectors.findings_of(request.actor, activity)
        ],
        "can_add": can_add(request.actor, activity),
    }
    return render(request, "steering/activity.html", context)


@needs(Permission.EDIT_STEERING)
def edit(request: ActorRequest, public_id: str) -> HttpResponse:
    """Correct what the book says of an activity."""
    activity = selectors.activity_or_404(request.actor, public_id)
    policies.check_edit(request.actor, activity)
    form = EditActivityForm(
        request.POST or None,
        initial=as_typed(activity),
        kind=activity.kind,
        places=places_with(activity.unit, _looked_at(activity)),
    )
    if form.is_valid():
        with refusals_on(form, row=activity):
            services.edit_activity(by=request.actor, activity=activity, **form.details())
            messages.success(request, _("Đã lưu."))
            return redirect("steering:activity", activity.public_id)
    context = {"form": form, "activity": activity, "title": _("Sửa hoạt động"), "submit": _("Lưu")}
    return render(request, "steering/activity_form.html", context)


@require_POST
@needs(Permission.EDIT_STEERING)
def withdraw(request: ActorRequest, public_id: str) -> HttpResponse:
    """Take an entry out of the book, or (`restore`) put it back."""
    activity = selectors.activity_or_404(request.actor, public_id)
    policies.check_edit(request.actor, activity)
    restores = "restore" in request.POST
    change = services.restore_activity if restores else services.withdraw_activity
    with refusals_as_messages(request):
        change(by=request.actor, activity=activity, version=activity.version)
        if restores:
            messages.success(request, _("Đã đưa lại vào sổ."))
        else:
            offer_undo(request, _("Đã gỡ khỏi sổ."), url=request.path, fields=[("restore", "1")])
    return redirect("steering:activity", activity.public_id)


def _looked_at(activity: Activity) -> Place | None:
    return Place(activity.looked_at_unit, activity.looked_at_body) if activity.looked_at_unit else None


def places_with(unit: Unit, named: Place | None) -> list[Place]:
    """What may be named today, and what is named already, though it may have ended since."""
    places = places_of(unit, clock.today())
    return places if named is None or named in places else [*places, named]


def crumbs(request: ActorRequest) -> list[dict[str, Any]]:
    """The way from the unit one works for to its book of activities."""
    unit = request.actor.workplace
    return [
        {"label": unit.title, "url": reverse("units:detail", args=[unit.public_id])},
        {"label": _("Họp, kiểm tra"), "url": reverse("steering:activities")},
    ]
