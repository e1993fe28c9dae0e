"""The panel of the year's plan on the page of a unit's committee: where its targets stand, and what is to be done next."""

from typing import Any

from portal.accounts.actor import Actor
from portal.core import clock
from portal.steering.committee.panels import CommitteePanel
from portal.steering.plans.selectors import plan_of_year, task_lines, tasks_of
from portal.steering.plans.standing import standings
from portal.steering.plans.states import TaskState
from portal.units.models import Unit

#: So many tasks are named; the plan has them all.
SHOWN = 8


def _plan(actor: Actor, unit: Unit) -> dict[str, Any] | None:
    year = clock.today().year
    plan = plan_of_year(unit, year)
    if plan is None:
        return None
    lines = task_lines(tasks_of(plan).filter(state=TaskState.OPEN))
    return {
        "plan": plan,
        "year": str(year),
        "standings": standings(actor, plan, year),
        "tasks": lines[:SHOWN],
        "more": len(lines) > SHOWN,
        "late": sum(line.is_late for line in lines),
    }


PLAN = CommitteePanel("steering/_plan_panel.html", 30, _plan)
