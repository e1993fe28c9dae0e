"""Screens of amendments on units: choose one, answer its questions, look at what it would do, confirm; and the amendments done."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.errors import Refused
from portal.core.forms import KeyedForm, VersionedForm, refusals_on
from portal.core.lists import page
from portal.core.submissions import claim, made_before
from portal.core.undo import offer_undo
from portal.oversight.outside_access import records_nothing
from portal.unit_pages.amendments import selectors
from portal.unit_pages.amendments.guides import AmendmentSubject, Guide, offered, subject_of
from portal.unit_pages.amendments.summaries import TONE, left_open, names_before, state_words, summarize, when
from portal.unit_pages.amendments.tables import AmendmentTable, title_of
from portal.unit_pages.amendments.wizard import CONFIRMED, SEEN, Unanswered, Wizard
from portal.unit_pages.reform import jobs
from portal.unit_pages.unit.forms import HamletForm
from portal.units.amendments import policies, services
from portal.units.amendments.kinds import AmendmentPlan, Create, read
from portal.units.amendments.preview import preview
from portal.units.amendments.preview_fingerprint import changed_since, fingerprint_of
from portal.units.amendments.serialization import NewUnit, units_named
from portal.units.choices import AmendmentKind, AmendmentState
from portal.units.models import Amendment, Unit

_RECENT = 5
_unnoted = records_nothing(
    "names of units are public facts; numbers of rows are for who may do such an amendment"
)


# --- one amendment, from the choice to the confirmation -----------------------------------------------
@needs(Permission.CHANGE_UNITS)
def choose(request: HttpRequest, public_id: str) -> HttpResponse:
    """What this person can do to a unit."""
    subject = _subject(request, public_id)
    guides = offered(request.actor, subject)
    if not guides:
        return _not_offered(request, subject)
    context = {"unit": subject.unit, "guides": guides.items()}
    return render(request, "unit_pages/amendment_choose.html", context)


@needs(Permission.CHANGE_UNITS)
def change(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """One amendment: a question a page, then what it would do, then the confirmation. Nothing is written before that, nor
    when what was confirmed no longer holds: the page says so, and shows what it would do by now."""
    form = KeyedForm(request.POST if CONFIRMED in request.POST else None)
    confirmed = form.is_bound and form.is_valid()
    if confirmed and (before := made_before(form.cleaned_data["key"], by=request.actor, model=Amendment)):
        return redirect("units:amendment", before.public_id)
    subject = _subject(request, public_id)
    if kind not in AmendmentKind.values:
        raise Http404("no such amendment")
    guide = offered(request.actor, subject).get(kind)
    if guide is None:
        return _not_offered(request, subject)
    questions = Wizard(request.POST)
    try:
        amendment, effect = _answered(request, guide, questions, subject)
    except Unanswered as still:
        if confirmed and still.form.is_bound:
            # It was answered when the preview was shown.
            still.form.add_error(None, changed_since([subject.unit]))
        return _step(request, subject, guide, questions, still)
    if confirmed:
        given = effect | {"seen": request.POST.get(SEEN, "")}
        with refusals_on(form):
            sent = claim(form.cleaned_data["key"], by=request.actor, model=Amendment)
            stored = sent.earlier or sent.keep(
                services.decide_amendment(by=request.actor, amendment=amendment, **given)
            )
            messages.success(request, _said(stored))
            return redirect("units:amendment", stored.public_id)
    context = {"form": form, "unit": subject.unit, "guide": guide, "legal_act": effect["legal_act"]}
    context |= {"hidden": questions.carried(), "steps": list(enumerate(questions.forms))}
    return render(request, "unit_pages/amendment_preview.html", context | _preview(amendment, effect["on"]))


def _not_offered(request: HttpRequest, subject: AmendmentSubject) -> HttpResponse:
    """Why an amendment is not offered here: the unit has ended, else a matter of rights (Refused)."""
    if subject.unit.valid_to is None:
        raise _no_amendment(subject)
    # Somebody may have ended it since the form was opened.
    messages.warning(request, _ended(subject.unit))
    return redirect("units:detail", subject.unit.public_id)


def _answered(
    request: HttpRequest, guide: Guide, questions: Wizard, subject: AmendmentSubject
) -> tuple[AmendmentPlan, dict]:
    """The amendment and its effect (day, legal act), once all questions are answered and no rule says no.

    Raises Unanswered with the form that is still open or to blame, Refused outside one's area.
    """
    amendment, effect = guide.ask(questions, subject)
    policies.check_amendment(request.actor, amendment)
    try:
        amendment.check(effect.cleaned_data["on"])
    except ValidationError as problem:
        raise questions.blame(problem) from problem
    return amendment, {name: effect.cleaned_data[name] for name in ("on", "legal_act")}


def _preview(amendment: AmendmentPlan, on: date) -> dict:
    """What an amendment would do on a day as things stand, with the mark by which that is known when confirmed."""
    shown = preview(amendment, on)
    return {
        "told": summarize(amendment, on),
        "when": when(on, clock.today()),
        "preview": shown,
        "seen": fingerprint_of(amendment, on),
        "moves": shown.below or any(line.number for line in shown.lines),
        "left_open": left_open(amendment, shown.undecided),
    }


@needs(Permission.EDIT_GROUPS)
def add_hamlet(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a hamlet or self-managed team to one's commune in one go: the same amendment, undone as easily."""
    commune = get_object_or_404(
        Unit.objects.filter(pk__in=[unit.pk for unit in request.actor.units_with(Permission.EDIT_GROUPS)]),
        public_id=public_id,
    )
    form = HamletForm(request.POST or None, commune=commune)
    if form.is_valid():
        given = form.details()
        amendment = Create(given["level"], given["parent"], NewUnit(given["kind"], given["name"]))
        effect = {"on": given["valid_from"], "legal_act": given["legal_act"]}
        with refusals_on(form):
            stored = services.decide_amendment(by=request.actor, amendment=amendment, **effect)
            undo = reverse("units:undo-amendment", args=[stored.public_id])
            offer_undo(request, _said(stored), url=undo, fields=[("version", str(stored.version))])
            return redirect("units:detail", commune.public_id)
    return render(request, "unit_pages/hamlet_form.html", {"form": form, "commune": commune})


