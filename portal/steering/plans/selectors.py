"""Queries of plans, their targets, tasks and costs; the first argument is the actor who reads, where rows are scoped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.core import clock
from portal.core.deadlines import days_left, is_late
from portal.core.formatting import day as day_words
from portal.core.formatting import number
from portal.steering.choices import PlanPurpose
from portal.steering.models import Plan, PlanCost, PlanTarget, PlanTask
from portal.steering.models.plans import handed_down_to
from portal.steering.plans.parts import costs_in, targets_in, tasks_in
from portal.steering.plans.states import CARRIED_OUT, PlanState, TaskState
from portal.units.areas import Area, rows_in
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.scoping import column_of, seat_id


#: Of two plans that were both carried out in a year, which one speaks: the one in force, then the one that ended.
def _rank(column: str) -> Case:
    return Case(
        When(**{column: PlanState.IN_FORCE}, then=Value(0)),
        When(**{column: PlanState.ENDED}, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


_RANK = _rank("plan__state")


def plans(actor: Actor) -> QuerySet[Plan]:
    """The plans an actor may see, each with its unit."""
    return Plan.objects.visible_to(actor).select_related("unit")


def plan_or_404(actor: Actor, public_id: str) -> Plan:
    """One plan that an actor may see, with its unit and paper; Http404 for any other."""
    rows = plans(actor).select_related("unit", "directive", "copied_from__unit")
    return get_object_or_404(rows, public_id=public_id)


def task_or_404(actor: Actor, public_id: str) -> PlanTask:
    """One task that an actor may see, of a plan one reads or of one's own unit; Http404 for any other."""
    rows = PlanTask.objects.visible_to(actor).select_related(
        "plan__unit", "owner_unit__hamlet", "owner_body", "settled_by"
    )
    return get_object_or_404(rows, public_id=public_id)


def of_unit_q(unit: Unit) -> Q:
    """A unit's own plans, its predecessors' among them."""
    return Q(**{column_of(unit): seat_id(unit), "unit__level": unit.level})


def plan_of_year(unit: Unit, year: int, purpose: str = PlanPurpose.MODEL) -> Plan | None:
    """The plan of a unit in force in a year; for screens and commands that ask who may see it."""
    rows = Plan.objects.unscoped("the plan of one unit").filter(
        unit=unit, purpose=purpose, state=PlanState.IN_FORCE, first_year__lte=year, last_year__gte=year
    )
    return rows.select_related("unit", "directive").first()


def plan_carried_out(unit: Unit, year: int, purpose: str = PlanPurpose.MODEL) -> Plan | None:
    """The plan of a unit that speaks for a year: the one in force, else the one that was carried out last."""
    rows = Plan.objects.unscoped("the plan of one unit").filter(
        unit=unit, purpose=purpose, state__in=CARRIED_OUT, first_year__lte=year, last_year__gte=year
    )
    return rows.select_related("unit", "directive").order_by(_rank("state"), "-pk").first()


# --- targets -----------------------------------------------------------------------------------------


def targets_of_area(area: Area) -> dict[str, int]:
    """The targets of an area's plans of the model in the year of its day, by subject: its own; of a commune without its
    own, those on which its predecessors all agree."""
    rows = rows_in(
        area,
        PlanTarget.objects.unscoped("targets of one area").filter(
            year=area.day.year, plan__purpose=PlanPurpose.MODEL, plan__state__in=CARRIED_OUT
        ),
    )
    by_unit: dict[tuple[str, int], int] = {}
    ranked = rows.filter(at_hamlet=None).order_by(_RANK, "-plan_id")
    for subject, percent, unit in ranked.values_list("subject", "percent", "unit"):
        by_unit.setdefault((subject, unit), percent)
    own = {subject: percent for (subject, unit), percent in by_unit.items() if unit == area.unit.pk}
    found: dict[str, set[int]] = {}
    for (subject, _unit), percent in by_unit.items():
        found.setdefault(subject, set()).add(percent)
    agreed = {subject: percents.pop() for subject, percents in found.items() if len(percents) == 1}
    return (agreed if area.level == Level.COMMUNE else {}) | own


@dataclass(frozen=True)
class TargetFromAbove:
    """What a unit above wants of a subject in a year."""

    percent: int
    plan: Plan


def targets_from_above(plan: Plan, year: int) -> dict[str, TargetFromAbove]:
    """The highest target of each subject that plans of units above hand down for a year, for a plan's purpose."""
    rows = PlanTarget.objects.unscoped("targets handed down to one unit").filter(
        handed_down_to([plan.unit], "plan__"), year=year, plan__purpose=plan.purpose
    )
    # Of one unit the plan in force speaks, else the one carried out last.
    spoken: dict[tuple[int, str], PlanTarget] = {}
    for target in rows.select_related("plan__unit").order_by(_RANK, "-plan_id"):
        spoken.setdefault((target.unit_id, target.subject), target)
    found: dict[str, TargetFromAbove] = {}
    for target in spoken.values():
        held = found.get(target.subject)
        if held is None or target.percent > held.percent:
            found[target.subject] = TargetFromAbove(target.percent, target.plan)
    return found


