"""`manage.py draw_moves`: writes the diagrams of docs/dev/transitions.md from the tables of transitions."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

import reports.states
import tips.states
from groups.inspection_states import INSPECTION_TRANSITIONS, InspectionState
from portal.steering.activities.states import FINDING_TRANSITIONS, FindingState
from portal.steering.answers.states import ANSWER_TRANSITIONS, AnswerState
from portal.steering.difficulties.states import DIFFICULTY_TRANSITIONS, DifficultyState
from portal.steering.plans.states import PLAN_TRANSITIONS, TASK_TRANSITIONS, PlanState, TaskState

DOCUMENT = Path(settings.ROOT) / "docs/dev/transitions.md"
TABLES = {
    "tip": (tips.states.TRANSITIONS, tips.states.TipState),
    "plan": (PLAN_TRANSITIONS, PlanState),
    "task": (TASK_TRANSITIONS, TaskState),
    "report": (reports.states.TRANSITIONS, reports.states.ReportState),
    "answer": (ANSWER_TRANSITIONS, AnswerState),
    "difficulty": (DIFFICULTY_TRANSITIONS, DifficultyState),
    "finding": (FINDING_TRANSITIONS, FindingState),
    "inspection": (INSPECTION_TRANSITIONS, InspectionState),
}


def redrawn(text: str) -> str:
    """The document with every diagram drawn anew between its marks."""
    for name, (transitions, states) in TABLES.items():
        drawing = transitions.mermaid({value: str(label) for value, label in states.choices})
        block = f"<!-- transitions:{name} -->\n```mermaid\n{drawing}\n```\n<!-- /transitions -->"

        def drawn(_found: re.Match[str], new: str = block) -> str:
            return new

        text = re.sub(rf"<!-- transitions:{name} -->.*?<!-- /transitions -->", drawn, text, flags=re.S)
    return text


class Command(BaseCommand):
    help = "Redraw the state diagrams of docs/dev/transitions.md from the tables of transitions."

    def handle(self, **options: Any) -> None:
        """Write the diagrams of docs/dev/transitions.md anew from the tables."""
        DOCUMENT.write_text(redrawn(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write(str(DOCUMENT))
