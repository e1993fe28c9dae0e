"""Pages of a report's papers: whether the PDF is there, its file, drawing it again, the letterhead."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import audit, clock, jobs
from portal.core.downloads import attachment
from portal.core.forms import refusals_on
from portal.core.models import Job
from portal.oversight.outside_access import records_nothing
from portal.steering.letterheads.forms import LetterheadForm
from portal.steering.unit_settings.selectors import programme_on
from reports import selectors, services
from reports.letterheads import letterhead_of
from reports.models import Report
from reports.rendering import FORMATS
from reports.states import ReportState


@needs(Permission.VIEW_REPORTS)
@records_nothing("tells only whether the file is there")
def paper(request: ActorRequest, public_id: str) -> HttpResponse:
    """The strip that shows whether the PDF is ready; the page polls until it is."""
    report = _report(request, public_id)
    if report.state != ReportState.ISSUED:
        raise Http404("a draft has no paper")
    context = {"report": report, **selectors.paper_state(request.actor, report)}
    return render(request, "reports/_paper.html", context)


@needs(Permission.VIEW_REPORTS)
@records_nothing("each download is audited by itself, also by one's own people")
def download(request: ActorRequest, public_id: str, format: str) -> HttpResponse:
    """The file of an issued report. Each download is audited."""
    report = _report(request, public_id)
    file = selectors.file_of(report, format) if format in FORMATS else None
    if file is None:
        raise Http404("no such file")
    audit.record(by=request.actor, action="report.download", row=report, changes={"format": format})
    name = f"bao-cao-{report.unit.code or report.unit.public_id}-{report.period.code}.{format}"
    return attachment(bytes(file.data), name=name, content_type=FORMATS[format])


@require_POST
@needs(Permission.EDIT_REPORTS)
def draw_again(request: ActorRequest, public_id: str) -> HttpResponse:
    """Let the job of a PDF that could not be drawn run again."""
    report = _report(request, public_id)
    job = selectors.job_of(report)
    if job and job.state == Job.State.FAILED:
        jobs.retry(job)
    return redirect("reports:detail", report.public_id)


@needs(Permission.EDIT_REPORTS)
def letterhead(request: ActorRequest) -> HttpResponse:
    """The head and foot of the unit's papers."""
    unit = request.actor.unit_with(Permission.VIEW_REPORTS)
    kept = letterhead_of(unit)
    initial = {name: getattr(kept, name) for name in LetterheadForm().fields}
    form = LetterheadForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            services.set_letterhead(by=request.actor, unit=unit, **form.cleaned_data)
            messages.success(request, _("Đã lưu thể thức. Báo cáo đã ban hành giữ nguyên như cũ."))
            return redirect("reports:list")
    context = {
        "form": form,
        "unit": unit,
        "programme": programme_on(unit, clock.today()),
        "may_rename": request.actor.works_at(Permission.EDIT_STEERING, unit.pk),
    }
    return render(request, "reports/letterhead.html", context)


def _report(request: ActorRequest, public_id: str) -> Report:
    return get_object_or_404(selectors.reports(request.actor), public_id=public_id)