# --- amendments decided -------------------------------------------------------------------------------
@needs(Permission.VIEW_UNITS)
@_unnoted
def changes(request: HttpRequest) -> HttpResponse:
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
            context["recent"] = _drawn(list(found[:_RECENT]))
            return render(request, "unit_pages/_amendment_recent.html", context)
    empty = (_("Chưa có thay đổi nào"), _("Thay đổi về đơn vị trong địa bàn sẽ hiện ở trang này."), "", "")
    context["list"] = page(request, AmendmentTable, found, caption=_("Thay đổi về đơn vị"), empty=empty)
    return render(request, "unit_pages/amendment_list.html", context)


def _drawn(recent: list[Amendment]) -> list[dict]:
    """Amendments as the unit's page shows them, each with the names its units bore then."""
    known = units_named([stored.details for stored in recent])
    until = names_before(known.values())
    return [
        {
            "amendment": stored,
            "title": title_of(stored.kind, stored.details, known, until(stored.on)),
            "state": state_words(stored.state, stored.done_on),
            "tone": TONE[AmendmentState(stored.state)],
        }
        for stored in recent
    ]


@needs(Permission.VIEW_UNITS)
@_unnoted
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """What an amendment did, when, by which document, by whom; and the way back while there is one."""
    return render(request, "unit_pages/amendment.html", _about(request, _act(request, public_id)))


