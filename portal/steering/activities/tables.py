"""Columns of the book of activities, and of what inspections found."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.actors import ActorProtocol
from portal.core.columns import ChoiceColumn, Column, DayColumn, NumberColumn, StatusColumn
from portal.core.deadlines import is_late
from portal.core.lists import LeanTable
from portal.steering.activities.states import FINDING_TONE, FindingState
from portal.steering.choices import ActivityKind
from portal.steering.models import Activity, Finding
from portal.units.columns import UnitColumn


class ActivityTable(LeanTable):
    """The latest first; an entry that was taken out says so."""

    title = Column(_("Nội dung"), reads=("withdrawn_at",), css="wide")
    kind = ChoiceColumn(_("Loại"), ActivityKind.choices)
    held = DayColumn(_("Ngày"), accessor="held_on", order_by="held_on", initial_sort_descending=True)
    present = NumberColumn(_("Số người dự"))
    unit = UnitColumn(_("Đơn vị tổ chức"), accessor="unit_id")

    model = Activity
    caption = _("Hoạt động")
    leads_to = "steering:activities"

    class Meta:
        order_by = "-held"

    def render_title(self, record: Any) -> str:
        """What it was about, and that the entry was taken out if it was."""
        return f"{record.title} ({_now('đã gỡ khỏi sổ')})" if record.withdrawn_at else record.title

    value_title = render_title


class _FindingStateColumn(StatusColumn):
    """The state of a finding; "late" for one that is open after its last day in time."""

    def __init__(self, verbose_name: Any, **options: Any) -> None:
        choices = [*FindingState.choices, ("late", _("Quá hạn"))]
        super().__init__(verbose_name, choices, {**FINDING_TONE, "late": "late"}, **options)

    def read(self, rows: Sequence[Any], actor: ActorProtocol | None) -> Iterable[str]:
        """The state of each finding, or that it is late."""
        today = clock.today()
        for row in rows:
            late = row.state == FindingState.OPEN and is_late(row.due_on, today)
            yield "late" if late else row.state


class FindingTable(LeanTable):
    """What is due first is first."""

    text = Column(_("Nội dung cần khắc phục"), css="wide")
    owner = UnitColumn(_("Nơi phải khắc phục"), accessor="owner_unit_id", with_commune=True)
    body = Column(_("Cơ quan, tổ chức"), accessor="owner_body__name")
    due = DayColumn(_("Hạn"), accessor="due_on", order_by="due_on")
    state = _FindingStateColumn(_("Trạng thái"), reads=("due_on",))

    model = Finding
    caption = _("Nội dung cần khắc phục")
    leads_to = "steering:findings"

    class Meta:
        order_by = "due"
