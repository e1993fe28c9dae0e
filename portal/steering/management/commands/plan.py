"""`manage.py plan --unit CODE --year YEAR`: the plan of a unit in a year, and how it is carried out."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from portal.accounts.actor import SystemActor
from portal.core import clock
from portal.core.day_input import day_argument
from portal.core.formatting import NOTHING, number, percent
from portal.core.formatting import day as day_words
from portal.steering.choices import PlanPurpose
from portal.steering.directives.lineage import Generation, whole_lineage
from portal.steering.models import Directive, Plan, PlanCost
from portal.steering.models.plans import FIRST_YEAR, LAST_YEAR
from portal.steering.plans.selectors import (
    Estimate,
    TaskLine,
    estimate,
    plan_carried_out,
    task_lines,
    tasks_of,
)
from portal.steering.plans.standing import TargetStanding, standings
from portal.units.choices import Level
from portal.units.command_options import named_unit
from portal.units.models import Unit


class Command(BaseCommand):
    help = (
        "Print the plan of a unit in a year: targets and where it stands, tasks, cost estimate, and the papers that it rests "
        "on. The code, the figures and what is late are as of the last day of the year, or today before that; states of "
        "tasks and money spent are as they are now. JSON: `value` null is not known."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", required=True, help="official code of either era")
        parser.add_argument("--year", required=True, type=int, help="a year of the plan, as 2024")
        parser.add_argument("--purpose", choices=PlanPurpose.values, default=PlanPurpose.MODEL.value)
        parser.add_argument("--on", type=day_argument, help="a day of the year, as 2024-06-30")
        parser.add_argument(
            "--level", choices=Level.values, help="where a province and a commune share a code"
        )
        parser.add_argument("--json", action="store_true", help="print as JSON")

    def handle(
        self, *, unit: str, year: int, purpose: str, on: date | None, level: str | None, **options: Any
    ) -> None:
        """Print it; exit code 1 where the code means no unit, or the unit has no plan of the year."""
        day = _day(year, on)
        told = _read(named_unit(unit, day, level, offers_day=on is None), year, purpose, day)
        if options["json"]:
            self.stdout.write(json.dumps(_whole(told, unit), ensure_ascii=False, indent=2))
            return
        for line in _text(told):
            self.stdout.write(line)


@dataclass(frozen=True)
class _Told:
    """All that is printed of a plan."""

    unit: Unit
    plan: Plan
    year: int
    day: date
    standings: list[TargetStanding]
    tasks: list[TaskLine]
    estimate: Estimate
    chain: list[Generation]


def _day(year: int, on: date | None) -> date:
    """The day as of which a year is told: the one asked for, else its last, or today before that."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CommandError(
            _("Năm %(year)d quá xa. Chọn năm từ %(first)d đến %(last)d.")
            % {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR}
        )
    if on and on.year != year:
        raise CommandError(_("Ngày %(day)s không thuộc năm %(year)d.") % {"day": day_words(on), "year": year})
    first, last = date(year, 1, 1), date(year, 12, 31)
    return on or max(first, min(last, clock.today()))


def _read(unit: Unit, year: int, purpose: str, day: date) -> _Told:
    plan = plan_carried_out(unit, year, purpose)
    if plan is None:
        raise CommandError(
            _("%(unit)s không có kế hoạch “%(purpose)s” được thực hiện trong năm %(year)d.")
            % {"unit": unit.title, "purpose": PlanPurpose(purpose).label, "year": year}
        )
    return _Told(
        unit=unit,
        plan=plan,
        year=year,
        day=day,
        standings=standings(SystemActor("a command of the operator"), plan, year, today=day),
        tasks=task_lines(tasks_of(plan), today=day),
        estimate=estimate(plan, year),
        chain=whole_lineage(plan.directive) if plan.directive else [],
    )


# --- text --------------------------------------------------------------------------------------------


