"""Pages of the rollout: how far one's commune is, and for a province or district the table of communes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups import rollout_policies, rollout_selectors, rollout_services
from groups.choices import RolloutStage
from groups.rollout_forms import DeadlineForm, RolloutDayForm, StageForm
from groups.rollout_selectors import RolloutLine
from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.forms import refusals_as_messages, refusals_on
from portal.core.list_filters import filter_links
from portal.core.undo import offer_undo
from portal.oversight.outside_access import records_outside_access, shows_list
from portal.steering.directives.selectors import own_directives
from portal.units.choices import Level
from portal.units.models import Unit

_NOT_STARTED, _LATE = "chua", "qua-han"


@needs(Permission.VIEW_STEERING)
@records_outside_access("rollout.view")
def rollout(request: ActorRequest) -> HttpResponse:
    """How far the commune worked for is; of a province or district the table of its communes."""
    unit = request.actor.unit_with(Permission.VIEW_STEERING)
    shows_list(request, unit)
    return _of_commune(request, unit) if unit.level == Level.COMMUNE else _of_communes(request, unit)


def _of_commune(request: ActorRequest, unit: Unit) -> HttpResponse:
    steps = rollout_selectors.steps_of(unit)
    stages = [
        {
            "stage": stage,
            "step": steps.get(stage),
            "pilots": rollout_selectors.pilots_of(steps[stage]) if stage in steps else [],
        }
        for stage in RolloutStage
    ]
    lines = rollout_selectors.rollout(unit, clock.today())
    context = {
        "unit": unit,
        "stages": stages,
        "line": lines[0] if lines else None,
        "can_note": rollout_policies.can_note(request.actor, unit),
    }
    return render(request, "groups/rollout_commune.html", context)


def _of_communes(request: ActorRequest, unit: Unit) -> HttpResponse:
    form = RolloutDayForm.asked(request.GET)
    day = min(form.cleaned_data["ngay"], clock.today()) if form.is_valid() else clock.today()
    lines, asked = rollout_selectors.rollout(unit, day), request.GET.get("loc", "")
    options = [
        ("", _("Tất cả")),
        (_NOT_STARTED, _("Chưa triển khai")),
        *RolloutStage.choices,
        (_LATE, _("Quá hạn")),
    ]
    counted = [(value, f"{label} ({len(_narrowed(lines, value))})") for value, label in options]
    can_urge = rollout_policies.can_urge(request.actor, unit) and day == clock.today()
    context = {
        "unit": unit,
        "form": form,
        "day": day,
        "lines": _narrowed(lines, asked),
        "chips": filter_links(request, "loc", counted, chosen=asked),
        "deadline": rollout_selectors.deadline_on(unit, day),
        "can_urge": can_urge,
        "today": clock.today(),
    }
    return render(request, "groups/rollout_province.html", context)


def _narrowed(lines: list[RolloutLine], asked: str) -> list[RolloutLine]:
    if asked == _LATE:
        return [line for line in lines if line.is_late and not line.has_launched]
    if asked == _NOT_STARTED:
        return [line for line in lines if line.stage is None]
    if asked in RolloutStage.values:
        return [line for line in lines if line.stage == asked]
    return lines


@needs(Permission.EDIT_STEERING)
def note_stage(request: ActorRequest, stage: str) -> HttpResponse:
    """Note on which day one's commune reached a stage."""
    unit = _own(request)
    chosen = _stage_or_404(stage)
    rollout_policies.check_note(request.actor, unit)
    step = rollout_selectors.steps_of(unit).get(chosen)
    initial: dict[str, object] = {"reached_on": clock.today()}
    if step:
        pilots = [group.public_id for group in rollout_selectors.pilots_of(step)]
        initial = {"reached_on": step.reached_on, "note": step.note, "groups": pilots}
    groups = rollout_selectors.possible_pilots(unit)
    form = StageForm(request.POST or None, stage=chosen, groups=groups, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            rollout_services.note_stage(by=request.actor, unit=unit, stage=chosen, **form.cleaned_data)
            messages.success(request, _("Đã ghi."))
            return redirect("groups:rollout")
    return render(request, "groups/rollout_form.html", {"form": form, "title": chosen.label, "unit": unit})


@require_POST
@needs(Permission.EDIT_STEERING)
def take_back_stage(request: ActorRequest, stage: str) -> HttpResponse:
    """Take back that one's commune reached a stage."""
    unit, chosen = _own(request), _stage_or_404(stage)
    rollout_policies.check_note(request.actor, unit)
    step = rollout_selectors.steps_of(unit).get(chosen)
    pilots = rollout_selectors.pilots_of(step) if step else []
    with refusals_as_messages(request):
        if step and rollout_services.take_back_stage(by=request.actor, unit=unit, stage=chosen):
            offer_undo(
                request,
                _("Đã bỏ “%(stage)s”.") % {"stage": chosen.label},
                url=reverse("groups:note-stage", args=[chosen]),
                fields=[
                    ("reached_on", step.reached_on.isoformat()),
                    ("note", step.note),
                    *(("groups", group.public_id) for group in pilots),
                ],
            )
    return redirect("groups:rollout")


@needs(Permission.EDIT_STEERING)
def deadline(request: ActorRequest) -> HttpResponse:
    """Set by when every commune of one's province is to have launched."""
    unit = _own(request)
    rollout_policies.check_urge(request.actor, unit)
    held = rollout_selectors.deadline_on(unit, clock.today())
    initial = {"directive": held.directive.public_id, "due_on": held.due_on} if held else {}
    directives = own_directives(request.actor, unit)
    form = DeadlineForm(request.POST or None, directives=directives, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            rollout_services.set_deadline(by=request.actor, unit=unit, **form.cleaned_data)
            messages.success(request, _("Đã đặt thời hạn."))
            return redirect("groups:rollout")
    title = _("Thời hạn triển khai")
    return render(request, "groups/rollout_form.html", {"form": form, "title": title, "unit": unit})


@require_POST
@needs(Permission.EDIT_STEERING)
def remind(request: ActorRequest) -> HttpResponse:
    """Remind the communes named (`xa`) of one's province that they have not launched yet."""
    unit, named = _own(request), set(request.POST.getlist("xa"))
    rollout_policies.check_urge(request.actor, unit)
    lines = rollout_selectors.rollout(unit, clock.today())
    communes = [line.commune for line in lines if line.commune.public_id in named]
    if len(communes) < len(named):
        raise Http404("a commune outside one's province")
    with refusals_as_messages(request):
        sent = rollout_services.remind(by=request.actor, unit=unit, communes=communes)
        said = _("Đã nhắc %(number)d xã.") if sent else _("Hôm nay đã nhắc rồi, không gửi thêm.")
        messages.success(request, said % {"number": sent} if sent else said)
    return redirect("groups:rollout")


def _own(request: ActorRequest) -> Unit:
    return request.actor.unit_with(Permission.EDIT_STEERING)


def _stage_or_404(stage: str) -> RolloutStage:
    if stage not in RolloutStage.values:
        raise Http404("no such stage")
    return RolloutStage(stage)
