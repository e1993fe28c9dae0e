"""Pages of decided amendments: the list, one amendment, a reform's progress, undoing one."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.forms import VersionedForm, refusals_on
from portal.core.list_filters import EmptyText
from portal.core.lists import page
from portal.core.models import Job
from portal.oversight.outside_access import records_nothing
from portal.unit_pages.amendments import selectors
from portal.unit_pages.amendments.summaries import TONE, names_before, state_words, summarize
from portal.unit_pages.amendments.tables import AmendmentTable, title_of
from portal.unit_pages.reform import jobs
from portal.units.amendments import policies, services
from portal.units.amendments.kinds import AmendmentPlan, read
from portal.units.amendments.serialization import units_named
from portal.units.choices import AmendmentKind, AmendmentState
from portal.units.models import Amendment, Unit

_RECENT = 5
_records_nothing = records_nothing(
    "names of units are public facts; numbers of rows are for who may do such an amendment"
)


@needs(Permission.VIEW_UNITS)
@_records_nothing
def changes(request: ActorRequest) -> HttpResponse:
    """The amendments of one's area, or of one unit (`don-vi`), also those that wait for their day and those that were
    stopped; and what a split left to be decided there. For htmx, the last few as the unit's page shows them."""
    found, context = selectors.amendments(request.actor), {}
    if key := request.GET.get("don-vi"):
        unit = get_object_or_404(Unit, public_id=key)
        if not request.actor.may(Permission.VIEW_UNITS, unit):
            raise Http404("outside the area")
        found = selectors.amendments_of(request.actor, unit)
        waits = selectors.undecided_in(unit) if request.actor.may(Permission.CHANGE_UNITS, unit) else []
        context = {"unit": unit, "waiting": waits}
        if request.htmx:
            context["recent"] = _recent(found)
            return render(request, "unit_pages/_amendment_recent.html", context)
    empty = EmptyText(_("Chưa có thay đổi nào"), _("Thay đổi về đơn vị trong địa bàn sẽ hiện ở trang này."))
    context["list"] = page(request, AmendmentTable, found, empty=empty)
    return render(request, "unit_pages/amendment_list.html", context)


@needs(Permission.VIEW_UNITS)
@_records_nothing
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """What an amendment did, when, by which document, by whom; and the way back while there is one."""
    return render(request, "unit_pages/amendment.html", _about(request, _amendment(request, public_id)))


@needs(Permission.VIEW_UNITS)
@_records_nothing
def progress(request: ActorRequest, public_id: str) -> HttpResponse:
    """How far a reform is; the page polls until its worker is done, and then is drawn anew."""
    amendment = _amendment(request, public_id)
    job = jobs.job_of(amendment)
    if not jobs.is_open(job):
        return (
            HttpResponseClientRefresh() if request.htmx else redirect("units:amendment", amendment.public_id)
        )
    return render(
        request,
        "unit_pages/_amendment_progress.html",
        {"amendment": amendment, "job": job, "undoing": _undoing(job)},
    )


@needs(Permission.CHANGE_UNITS)
def undo(request: ActorRequest, public_id: str) -> HttpResponse:
    """Take an amendment back, all of it, having seen what that is."""
    amendment = _amendment(request, public_id)
    plan = _read(amendment)
    if plan is None:
        raise Http404("what it named is gone")
    policies.check_amendment(request.actor, plan)
    form = VersionedForm(request.POST or None, initial={"version": amendment.version})
    if form.is_valid():
        carried_out = amendment.done_on is not None
        take_back = jobs.ask_to_undo if amendment.kind == AmendmentKind.REFORM else services.undo_amendment
        with refusals_on(form, row=amendment):
            take_back(by=request.actor, amendment=amendment, **form.cleaned_data)
            messages.success(request, _taken_back(amendment, carried_out=carried_out))
            return redirect("units:amendment", amendment.public_id)
    elif request.method != "POST":
        policies.check_undo(amendment)
    return render(request, "unit_pages/amendment_undo.html", _about(request, amendment) | {"form": form})


def _recent(found: QuerySet[Amendment]) -> list[dict]:
    """The first few of some amendments, as the page of a unit lists them."""
    recent = list(found[:_RECENT])
    known = units_named([amendment.details for amendment in recent])
    until = names_before(known.values())
    return [
        {
            "amendment": amendment,
            "title": title_of(amendment.kind, amendment.details, known, until(amendment.on)),
            "state": state_words(amendment.state, amendment.done_on),
            "tone": TONE[AmendmentState(amendment.state)],
        }
        for amendment in recent
    ]


def _taken_back(amendment: Amendment, *, carried_out: bool) -> str:
    if amendment.kind == AmendmentKind.REFORM:
        return _("Đang hoàn tác.")
    return _("Đã hoàn tác.") if carried_out else _("Đã hủy việc này: đến ngày cũng không có gì thay đổi.")


def _amendment(request: ActorRequest, public_id: str) -> Amendment:
    return get_object_or_404(
        selectors.amendments(request.actor).select_related("made_by"), public_id=public_id
    )


def _read(amendment: Amendment) -> AmendmentPlan | None:
    """The amendment with its units; None where one it named no longer exists, since the amendment that began it was taken back."""
    try:
        return read(amendment.kind, amendment.details)
    except Unit.DoesNotExist:
        return None


def _undoing(job: Job | None) -> bool:
    return job is not None and job.handler == jobs.UNDO


def _about(request: ActorRequest, amendment: Amendment) -> dict:
    """What the pages of an amendment show. Numbers and the way back are for those who may do such an amendment."""
    plan = _read(amendment)
    mine = plan is not None and selectors.may_undo(request.actor, plan)
    job = jobs.job_of(amendment)
    running = jobs.is_open(job)
    return {
        "amendment": amendment,
        "summary": summarize(plan, amendment.on) if plan else None,
        "tone": TONE[AmendmentState(amendment.state)],
        "state": state_words(amendment.state, amendment.done_on),
        "done": selectors.done_by(amendment, plan)
        if plan and mine and amendment.state == AmendmentState.IN_FORCE
        else None,
        "mine": mine,
        "job": job,
        "running": running,
        "undoing": running and _undoing(job),
        "not_undone": "" if running or not mine else selectors.why_not_undone(amendment),
    }
