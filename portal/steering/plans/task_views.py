"""Pages of a plan's tasks: one task, and the forms that change it."""

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
from portal.core.forms import refusals_as_messages, refusals_on
from portal.core.undo import offer_undo
from portal.oversight.outside_access import records_outside_access, shows
from portal.steering.models import Plan, PlanTask
from portal.steering.phone import base_of
from portal.steering.plans import policies, selectors, task_services
from portal.steering.plans.owners import possible_bodies, possible_units
from portal.steering.plans.states import TASK_TONE
from portal.steering.plans.task_forms import DropTaskForm, EditTaskForm, NewTaskForm, ReportTaskForm
from portal.units.choices import Level


@needs(Permission.VIEW_STEERING, Permission.REPORT_TASKS, Permission.REPORT_BODY_TASKS)
@records_outside_access("task.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One task: whose it is, until when, what came of it."""
    actor = request.actor
    task = selectors.task_or_404(actor, public_id)
    shows(request, task)
    sees_plan = selectors.plans(actor).filter(pk=task.plan_id).exists()
    context = _context(request, task) | {
        "line": selectors.task_lines([task])[0],
        "tone": TASK_TONE[task.state],
        "sees_plan": sees_plan,
        "can_report": policies.can_task_transition(actor, task, "report"),
        "can_drop": policies.can_task_transition(actor, task, "drop"),
        "can_reopen": policies.can_task_transition(actor, task, "reopen"),
        "can_change": policies.can_change(actor, task.plan),
    }
    return render(request, "steering/task.html", context)


@needs(Permission.EDIT_STEERING)
def add(request: ActorRequest, public_id: str) -> HttpResponse:
    """Add a task to a plan; `tiep` in the form asks for the next one at once."""
    plan = selectors.plan_or_404(request.actor, public_id)
    policies.check_change(request.actor, plan)
    form = NewTaskForm(request.POST or None, initial={"owner_unit": plan.unit.public_id}, **_choices(plan))
    if form.is_valid():
        with refusals_on(form):
            task = task_services.add_task(by=request.actor, plan=plan, **form.cleaned_data)
            messages.success(request, _("Đã thêm việc số %(number)d.") % {"number": task.number})
            if "tiep" in request.POST:
                return redirect("steering:add-task", plan.public_id)
            return redirect("steering:plan", plan.public_id)
    context = {"form": form, "plan": plan, "title": _("Thêm việc"), "submit": _("Thêm việc"), "next": True}
    return render(request, "steering/task_form.html", context | {"base": "steering/base.html"})


@needs(Permission.EDIT_STEERING)
def edit(request: ActorRequest, public_id: str) -> HttpResponse:
    """Change what a task says, whose it is, until when."""
    task = selectors.task_or_404(request.actor, public_id)
    policies.check_change(request.actor, task.plan)
    initial: dict[str, Any] = {
        name: getattr(task, name) for name in ("text", "due_on", "for_below", "version")
    }
    initial["owner_unit"] = task.owner_unit and task.owner_unit.public_id
    initial["owner_body"] = task.owner_body and task.owner_body.public_id
    form = EditTaskForm(request.POST or None, initial=initial, **_choices(task.plan, task))
    if form.is_valid():
        with refusals_on(form, row=task):
            task_services.edit_task(by=request.actor, task=task, **form.cleaned_data)
            messages.success(request, _("Đã lưu."))
            return redirect("steering:task", task.public_id)
    return _form(request, task, form, title=_("Sửa việc"), submit=_("Lưu"))


@needs(Permission.REPORT_TASKS, Permission.REPORT_BODY_TASKS)
def report(request: ActorRequest, public_id: str) -> HttpResponse:
    """Report a task done, with what came of it."""
    task = selectors.task_or_404(request.actor, public_id)
    policies.check_task_transition(request.actor, task, "report")
    initial = {"version": task.version, "result": task.result}
    form = ReportTaskForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_on(form, row=task):
            task_services.transition_task(by=request.actor, task=task, name="report", **form.cleaned_data)
            _offer_undo(request, task, _("Đã báo xong việc này."))
            return redirect("steering:task", task.public_id)
    note = _("Ban Chỉ đạo của đơn vị lập kế hoạch đọc được kết quả này.")
    return _form(request, task, form, title=_("Báo kết quả"), submit=_("Báo đã xong"), note=note)


@needs(Permission.EDIT_STEERING)
def drop(request: ActorRequest, public_id: str) -> HttpResponse:
    """Note that a task is not to be done any more, and why."""
    task = selectors.task_or_404(request.actor, public_id)
    policies.check_task_transition(request.actor, task, "drop")
    form = DropTaskForm(request.POST or None, initial={"version": task.version})
    if form.is_valid():
        with refusals_on(form, row=task):
            task_services.transition_task(by=request.actor, task=task, name="drop", **form.cleaned_data)
            _offer_undo(request, task, _("Đã ghi không làm việc này nữa."))
            return redirect("steering:task", task.public_id)
    return _form(request, task, form, title=_("Không làm nữa"), submit=_("Không làm nữa"))


@require_POST
@needs(Permission.REPORT_TASKS, Permission.REPORT_BODY_TASKS)
def reopen(request: ActorRequest, public_id: str) -> HttpResponse:
    """Open a task again that was reported done or dropped."""
    task = selectors.task_or_404(request.actor, public_id)
    policies.check_task_transition(request.actor, task, "reopen")
    with refusals_as_messages(request):
        task_services.transition_task(by=request.actor, task=task, name="reopen", version=task.version)
        messages.success(request, _("Việc này lại đang làm."))
    return redirect("steering:task", task.public_id)


def _offer_undo(request: ActorRequest, task: PlanTask, text: str) -> None:
    offer_undo(request, text, url=reverse("steering:reopen-task", args=[task.public_id]))


def _context(request: ActorRequest, task: PlanTask) -> dict[str, Any]:
    return {"task": task, "plan": task.plan, "base": base_of(request)}


def _form(request: ActorRequest, task: PlanTask, form: Any, **context: Any) -> HttpResponse:
    return render(request, "steering/task_form.html", {"form": form} | _context(request, task) | context)


def _choices(plan: Plan, task: PlanTask | None = None) -> dict[str, Any]:
    """What a task may be given to; the owner that it has, though it has ended, among them."""
    units, bodies = possible_units(plan), possible_bodies(plan)
    if task and task.owner_unit_id:
        units = (units | units.model.objects.filter(pk=task.owner_unit_id)).distinct()
    if task and task.owner_body:
        named = bodies.model.objects.unscoped("the owner that a task has").filter(pk=task.owner_body.pk)
        bodies = (bodies | named.select_related("unit__hamlet")).distinct()
    return {
        "units": units,
        "bodies": bodies,
        "hands_down": plan.unit.level in (Level.PROVINCE, Level.DISTRICT),
    }
