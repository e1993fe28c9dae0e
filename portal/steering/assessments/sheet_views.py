"""Pages of one sheet: its criteria, the judging of them, the proposal, the decision, and the undo of each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import BoundField
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
from portal.core.undo import offer_undo
from portal.oversight.outside_access import records_outside_access, shows
from portal.steering import policies
from portal.steering.assessments import services, tables
from portal.steering.assessments.figures import Figure, figures_of
from portal.steering.assessments.forms import DecideForm, JudgeForm, ProposeForm, note_name
from portal.steering.assessments.reasons import OBSTACLES, why_apart
from portal.steering.assessments.rules import is_open
from portal.steering.assessments.selectors import Entry, Roll, marks_of, roll_of, sheet_or_404
from portal.steering.assessments.views import crumbs
from portal.steering.assessments.year_rules import year_rules
from portal.steering.choices import SheetStage, SubjectKind
from portal.steering.models import AssessmentCriterion, AssessmentSheet, CriterionMark


@dataclass(frozen=True)
class CriterionLine:
    """A criterion as the page shows it: what was judged, what the portal knows, and the fields to judge it."""

    criterion: AssessmentCriterion
    mark: CriterionMark | None
    figures: list[Figure]
    field: BoundField | None = None
    note: BoundField | None = None


@needs(Permission.VIEW_STEERING)
@records_outside_access("assessment.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One sheet: how far it has come, each criterion with what the portal knows, what stands against a recognition."""
    sheet = sheet_or_404(request.actor, public_id)
    shows(request, sheet)
    return _page(request, sheet, None)


@needs(Permission.EDIT_STEERING)
def judge(request: ActorRequest, public_id: str) -> HttpResponse:
    """Say of each criterion whether it is met."""
    sheet = sheet_or_404(request.actor, public_id)
    policies.check_assess(request.actor, sheet)
    roll = _roll(request, sheet)
    form = _judge_form(request, sheet, roll)
    if not form.is_bound:
        services.check_under_way(sheet)
    if form.is_valid():
        with refusals_on(form, row=sheet):
            given = form.cleaned_data
            services.judge(
                by=request.actor,
                sheet=sheet,
                version=given["version"],
                judgements=form.judgements(),
                late=given.get("late", False),
            )
            messages.success(request, _("Đã lưu đánh giá."))
            return redirect("steering:assessment", sheet.public_id)
    return _page(request, sheet, form)


@needs(Permission.EDIT_STEERING)
def propose(request: ActorRequest, public_id: str) -> HttpResponse:
    """Enter that a subject was proposed."""
    sheet = sheet_or_404(request.actor, public_id)
    policies.check_assess(request.actor, sheet)
    form = ProposeForm(request.POST or None, passed=_passed(sheet), initial={"version": sheet.version})
    if form.is_valid():
        with refusals_on(form, row=sheet):
            services.propose(by=request.actor, sheet=sheet, **form.cleaned_data)
            _offer(request, sheet, _("Đã ghi đề nghị công nhận."), "steering:withdraw-proposal")
            return redirect("steering:assessment", sheet.public_id)
    return _form_page(request, sheet, form, _("Đề nghị công nhận"), _("Ghi đề nghị"))


@needs(Permission.EDIT_STEERING)
def decide(request: ActorRequest, public_id: str) -> HttpResponse:
    """Enter what was decided."""
    sheet = sheet_or_404(request.actor, public_id)
    policies.check_assess(request.actor, sheet)
    form = DecideForm(request.POST or None, passed=_passed(sheet), initial={"version": sheet.version})
    if not form.is_bound:
        services.check_under_way(sheet)
    if form.is_valid():
        with refusals_on(form, row=sheet):
            services.decide(by=request.actor, sheet=sheet, **form.cleaned_data)
            _offer(request, sheet, _("Đã ghi kết quả xét."), "steering:reopen-assessment")
            return redirect("steering:assessment", sheet.public_id)
    return _form_page(request, sheet, form, _("Kết quả xét"), _("Ghi kết quả"))


@require_POST
@needs(Permission.EDIT_STEERING)
def withdraw(request: ActorRequest, public_id: str) -> HttpResponse:
    """Undo a proposal."""
    sheet = sheet_or_404(request.actor, public_id)
    policies.check_assess(request.actor, sheet)
    with refusals_as_messages(request):
        services.withdraw(by=request.actor, sheet=sheet, late="late" in request.POST)
        messages.success(request, _("Đã rút đề nghị."))
    return redirect("steering:assessment", sheet.public_id)


