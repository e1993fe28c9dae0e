"""Pages of reports: the list of owed reports, one report, its text, issuing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.errors import Refused
from portal.core.forms import refusals_on
from portal.core.list_filters import EmptyText, filter_links, nothing_found, query_words
from portal.core.lists import page
from portal.core.periods import Period
from portal.oversight.outside_access import (
    records_outside_access,
    shows,
    shows_custody,
    shows_listed,
)
from portal.units.models import Unit
from portal.units.scoping import seat_id
from reports import policies, selectors, services
from reports.forms import IssueForm, NarrativeForm
from reports.letterheads import letterhead_of
from reports.models import Report
from reports.rules import recent_periods
from reports.screen import appendix_rows
from reports.sections import missing_from
from reports.states import TONE, ReportState
from reports.tables import ReportTable

# In the address: the reports of the units below, instead of one's own.
_BELOW = "cap-duoi"


@needs(Permission.VIEW_REPORTS)
@records_outside_access("report.list")
def report_list(request: ActorRequest) -> HttpResponse:
    """What the unit owes now, and the reports one may see."""
    unit = request.actor.unit_with(Permission.VIEW_REPORTS)
    query = query_words(request)
    below = request.GET.get("xem") == _BELOW and not request.actor.phone_only
    _shows(request, None if below or query else unit)
    rows = selectors.listed(request.actor, unit, below=below, query=query)
    empty = EmptyText(_("Chưa có báo cáo nào"), _("Báo cáo lập xong sẽ hiện ở trang này."))
    if query:
        empty = nothing_found(request, query, _("mọi báo cáo anh/chị được xem"))
    context = {
        "list": page(request, ReportTable, rows, empty=empty),
        "owed": _owed(unit),
        "chips": filter_links(request, "xem", _whose(), chosen=_BELOW if below else ""),
        "query": query,
        "periods": recent_periods(clock.today()),
        "can_begin": request.actor.works_at(Permission.EDIT_REPORTS, seat_id(unit)),
    }
    return render(request, "reports/list.html", context)


def _shows(request: ActorRequest, own: Unit | None) -> None:
    """Whose reports the list shows: those of one's own unit, else of all units one may see."""
    if own:
        shows_custody(request, own)
    else:
        shows_listed(request, Permission.VIEW_REPORTS)


def _whose() -> list[tuple[str, str]]:
    return [("", _("Của đơn vị")), (_BELOW, _("Của cấp dưới"))]


def _owed(unit: Unit) -> list[tuple[str, list[dict]]]:
    """What the unit owes now and next, under a title each."""
    due, to_come = selectors.owed(unit, clock.today())
    return [(title, rows) for title, rows in ((_("Cần gửi"), due), (_("Sắp tới"), to_come)) if rows]


@require_POST
@needs(Permission.EDIT_REPORTS)
def begin_report(request: ActorRequest) -> HttpResponse:
    """Begin the report of a period, or go to the one begun."""
    try:
        period = Period.parse(request.POST.get("period", ""))
    except ValueError as wrong:
        messages.error(request, str(wrong))
        return redirect("reports:list")
    try:
        report = services.begin_report(
            by=request.actor, unit=request.actor.unit_with(Permission.VIEW_REPORTS), period=period
        )
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("reports:list")
    return redirect("reports:detail", report.public_id)


@needs(Permission.VIEW_REPORTS)
@records_outside_access("report.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """A report on screen, drawn from the same content as its paper; figures lead to their rows."""
    report = _report(request, public_id)
    shows(request, report)
    content = selectors.content_of(report)
    context = {
        "report": report,
        "content": content,
        "rows": appendix_rows(content, report, request.actor),
        "tone": TONE[report.state],
        "issued": report.state == ReportState.ISSUED,
        "can_edit": policies.can(request.actor, report, "edit"),
        "can_issue": policies.can(request.actor, report, "issue"),
        **selectors.paper_state(request.actor, report),
    }
    return render(request, "reports/detail.html", context)


@needs(Permission.EDIT_REPORTS)
def edit(request: ActorRequest, public_id: str) -> HttpResponse:
    """The officer's text. A refusal (issued meanwhile) leaves all that was typed on the page."""
    report = _report(request, public_id)
    policies.check_own(request.actor, report, "edit")
    if request.method != "POST":
        policies.check_transition(request.actor, report, "edit")
    initial = report.narrative | {"version": report.version}
    form = NarrativeForm(request.POST or None, report=report, initial=initial)
    if form.is_valid():
        version, narrative = form.cleaned_data["version"], form.narrative()
        with refusals_on(form, row=report):
            services.save_narrative(by=request.actor, report=report, version=version, narrative=narrative)
            messages.success(request, _("Đã lưu nội dung báo cáo."))
            return redirect("reports:detail", report.public_id)
        if not policies.can(request.actor, _report(request, public_id), "edit"):
            form.add_error(None, _("Nội dung vừa nhập vẫn còn bên dưới để sao chép."))
    return render(request, "reports/edit.html", {"form": form, "report": report})


@needs(Permission.ISSUE_REPORTS)
def issue(request: ActorRequest, public_id: str) -> HttpResponse:
    """The last look: what cannot be undone is confirmed here."""
    report = _report(request, public_id)
    policies.check_own(request.actor, report, "issue")
    if request.method != "POST":
        policies.check_transition(request.actor, report, "issue")
    initial = {"version": report.version, "number": selectors.proposed_number(report)}
    missing = missing_from(report.unit, report.period, report.narrative)
    form = IssueForm(request.POST or None, initial=initial, missing=missing)
    if request.actor.phone_only:
        del form.fields["number"]  # A hamlet keeps no clerk's register: its number is the next one.
    if form.is_valid():
        form.cleaned_data.pop("without", None)
        with refusals_on(form, row=report):
            services.issue_report(by=request.actor, report=report, **form.cleaned_data)
            messages.success(request, _("Đã gửi báo cáo. Bản PDF đang được tạo."))
            return redirect("reports:detail", report.public_id)
    context = {"form": form, "report": report, "letterhead": letterhead_of(report.unit)}
    return render(request, "reports/issue.html", context | {"unfinished": report.days.last >= clock.today()})


def _report(request: ActorRequest, public_id: str) -> Report:
    return get_object_or_404(selectors.reports(request.actor), public_id=public_id)
