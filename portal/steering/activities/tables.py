"""Columns of the book of activities."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core.columns import ChoiceColumn, Column, DayColumn, NumberColumn
from portal.core.lists import LeanTable
from portal.steering.choices import ActivityKind
from portal.steering.models import Activity
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
