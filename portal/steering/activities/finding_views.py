"""Pages of what inspections found: the list, one finding, and what is done with it."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.forms import refusals_on
from portal.core.list_filters import EmptyText, filter_links, nothing_found
from portal.core.lists import page
from portal.oversight.outside_access import records_outside_access, shows, shows_listed
from portal.steering.activities import finding_services, policies, selectors
from portal.steering.activities.forms import (
    EditFindingForm,
    NewFindingForm,
    SettleFindingForm,
    finding_as_typed,
)
from portal.steering.activities.states import FINDING_TONE, FINDING_TRANSITIONS, FindingState
from portal.steering.activities.tables import FindingTable
from portal.steering.activities.views import crumbs, places_with
from portal.steering.models import Finding
from portal.steering.phone import base_of
from portal.steering.places import Place


@needs(Permission.VIEW_STEERING)
@records_outside_access("finding.list")
def finding_list(request: ActorRequest) -> HttpResponse:
    """What inspections found: what is still to be mended, or what the address requests (`loc`)."""
    asked = request.GET.get("loc", "")
    conditions = {
        "": selectors.open_findings(),
        "qua-han": selectors.late_findings(clock.today()),
        FindingState.DONE.value: _in_state(FindingState.DONE),
        FindingState.DROPPED.value: _in_state(FindingState.DROPPED),
    }
    shows_listed(request, Permission.VIEW_STEERING)
    chosen = asked if asked in conditions else ""
    rows = selectors.findings(request.actor).filter(conditions[chosen])
    options = [
        ("", FindingState.OPEN.label),
        ("qua-han", _("Quá hạn")),
        (FindingState.DONE.value, FindingState.DONE.label),
        (FindingState.DROPPED.value, FindingState.DROPPED.label),
    ]
    empty = nothing_found(request, "", "", filters=("loc",)) if chosen else _none_open()
    context = {
        "list": page(request, FindingTable, rows, empty=empty),
        "chips": filter_links(request, "loc", options, chosen=chosen),
        "crumbs": [*crumbs(request), {"label": _("Cần khắc phục")}],
    }
    return render(request, "steering/findings.html", context)


def _in_state(state: FindingState) -> Q:
    return Q(state=state)


def _none_open() -> EmptyText:
    text = _("Nội dung cần khắc phục được ghi ở từng cuộc kiểm tra.")
    return EmptyText(
        _("Không còn nội dung nào phải khắc phục"),
        text,
        f"{reverse('steering:activities')}?loai=inspection",
        _("Xem các cuộc kiểm tra"),
    )


@needs(Permission.EDIT_STEERING)
def new(request: ActorRequest, public_id: str) -> HttpResponse:
    """Note what an inspection asks to be mended."""
    inspection = selectors.activity_or_404(request.actor, public_id)
    policies.check_add(request.actor, inspection)
    looked_at = inspection.looked_at_body or inspection.looked_at_unit
    form = NewFindingForm(
        request.POST or None,
        places=places_with(inspection.unit, None),
        initial={"owner": looked_at.public_id if looked_at else ""},
    )
    if form.is_valid():
        with refusals_on(form):
            finding_services.add_finding(by=request.actor, inspection=inspection, **form.details())
            messages.success(request, _("Đã ghi nội dung cần khắc phục."))
            return redirect("steering:activity", inspection.public_id)
    context = {
        "base": base_of(request),
        "form": form,
        "about": inspection.title,
        "back": reverse("steering:activity", args=[inspection.public_id]),
        "title": _("Nội dung cần khắc phục"),
        "submit": _("Ghi"),
        "draft": "finding",
    }
    return render(request, "steering/finding_form.html", context)


@needs(Permission.VIEW_STEERING, Permission.REPORT_TASKS, Permission.REPORT_BODY_TASKS)
@records_outside_access("finding.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One finding: what is to be mended, by whom, until when, and what became of it."""
    finding = selectors.finding_or_404(request.actor, public_id)
    shows(request, finding)
    listed = {"label": _("Cần khắc phục"), "url": reverse("steering:findings")}
    reads = request.actor.has(Permission.VIEW_STEERING)
    context = {
        "base": base_of(request),
        "finding": finding,
        # Who is to mend something found elsewhere reads the finding alone.
        "inspection": selectors.activities(request.actor).filter(pk=finding.inspection_id).first(),
        "late": finding.is_late(clock.today()),
        "tone": FINDING_TONE[finding.state],
        "moves": [
            {"label": one.label, "url": reverse(f"steering:{one.name}-finding", args=[finding.public_id])}
            for one in policies.transitions_for(request.actor, finding)
        ],
        "crumbs": [*crumbs(request), listed, {"label": finding.text}] if reads else [],
    }
    return render(request, "steering/finding.html", context)


@needs(Permission.EDIT_STEERING)
def edit(request: ActorRequest, public_id: str) -> HttpResponse:
    """Correct an open finding."""
    finding = selectors.finding_or_404(request.actor, public_id)
    transition = FINDING_TRANSITIONS["edit"]
    policies.check_own(request.actor, finding, transition)
    if request.method != "POST":
        policies.check_transition(request.actor, finding, transition)
    places = places_with(finding.inspection.unit, Place(finding.owner_unit, finding.owner_body))
    form = EditFindingForm(request.POST or None, initial=finding_as_typed(finding), places=places)
    if form.is_valid():
        with refusals_on(form, row=finding):
            finding_services.edit_finding(by=request.actor, finding=finding, **form.details())
            messages.success(request, _("Đã lưu."))
            return redirect("steering:finding", finding.public_id)
    context = {"form": form, "title": _("Sửa nội dung cần khắc phục"), "submit": _("Lưu")}
    context["base"] = base_of(request)
    return render(request, "steering/finding_form.html", context | _about(finding))


@needs(Permission.EDIT_STEERING, Permission.REPORT_TASKS, Permission.REPORT_BODY_TASKS)
def move(request: ActorRequest, public_id: str, name: str) -> HttpResponse:
    """Say that it is mended, that it is asked no more, or that it is asked again."""
    finding = selectors.finding_or_404(request.actor, public_id)
    transition = FINDING_TRANSITIONS[name]
    policies.check_own(request.actor, finding, transition)
    if request.method != "POST":
        policies.check_transition(request.actor, finding, transition)
    form = SettleFindingForm(
        request.POST or None, transition=transition, initial={"version": finding.version}
    )
    if form.is_valid():
        with refusals_on(form, row=finding):
            finding_services.move_finding(by=request.actor, finding=finding, name=name, **form.cleaned_data)
            messages.success(request, _("Đã lưu."))
            return redirect("steering:finding", finding.public_id)
    context = {"form": form, "title": transition.label, "submit": _("Lưu"), "base": base_of(request)}
    return render(request, "steering/finding_form.html", context | _about(finding))


def _about(finding: Finding) -> dict[str, str]:
    return {"about": finding.text, "back": reverse("steering:finding", args=[finding.public_id])}