@require_POST
@needs(Permission.EDIT_STEERING)
def reopen(request: ActorRequest, public_id: str) -> HttpResponse:
    """Undo a decision."""
    sheet = sheet_or_404(request.actor, public_id)
    policies.check_assess(request.actor, sheet)
    with refusals_as_messages(request):
        services.reopen(by=request.actor, sheet=sheet, late="late" in request.POST)
        messages.success(request, _("Đã mở lại để xét tiếp."))
    return redirect("steering:assessment", sheet.public_id)


def _offer(request: ActorRequest, sheet: AssessmentSheet, text: str, page: str) -> None:
    late = [("late", "on")] if _passed(sheet) else []
    offer_undo(request, text, url=reverse(page, args=[sheet.public_id]), fields=late)


def _passed(sheet: AssessmentSheet) -> date | None:
    """The last day to decide on a sheet, once it has passed."""
    window = year_rules(sheet.year).windows[sheet.kind]
    return window.decide_until if window.is_late(clock.today()) else None


def _roll(request: ActorRequest, sheet: AssessmentSheet) -> Roll:
    return roll_of(request.actor, sheet.keeper, sheet.year)


def _judge_form(request: ActorRequest, sheet: AssessmentSheet, roll: Roll) -> JudgeForm:
    return JudgeForm(
        request.POST or None,
        criteria=roll.rules.criteria[sheet.kind],
        marks={mark.criterion_id: mark for mark in marks_of(sheet)},
        passed=_passed(sheet),
        initial={"version": sheet.version},
    )


def _form_page(
    request: ActorRequest, sheet: AssessmentSheet, form: Any, title: str, submit: str
) -> HttpResponse:
    context = {"form": form, "sheet": sheet, "title": title, "submit": submit, "crumbs": _crumbs(sheet)}
    return render(request, "steering/assessment_form.html", context)


def _crumbs(sheet: AssessmentSheet) -> list[dict]:
    return [*crumbs(sheet.keeper), {"label": sheet.name}]


def _page(request: ActorRequest, sheet: AssessmentSheet, form: JudgeForm | None) -> HttpResponse:
    """The page of a sheet, with the form to judge it where this person may; `form` is one that was refused."""
    roll = _roll(request, sheet)
    entry = roll.entry_of(sheet)
    window, today = roll.rules.windows[sheet.kind], clock.today()
    may_write = policies.can_assess(request.actor, sheet) and is_open(sheet.year, today)
    judging = may_write and sheet.stage in (SheetStage.REGISTERED, SheetStage.PROPOSED)
    if form is None and judging:
        form = _judge_form(request, sheet, roll)
    marks = {mark.criterion_id: mark for mark in marks_of(sheet)}
    context = {
        "sheet": sheet,
        "stage": sheet.stage,
        "tone": tables.TONES[sheet.stage],
        "window": window,
        "crumbs": _crumbs(sheet),
        "lines": _lines(request, sheet, roll, marks, form),
        "form": form,
        "may_write": may_write,
        "is_open": is_open(sheet.year, today),
        "is_late": window.is_late(today),
        "apart": why_apart(entry) if entry else _("Nơi này không còn thuộc xã."),
        "obstacles": _obstacles(roll, entry, marks),
        "share_lines": tables.share_lines(roll) if sheet.kind == SubjectKind.COMMUNE else [],
        "shares_hold": roll.shares_hold if sheet.kind == SubjectKind.COMMUNE else None,
        "began": _began_after_registration(sheet),
        "decided_late": sheet.decided_on is not None and window.is_late(sheet.decided_on),
    }
    return render(request, "steering/assessment.html", context)


def _lines(
    request: ActorRequest,
    sheet: AssessmentSheet,
    roll: Roll,
    marks: dict[int, CriterionMark],
    form: JudgeForm | None,
) -> list[CriterionLine]:
    criteria = roll.rules.criteria[sheet.kind]
    figures = figures_of(request.actor, sheet, criteria, roll.rules.windows[sheet.kind])
    return [
        CriterionLine(
            row,
            marks.get(row.pk),
            figures.get(row.key, []),
            form[row.key] if form else None,
            form[note_name(row)] if form else None,
        )
        for row in criteria
    ]


def _obstacles(roll: Roll, entry: Entry | None, marks: dict[int, CriterionMark]) -> list[str]:
    found = roll.obstacles_of(entry, marks.values()) if entry else []
    return [str(OBSTACLES[obstacle]) for obstacle in found]


def _began_after_registration(sheet: AssessmentSheet) -> date | None:
    """The first day of a subject that was registered before it: it continues another."""
    subject: Any = sheet.body or sheet.unit
    began = subject.valid_from
    if began and sheet.registered_on and sheet.registered_on < began:
        return began
    return None
