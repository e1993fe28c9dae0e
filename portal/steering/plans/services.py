"""Changes to a plan as a whole: draft, edit, its transitions."""

from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.core import audited_writes
from portal.core.submissions import Key, claim
from portal.steering.directives.selectors import of_register
from portal.steering.models import Directive, Plan
from portal.steering.models.plans import PLAN_TEXTS
from portal.steering.plans import policies, reminders
from portal.steering.plans.parts import costs_in, targets_in, tasks_in
from portal.steering.plans.states import PLAN_TRANSITIONS, PlanState
from portal.steering.secrecy import check_not_secret
from portal.units.choices import Level
from portal.units.locks import lock_row, lock_unit
from portal.units.models import Unit


class PlanDetails(TypedDict, total=False):
    """What a plan says of itself."""

    purpose: Required[str]
    title: Required[str]
    first_year: Required[int]
    last_year: Required[int]
    directive: Directive | None
    aims: str
    demands: str
    measures: str
    handed_down: bool


class PlanTransitionDetails(TypedDict, total=False):
    """What is said with a transition: whether a plan that begins replaces those in force in its years, and a note."""

    replacing: bool
    note: str


@transaction.atomic
def draft_plan(*, by: AnyActor, unit: Unit, key: Key | None = None, **details: Unpack[PlanDetails]) -> Plan:
    """Begin a draft of a plan of a unit. Raises Refused for who does not write its plans, ValidationError by field."""
    lock_unit(unit)
    policies.check_keep(by, unit)
    sent = claim(key, by=by, model=Plan)
    if sent.earlier:
        return sent.earlier
    return sent.keep(add_draft(by=by, unit=unit, plan=Plan(**details)))


def add_draft(*, by: AnyActor, unit: Unit, plan: Plan) -> Plan:
    """Write a new draft, for services that hold the unit and have asked the policy."""
    plan.place_in(unit)
    _check(plan)
    return audited_writes.add_row(plan, by=by, action="plan.draft")


@transaction.atomic
def edit_plan(*, by: AnyActor, plan: Plan, version: int, **details: Unpack[PlanDetails]) -> Plan:
    """Change what a plan says of itself; a year with targets, costs or due days stays within its period.

    Raises Conflict when someone else was first, Refused, ValidationError by field.
    """
    lock_row(plan, alone=[plan.unit])
    policies.check_change(by, plan)
    audited_writes.check_version(plan, version)
    proposed = Plan(pk=plan.pk, unit=plan.unit, state=plan.state, **details)
    proposed.place_as(plan.unit)
    _check(proposed)
    _check_years_hold(plan, proposed)
    if plan.state == PlanState.IN_FORCE:
        _check_alone(proposed)
    return audited_writes.change_row(plan, by=by, action="plan.edit", version=version, **details)


@transaction.atomic
def transition_plan(
    *, by: AnyActor, plan: Plan, name: str, version: int, **given: Unpack[PlanTransitionDetails]
) -> Plan:
    """Make one of the table's transitions. A plan that begins takes the place of those in force in its years only if
    `replacing`.

    Raises NotNow where the plan's state has no such transition, Refused, Conflict, ValidationError; LookupError for
    "replace", which the plan that takes the place makes.
    """
    if name == "replace":
        raise LookupError("a plan is replaced by the one that begins in its place")
    lock_row(plan, alone=[plan.unit])
    policies.check_transition(by, plan, name)
    audited_writes.check_version(plan, version)
    if name == "begin" and given.get("replacing"):
        for other in in_force_beside(plan):
            _move(other, "replace", by=by)
    if name in ("begin", "resume"):
        _check_alone(plan)
    return _move(plan, name, by=by, note=given.get("note", ""))


def in_force_beside(plan: Plan) -> QuerySet[Plan]:
    """The plans of the same unit and purpose that are in force in some of a plan's years."""
    rows = Plan.objects.unscoped("one plan in force a unit, purpose and year").filter(
        unit=plan.unit, purpose=plan.purpose, state=PlanState.IN_FORCE
    )
    beside = rows.filter(first_year__lte=plan.last_year, last_year__gte=plan.first_year)
    return beside.exclude(pk=plan.pk).order_by("first_year", "pk")


def _move(plan: Plan, name: str, *, by: AnyActor, note: str = "") -> Plan:
    target = PLAN_TRANSITIONS[name].target
    audited_writes.change_row(plan, by=by, action=f"plan.{name}", state=target, note=note)
    if target != PlanState.IN_FORCE:
        reminders.settle_plan(plan)
    return plan


def _check(plan: Plan) -> None:
    check_not_secret(plan, ["title", *PLAN_TEXTS])
    wrong: dict[str, str] = {}
    if plan.last_year < plan.first_year:
        wrong["last_year"] = _("Năm cuối không thể trước năm đầu.")
    elif len(plan.years) > MOST_YEARS:
        wrong["last_year"] = _("Kế hoạch dài nhất %(most)d năm. Xem lại năm.") % {"most": MOST_YEARS}
    if plan.handed_down and plan.unit.level not in (Level.PROVINCE, Level.DISTRICT):
        wrong["handed_down"] = _("Chỉ cấp tỉnh, cấp huyện giao chỉ tiêu xuống.")
    if plan.directive and not _is_own_paper(plan, plan.directive):
        wrong["directive"] = _("Chỉ chọn văn bản trong sổ của đơn vị.")
    if wrong:
        raise ValidationError(wrong)


#: A longer period is a slip of a year; its page would have no room for a column a year.
MOST_YEARS = 10


def _is_own_paper(plan: Plan, paper: Directive) -> bool:
    rows = Directive.objects.unscoped("narrowed to the register of the plan's unit")
    return rows.filter(of_register(plan.unit), pk=paper.pk).exists()


def _check_alone(plan: Plan) -> None:
    """Of a purpose one plan of a unit is in force in a year; on PostgreSQL a constraint holds it too."""
    other = in_force_beside(plan).first()
    if other:
        raise ValidationError(
            {
                "replacing": _(
                    "“%(title)s” (%(period)s) đang thực hiện trong cùng năm. Đánh dấu để kế hoạch mới thay kế hoạch đó, hoặc kết thúc kế hoạch đó trước."
                )
                % {"title": other.title, "period": other.period}
            }
        )


def _check_years_hold(plan: Plan, proposed: Plan) -> None:
    first, last = proposed.first_year, proposed.last_year
    outside = Q(year__lt=first) | Q(year__gt=last)
    due_outside = Q(due_on__year__lt=first) | Q(due_on__year__gt=last)
    if targets_in(plan).filter(outside).exists():
        kept = _("chỉ tiêu")
    elif costs_in(plan).filter(outside).exists():
        kept = _("dự toán")
    elif tasks_in(plan).filter(due_outside).exists():
        kept = _("hạn của việc")
    else:
        return
    raise ValidationError(
        {"last_year": _("Đã có %(what)s ngoài các năm này. Xóa hoặc sửa trước.") % {"what": kept}}
    )