@needs(Permission.VIEW_UNITS)
@_unnoted
def progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far a reform is; the page asks again until its worker is done, and then is drawn anew."""
    stored = _act(request, public_id)
    job = jobs.job_of(stored)
    if not jobs.is_open(job):
        return HttpResponseClientRefresh() if request.htmx else redirect("units:amendment", stored.public_id)
    return render(
        request,
        "unit_pages/_amendment_progress.html",
        {"amendment": stored, "job": job, "undoing": _undoing(job)},
    )


@needs(Permission.CHANGE_UNITS)
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an amendment back, all of it, having seen what that is."""
    stored = _act(request, public_id)
    amendment = _read(stored)
    if amendment is None:
        raise Http404("what it named is gone")
    policies.check_amendment(request.actor, amendment)
    form = VersionedForm(request.POST or None, initial={"version": stored.version})
    if form.is_valid():
        carried_out = stored.done_on is not None
        take_back = jobs.ask_to_undo if stored.kind == AmendmentKind.REFORM else services.undo_amendment
        with refusals_on(form, row=stored):
            take_back(by=request.actor, stored=stored, **form.cleaned_data)
            messages.success(request, _taken_back(stored, carried_out=carried_out))
            return redirect("units:amendment", stored.public_id)
    elif request.method != "POST":
        services.check_undo(stored)
    return render(request, "unit_pages/amendment_undo.html", _about(request, stored) | {"form": form})


# --- how ----------------------------------------------------------------------------------------
def _subject(request: HttpRequest, public_id: str) -> AmendmentSubject:
    places = ("parent", "province", "district", "commune", "hamlet")
    unit = get_object_or_404(Unit.objects.select_related(*places), public_id=public_id)
    subject = subject_of(request.actor, unit)
    if subject is None:
        raise Http404("outside the area")
    return subject


def _no_amendment(subject: AmendmentSubject) -> Refused:
    return Refused(
        _("%(unit)s không thuộc quyền thay đổi của anh/chị: việc này do đơn vị cấp trên làm.")
        % {"unit": subject.unit.title}
    )


def _ended(unit: Unit) -> str:
    return _("%(unit)s đã có ngày kết thúc nên không thay đổi được nữa.") % {"unit": unit.title}


def _step(
    request: HttpRequest, subject: AmendmentSubject, guide: Guide, questions: Wizard, still: Unanswered
) -> HttpResponse:
    context = {
        "form": still.form,
        "number": still.number,
        "unit": subject.unit,
        "guide": guide,
        "hidden": questions.carried(still.form),
    }
    return render(request, "unit_pages/amendment_step.html", context)


def _said(stored: Amendment) -> str:
    amendment = summarize(read(stored.kind, stored.details), stored.on).title
    if stored.state == AmendmentState.PLANNED:
        return _("Đã lên lịch: %(amendment)s. Việc này tự thực hiện khi đến ngày.") % {"amendment": amendment}
    return _("Đã thực hiện: %(amendment)s.") % {"amendment": amendment}


def _taken_back(stored: Amendment, *, carried_out: bool) -> str:
    if stored.kind == AmendmentKind.REFORM:
        return _("Đang hoàn tác.")
    return _("Đã hoàn tác.") if carried_out else _("Đã hủy việc này: đến ngày cũng không có gì thay đổi.")


def _act(request: HttpRequest, public_id: str) -> Amendment:
    return get_object_or_404(
        selectors.amendments(request.actor).select_related("made_by"), public_id=public_id
    )


def _read(stored: Amendment):
    """The amendment with its units; None where one it named is gone, since the amendment that began it was taken back."""
    try:
        return read(stored.kind, stored.details)
    except Unit.DoesNotExist:
        return None


def _undoing(job) -> bool:
    return job.handler == jobs.UNDO


def _about(request: HttpRequest, stored: Amendment) -> dict:
    """What the pages of an amendment show. Numbers and the way back are for those who may do such an amendment."""
    amendment = _read(stored)
    mine = amendment is not None and selectors.may_undo(request.actor, amendment)
    job = jobs.job_of(stored)
    running = jobs.is_open(job)
    return {
        "amendment": stored,
        "told": summarize(amendment, stored.on) if amendment else None,
        "tone": TONE[AmendmentState(stored.state)],
        "state": state_words(stored.state, stored.done_on),
        "done": selectors.done_by(stored, amendment)
        if mine and stored.state == AmendmentState.IN_FORCE
        else None,
        "mine": mine,
        "job": job,
        "running": running,
        "undoing": running and _undoing(job),
        "not_undone": "" if running or not mine else selectors.why_not_undone(stored),
    }