def _text(told: _Told) -> list[str]:
    plan = told.plan
    return [
        f"{plan.title} ({plan.period}): {plan.get_state_display()}",
        _("Chỉ tiêu năm %(year)d, tính đến %(day)s") % {"year": told.year, "day": day_words(told.day)},
        *(f"  {_target_text(line)}" for line in told.standings),
        _("Việc"),
        *(f"  {_task_text(line)}" for line in told.tasks),
        _("Dự toán năm %(year)d, đồng") % {"year": told.year},
        *(f"  {_cost_text(line)}" for line in told.estimate.lines),
        "  "
        + _("Cộng %(amount)s, đã chi %(spent)s, còn %(left)s")
        % {
            "amount": number(told.estimate.amount),
            "spent": number(told.estimate.spent),
            "left": number(told.estimate.left),
        },
        _("Chuỗi văn bản"),
        *(f"  {_paper_text(paper)}" for generation in told.chain for paper in generation.directives),
    ]


def _target_text(line: TargetStanding) -> str:
    wanted = NOTHING if line.target is None else percent(line.target)
    above = (
        " " + _("(cấp trên giao %(percent)s)") % {"percent": percent(line.above.percent)}
        if line.above
        else ""
    )
    reached = NOTHING if line.value is None else f"{percent(line.value)} ({line.parts})"
    return f"{line.subject.label}: {wanted}{above}, " + _("đạt %(reached)s") % {"reached": reached}


def _task_text(line: TaskLine) -> str:
    state = line.task.get_state_display()
    return f"{line.task.number}. {line.task.text} – {line.owners} – {state}, {line.due_words}"


def _cost_text(line: PlanCost) -> str:
    return f"{line.text}: {number(line.quantity)} {line.measure} × {number(line.unit_price)} = {number(line.amount)}"


def _paper_text(paper: Directive) -> str:
    return f"{paper.code}, {day_words(paper.issued_on)}, {paper.issuer}: {paper.title}"


# --- JSON --------------------------------------------------------------------------------------------


def _whole(told: _Told, code: str) -> dict[str, Any]:
    plan, money = told.plan, told.estimate
    return {
        "unit": told.unit.full_name,
        "code": code,
        "year": told.year,
        "on": told.day.isoformat(),
        "title": plan.title,
        "purpose": plan.purpose,
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "state": plan.state,
        "directive": plan.directive and plan.directive.code,
        "targets": [_target(line) for line in told.standings],
        "tasks": [_task(line) for line in told.tasks],
        "costs": {
            "amount": money.amount,
            "spent": money.spent,
            "left": money.left,
            "lines": [_cost(line) for line in money.lines],
        },
        "chain": [
            {"steps": generation.steps, "papers": [_paper(paper) for paper in generation.directives]}
            for generation in told.chain
        ],
    }


def _target(line: TargetStanding) -> dict[str, Any]:
    known = line.measure if line.measure and line.measure.has_base else None
    return {
        "subject": line.subject.value,
        "percent": line.target,
        "percent_from_above": line.above and line.above.percent,
        "top": known and known.top,
        "base": known and known.bottom,
        "value": line.value,
        "met": line.is_met,
    }


def _task(line: TaskLine) -> dict[str, Any]:
    task = line.task
    return {
        "number": task.number,
        "text": task.text,
        "owner_unit": task.owner_unit and task.owner_unit.full_name,
        "owner_body": task.owner_body and task.owner_body.name,
        "for_below": task.for_below,
        "due_on": task.due_on and task.due_on.isoformat(),
        "state": task.state,
        "late": line.is_late,
        "settled_on": task.settled_on and task.settled_on.isoformat(),
        "result": task.result or None,
    }


def _cost(line: PlanCost) -> dict[str, Any]:
    return {
        "text": line.text,
        "measure": line.measure,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "amount": line.amount,
        "source": line.source,
        "spent": line.spent,
    }


def _paper(paper: Directive) -> dict[str, Any]:
    return {
        "code": paper.code,
        "issuer": paper.issuer,
        "issued_on": paper.issued_on.isoformat(),
        "title": paper.title,
    }
