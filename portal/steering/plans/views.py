"""Pages of plans: the list, one plan with where it stands, and the forms that change it as a whole."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.forms import refusals_as_messages, refusals_on
from portal.core.list_filters import EmptyText, filter_links, nothing_found
from portal.core.lists import page
from portal.core.undo import offer_undo
from portal.oversight.outside_access import records_outside_access, shows, shows_listed
from portal.steering.choices import PlanPurpose
from portal.steering.directives.lineage import lineage_of
from portal.steering.directives.selectors import possible_papers
from portal.steering.models import Plan
from portal.steering.models.plans import PLAN_TEXTS, handed_down_to
from portal.steering.plans import copying, policies, selectors, services, target_services
from portal.steering.plans.forms import (
    BeginPlanForm,
    CopyPlanForm,
    EditPlanForm,
    EndPlanForm,
    NewPlanForm,
    TargetsForm,
)
from portal.steering.plans.standing import standings
from portal.steering.plans.states import PLAN_TONE, TASK_TONE
from portal.steering.plans.tables import PlanTable
from portal.units.choices import Level
from portal.units.models import Unit

_EDITED = ("purpose", "title", "first_year", "last_year", "directive", *PLAN_TEXTS, "handed_down")
#: The texts of a plan under their headings.
_TEXTS = (
    ("aims", gettext_lazy("Mục đích")),
    ("demands", gettext_lazy("Yêu cầu")),
    ("measures", gettext_lazy("Nhiệm vụ, giải pháp chung")),
)
_OWN, _ABOVE, _BELOW = "", "cap-tren", "cap-duoi"


@needs(Permission.VIEW_STEERING)
@records_outside_access("plan.list")
def plan_list(request: ActorRequest) -> HttpResponse:
    """The plans of the unit one works for; by `xem` those handed down to it, or those of the units below."""
    actor, chosen, purpose = request.actor, request.GET.get("xem", _OWN), request.GET.get("loai", "")
    shows_listed(request, Permission.VIEW_STEERING)
    unit = actor.unit_with(Permission.VIEW_STEERING)
    rows = _whose(selectors.plans(actor), unit, chosen)
    if purpose in PlanPurpose.values:
        rows = rows.filter(purpose=purpose)
    narrowed = bool(purpose or chosen)
    empty = nothing_found(request, "", "", filters=("xem", "loai")) if narrowed else _no_plan(request)
    can_add = actor.has(Permission.EDIT_STEERING)
    context = {
        "unit": unit,
        "list": page(request, PlanTable, rows, empty=empty),
        "chips": filter_links(request, "xem", _sides(unit), chosen=chosen),
        "purposes": filter_links(
            request, "loai", [("", _("Mọi nội dung")), *PlanPurpose.choices], chosen=purpose
        ),
        "can_add": can_add,
        "can_copy": can_add and copying.copyable(actor.unit_with(Permission.EDIT_STEERING)).exists(),
        "crumbs": [*_crumbs(request)[:1], {"label": _("Kế hoạch")}],
    }
    return render(request, "steering/plans.html", context)


def _sides(unit: Unit) -> list[tuple[str, str]]:
    sides = [(_OWN, _("Của đơn vị tôi"))]
    if unit.level != Level.PROVINCE:
        sides.append((_ABOVE, _("Cấp trên giao")))
    if unit.level in (Level.PROVINCE, Level.DISTRICT):
        sides.append((_BELOW, _("Của các đơn vị cấp dưới")))
    return sides


def _whose(rows: Any, unit: Unit, chosen: str) -> Any:
    own = selectors.of_unit_q(unit)
    if chosen == _ABOVE:
        return rows.filter(handed_down_to([unit]))
    if chosen == _BELOW:
        return rows.of_unit(unit).exclude(own)
    return rows.filter(own)


def _no_plan(request: ActorRequest) -> EmptyText:
    new = reverse("steering:new-plan") if request.actor.has(Permission.EDIT_STEERING) else ""
    text = _("Lập kế hoạch với chỉ tiêu từng năm, việc giao cho ai, đến khi nào, và dự toán kinh phí.")
    return EmptyText(_("Chưa có kế hoạch nào"), text, new, _("Lập kế hoạch"))


@needs(Permission.EDIT_STEERING)
def new(request: ActorRequest) -> HttpResponse:
    """Begin a draft of a plan of the unit one works for."""
    unit = request.actor.unit_with(Permission.EDIT_STEERING)
    year = clock.today().year
    form = NewPlanForm(
        request.POST or None,
        initial={"first_year": year, "last_year": year},
        **_choices(request, unit),
    )
    if form.is_valid():
        with refusals_on(form):
            plan = services.draft_plan(by=request.actor, unit=unit, **form.cleaned_data)
            messages.success(
                request, _("Đã lập dự thảo. Nhập chỉ tiêu, việc, dự toán rồi đưa vào thực hiện.")
            )
            return redirect("steering:plan", plan.public_id)
    return _form(request, form, title=_("Lập kế hoạch"), submit=_("Lập dự thảo"), draft="plan")


@needs(Permission.EDIT_STEERING)
def copy(request: ActorRequest) -> HttpResponse:
    """Begin a draft from another plan (`tu`): last year's, a predecessor's, or one from above."""
    unit = request.actor.unit_with(Permission.EDIT_STEERING)
    sources = copying.copyable(unit)
    source = sources.filter(public_id=request.GET.get("tu", "")).first() or sources.first()
    form = CopyPlanForm(request.POST or None, initial=_next_of(source, unit), sources=sources)
    if form.is_valid():
        with refusals_on(form):
            plan = copying.copy_plan(by=request.actor, unit=unit, **form.cleaned_data)
            messages.success(
                request,
                _("Đã lập dự thảo từ kế hoạch kia. Xem lại chỉ tiêu, việc, dự toán trước khi thực hiện."),
            )
            return redirect("steering:plan", plan.public_id)
    return _form(request, form, title=_("Lập từ kế hoạch đã có"), submit=_("Lập dự thảo"), draft="copy-plan")


def _next_of(source: Plan | None, unit: Unit) -> dict[str, Any]:
    """The years that follow a unit's own plan; of one from above, its years."""
    if source is None:
        return {"first_year": clock.today().year, "last_year": clock.today().year}
    shift = len(source.years) if source.unit.level == unit.level else 0
    return {
        "source": source.public_id,
        "first_year": source.first_year + shift,
        "last_year": source.last_year + shift,
    }