def targets_by_subject(plan: Plan) -> dict[tuple[str, int], int]:
    """The targets of a plan whose reader was asked for: percent by subject and year."""
    rows = targets_in(plan)
    return {(target.subject, target.year): target.percent for target in rows}


#: A task with so few days left, or fewer, stands out.
SOON_DAYS = 5


# --- tasks -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TaskLine:
    """A task as it stands on a day."""

    task: PlanTask
    today: date

    @property
    def is_late(self) -> bool:
        """Whether it is open after its last day in time."""
        return self.task.state == TaskState.OPEN and is_late(self.task.due_on, self.today)

    @property
    def days_left(self) -> int | None:
        """Days until its last day in time, negative once that has passed; None for one that is not open or has none."""
        if self.task.state != TaskState.OPEN or self.task.due_on is None:
            return None
        return days_left(self.task.due_on, self.today)

    @property
    def due_words(self) -> str:
        """How long is left in words, of a task that is not open when it was settled."""
        left = self.days_left
        if self.task.state != TaskState.OPEN:
            return day_words(self.task.settled_on)
        if left is None:
            return _("làm thường xuyên")
        if self.is_late:
            return _("quá hạn %(days)s ngày") % {"days": number(-left)}
        return _("còn %(days)s ngày") % {"days": number(left)} if left else _("hạn hôm nay")

    @property
    def due_tone(self) -> str:
        """The tone of these words: "late", "waiting" for what is due soon, else "neutral"."""
        left = self.days_left
        if left is None or left > SOON_DAYS:
            return "neutral"
        return "late" if self.is_late else "waiting"

    @property
    def owners(self) -> str:
        """Whose the task is, in words."""
        names = [
            self.task.owner_body and self.task.owner_body.name,
            self.task.owner_unit and self.task.owner_unit.title,
        ]
        return " · ".join(name for name in names if name) or _("các đơn vị cấp dưới")


def task_lines(rows: Iterable[PlanTask], *, today: date | None = None) -> list[TaskLine]:
    """Tasks as they stand: late ones first, the longest overdue on top; then open ones by their day, those without one
    last; then what was done and what was dropped."""
    today = today or clock.today()
    lines = [TaskLine(task, today) for task in rows]
    order = {TaskState.OPEN: 0, TaskState.DONE: 1, TaskState.DROPPED: 2}
    return sorted(
        lines,
        key=lambda line: (
            order[TaskState(line.task.state)],
            (line.task.due_on or date.max) if line.task.state == TaskState.OPEN else date.max,
            line.task.number,
        ),
    )


def tasks_of(plan: Plan) -> QuerySet[PlanTask]:
    """The tasks of a plan whose reader was asked for, each with its owners."""
    rows = tasks_in(plan)
    return rows.select_related("owner_unit__hamlet", "owner_body", "settled_by").order_by("number")


def own_tasks(actor: Actor) -> QuerySet[PlanTask]:
    """The tasks of plans in force that are for an actor's own units to do, what was dropped left out."""
    mine = Q(plan__state=PlanState.IN_FORCE) & PlanTask.owned_by(actor)
    rows = PlanTask.objects.visible_to(actor).filter(mine).exclude(state=TaskState.DROPPED)
    return rows.select_related("plan__unit", "owner_unit__hamlet", "owner_body").order_by("due_on", "number")


# --- costs -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Estimate:
    """The cost estimate of a year: its lines, and in đồng what they come to and what was spent."""

    year: int
    lines: list[PlanCost]

    @property
    def amount(self) -> int:
        """What all lines are estimated at."""
        return sum(line.amount for line in self.lines)

    @property
    def spent(self) -> int:
        """What was spent on all lines."""
        return sum(line.spent for line in self.lines)

    @property
    def left(self) -> int:
        """What is left of the estimate; below zero where more was spent."""
        return self.amount - self.spent

    @property
    def over(self) -> int:
        """How much more was spent than estimated, 0 where it was not."""
        return max(-self.left, 0)


def estimate(plan: Plan, year: int) -> Estimate:
    """The estimate of a year of a plan whose reader was asked for."""
    rows = costs_in(plan).filter(year=year)
    return Estimate(year, list(rows.order_by("place", "pk")))


def estimated_years(plan: Plan) -> dict[int, int]:
    """What a plan's years are estimated at, for years with lines."""
    rows = costs_in(plan).values("year").annotate(sum=Sum(F("quantity") * F("unit_price")))
    return dict(rows.order_by("year").values_list("year", "sum"))
