"""Columns of the list of difficulties."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.actors import ActorProtocol
from portal.core.columns import Column, DayColumn, StatusColumn
from portal.core.deadlines import is_late
from portal.core.lists import LeanTable
from portal.steering.difficulties.states import DIFFICULTY_TONE, OPEN, DifficultyState
from portal.steering.models import Difficulty
from portal.units.columns import UnitColumn


class _DifficultyStateColumn(StatusColumn):
    """The state of a difficulty; "late" for one that is open after its last day in time."""

    def __init__(self, verbose_name: Any, **options: Any) -> None:
        choices = [*DifficultyState.choices, ("late", _("Quá hạn trả lời"))]
        super().__init__(verbose_name, choices, {**DIFFICULTY_TONE, "late": "late"}, **options)

    def read(self, rows: Sequence[Any], actor: ActorProtocol | None) -> Iterable[str]:
        """The state of each difficulty, or that it is late."""
        today = clock.today()
        for row in rows:
            yield "late" if row.state in OPEN and is_late(row.due_on, today) else row.state


class DifficultyTable(LeanTable):
    """What is due first stands first."""

    title = Column(_("Khó khăn, vướng mắc"), css="wide")
    unit = UnitColumn(_("Nơi nêu"), accessor="unit_id", with_commune=True)
    owner = UnitColumn(_("Nơi trả lời"), accessor="owner_id")
    raised = DayColumn(_("Ngày nêu"), accessor="raised_on")
    due = DayColumn(_("Hạn trả lời"), accessor="due_on", order_by="due_on")
    state = _DifficultyStateColumn(_("Trạng thái"), reads=("due_on",))

    model = Difficulty
    caption = _("Khó khăn, kiến nghị")
    leads_to = "steering:difficulties"

    class Meta:
        order_by = "due"