@needs(Permission.VIEW_STEERING)
@records_outside_access("plan.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One plan in a year (`nam`): targets and where we stand, tasks with late ones first, money against the estimate."""
    actor = request.actor
    plan = selectors.plan_or_404(actor, public_id)
    shows(request, plan)
    year = year_shown(request, plan)
    changes = policies.can_change(actor, plan)
    # Of a plan that was handed down one sees what is handed down.
    inside = actor.may(Permission.VIEW_STEERING, plan)
    lines = selectors.task_lines(selectors.tasks_of(plan))
    context = {
        "plan": plan,
        "tone": PLAN_TONE[plan.state],
        "texts": [(label, getattr(plan, name)) for name, label in _TEXTS if getattr(plan, name)],
        "task_tones": TASK_TONE,
        "year": year,
        "years": filter_links(request, "nam", [(str(one), str(one)) for one in plan.years], chosen=str(year)),
        "standings": standings(actor, plan, year),
        "tasks": [line for line in lines if inside or line.task.for_below],
        "late": sum(line.is_late for line in lines) if inside else 0,
        "estimate": selectors.estimate(plan, year) if inside else None,
        "lineage": lineage_of(actor, plan.directive) if plan.directive and inside else [],
        "can_change": changes,
        "can_copy": _can_copy(request, plan),
        "moves": _moves(request, plan),
        "inside": inside,
        "crumbs": [*_crumbs(request), {"label": plan.period}],
    }
    return render(request, "steering/plan.html", context)


def year_shown(request: ActorRequest, plan: Plan) -> int:
    """The year of a plan that the address asks for; else this year, or the nearest of the plan's."""
    asked = request.GET.get("nam", "")
    if asked.isdecimal() and len(asked) == 4 and int(asked) in plan.years:
        return int(asked)
    return min(max(clock.today().year, plan.first_year), plan.last_year)


def _can_copy(request: ActorRequest, plan: Plan) -> bool:
    if not request.actor.has(Permission.EDIT_STEERING):
        return False
    unit = request.actor.unit_with(Permission.EDIT_STEERING)
    return copying.copyable(unit).filter(pk=plan.pk).exists()


#: The transitions with a page that asks; the others are done at a tap and can be undone.
_ASKED = {"begin": "steering:begin-plan", "end": "steering:end-plan"}
_TAPPED = {
    "resume": "steering:resume-plan",
    "recover": "steering:recover-plan",
    "withdraw": "steering:withdraw-plan",
    "discard": "steering:discard-plan",
}


def _moves(request: ActorRequest, plan: Plan) -> list[dict[str, Any]]:
    """What this person may do with the plan's state; each {label, url, asked, leads}: to begin is what a draft leads to."""
    moves = []
    for name, url in (*_ASKED.items(), *_TAPPED.items()):
        if policies.can_transition(request.actor, plan, name):
            moves.append(
                {
                    "label": services.PLAN_TRANSITIONS[name].label,
                    "url": reverse(url, args=[plan.public_id]),
                    "asked": name in _ASKED,
                    "leads": name == "begin",
                }
            )
    return moves


@needs(Permission.EDIT_STEERING)
def edit(request: ActorRequest, public_id: str) -> HttpResponse:
    """Change what a plan says of itself."""
    plan = selectors.plan_or_404(request.actor, public_id)
    policies.check_change(request.actor, plan)
    initial: dict[str, Any] = {name: getattr(plan, name) for name in (*_EDITED, "version")}
    initial["directive"] = plan.directive and plan.directive.public_id
    form = EditPlanForm(request.POST or None, initial=initial, **_choices(request, plan.unit))
    if form.is_valid():
        with refusals_on(form, row=plan):
            services.edit_plan(by=request.actor, plan=plan, **form.cleaned_data)
            messages.success(request, _("Đã lưu."))
            return redirect("steering:plan", plan.public_id)
    return _form(request, form, plan, title=_("Sửa kế hoạch"), submit=_("Lưu"))


@needs(Permission.EDIT_STEERING)
def begin(request: ActorRequest, public_id: str) -> HttpResponse:
    """Ask, and then put a plan in force; in place of those of its years, if that is agreed."""
    plan = selectors.plan_or_404(request.actor, public_id)
    policies.check_transition(request.actor, plan, "begin")
    form = BeginPlanForm(
        request.POST or None, initial={"version": plan.version}, beside=services.in_force_beside(plan)
    )
    if form.is_valid():
        with refusals_on(form, row=plan):
            services.transition_plan(by=request.actor, plan=plan, name="begin", **form.cleaned_data)
            _offer_undo(request, plan, _("Kế hoạch đang được thực hiện."), "steering:withdraw-plan")
            return redirect("steering:plan", plan.public_id)
    note = _("Từ lúc này chỉ tiêu được so với số liệu, người được giao việc thấy việc và được nhắc hạn.")
    return _form(request, form, plan, title=_("Đưa vào thực hiện"), submit=_("Đưa vào thực hiện"), told=note)


@needs(Permission.EDIT_STEERING)
def end(request: ActorRequest, public_id: str) -> HttpResponse:
    """End a plan that is in force, with the reason."""
    plan = selectors.plan_or_404(request.actor, public_id)
    policies.check_transition(request.actor, plan, "end")
    form = EndPlanForm(request.POST or None, initial={"version": plan.version})
    if form.is_valid():
        with refusals_on(form, row=plan):
            services.transition_plan(by=request.actor, plan=plan, name="end", **form.cleaned_data)
            _offer_undo(request, plan, _("Đã kết thúc kế hoạch."), "steering:resume-plan")
            return redirect("steering:plan", plan.public_id)
    note = _("Việc còn dở không báo kết quả được nữa và không nhắc hạn nữa.")
    return _form(request, form, plan, title=_("Kết thúc kế hoạch"), submit=_("Kết thúc"), told=note)


def tapped(name: str, done: Any, undo: str = "") -> Callable[[ActorRequest, str], HttpResponse]:
    """The view of a transition that is made at a tap: what it says when done, and the page that undoes it."""

    @require_POST
    @needs(Permission.EDIT_STEERING)
    def view(request: ActorRequest, public_id: str) -> HttpResponse:
        plan = selectors.plan_or_404(request.actor, public_id)
        policies.check_keep(request.actor, plan)
        with refusals_as_messages(request):
            services.transition_plan(by=request.actor, plan=plan, name=name, version=plan.version)
            if undo:
                _offer_undo(request, plan, str(done), undo)
            else:
                messages.success(request, done)
        return redirect("steering:plan", plan.public_id)

    view.__doc__ = f"The transition “{name}” of a plan."
    return view


withdraw = tapped("withdraw", gettext_lazy("Kế hoạch đã về dự thảo."))
resume = tapped("resume", gettext_lazy("Kế hoạch lại được thực hiện."))
discard = tapped("discard", gettext_lazy("Đã bỏ dự thảo."), "steering:recover-plan")
recover = tapped("recover", gettext_lazy("Đã lấy lại dự thảo."))


@needs(Permission.EDIT_STEERING)
def targets(request: ActorRequest, public_id: str) -> HttpResponse:
    """The targets of a plan as a table: a row a subject, a column a year."""
    plan = selectors.plan_or_404(request.actor, public_id)
    policies.check_change(request.actor, plan)
    form = TargetsForm(
        request.POST or None,
        initial={"version": plan.version},
        years=plan.years,
        held=selectors.targets_by_subject(plan),
    )
    if form.is_valid():
        with refusals_on(form, row=plan):
            target_services.set_targets(
                by=request.actor,
                plan=plan,
                version=form.cleaned_data["version"],
                percents=form.percents(),
            )
            messages.success(request, _("Đã lưu chỉ tiêu."))
            return redirect("steering:plan", plan.public_id)
    return render(request, "steering/plan_targets.html", {"form": form, "plan": plan})


def _offer_undo(request: ActorRequest, plan: Plan, text: str, undo: str) -> None:
    offer_undo(request, text, url=reverse(undo, args=[plan.public_id]))


def _form(request: ActorRequest, form: Any, plan: Plan | None = None, **context: Any) -> HttpResponse:
    return render(request, "steering/plan_form.html", {"form": form, "plan": plan} | context)


def _choices(request: ActorRequest, unit: Unit) -> dict[str, Any]:
    return {
        "papers": possible_papers(request.actor, unit),
        "hands_down": unit.level in (Level.PROVINCE, Level.DISTRICT),
    }


def _crumbs(request: ActorRequest) -> list[dict]:
    """The way from the unit one works for to its plans."""
    unit = request.actor.workplace
    return [
        {"label": unit.title, "url": reverse("units:detail", args=[unit.public_id])},
        {"label": _("Kế hoạch"), "url": reverse("steering:plans")},
    ]
