"""Columns of the list of reports."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.actors import ActorProtocol
from portal.core.columns import Column, DayColumn, StatusColumn
from portal.core.deadlines import is_in_time
from portal.core.formatting import NOTHING
from portal.core.lists import LeanTable
from portal.core.periods import Period, PeriodKind
from portal.units.columns import UnitColumn
from reports.models import Report
from reports.states import TONE, ReportState


class _StateColumn(StatusColumn):
    """The state of a report; of one issued after its last day in time, that it was late."""

    def __init__(self, verbose_name: Any, **options: Any) -> None:
        choices = [*ReportState.choices, ("late", _("Gửi chậm"))]
        super().__init__(verbose_name, choices, {**TONE, "late": "waiting"}, **options)

    def read(self, rows: Sequence[Any], actor: ActorProtocol | None) -> Iterable[str]:
        """The state of each report; "late" for one issued after its last day in time."""
        for row in rows:
            late = row.issued_at and not is_in_time(row.issued_at, row.due_on)
            yield "late" if late else row.state


class ReportTable(LeanTable):
    """What is due last is first."""

    period = Column(_("Kỳ"), accessor="kind", reads=("year", "index"), css="wide")
    unit = UnitColumn(_("Đơn vị"), accessor="unit_id")
    number = Column(_("Số"), reads=("symbol",))
    state = _StateColumn(_("Trạng thái"), reads=("issued_at", "due_on"))
    due = DayColumn(_("Hạn"), accessor="due_on", order_by="due_on", initial_sort_descending=True)
    issued = DayColumn(_("Ban hành"), accessor="issued_at")

    model = Report
    caption = _("Báo cáo")
    leads_to = "reports:list"

    class Meta:
        order_by = "-due"

    def render_period(self, record: Any) -> str:
        """The period in words."""
        return Period(PeriodKind(record.kind), record.year, record.index).label.capitalize()

    def render_number(self, record: Any) -> str:
        """The number and symbol, or a dash for a draft."""
        return f"{record.number:02}/{record.symbol}" if record.number else NOTHING
