"""Columns of the lists of groups, counts and confirmations."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from groups.choices import Condition, GroupKind
from groups.inspection_states import INSPECTION_TONE, InspectionState
from groups.models import ChatGroup, GroupConfirmation, GroupInspection, MemberCount
from portal.core import clock
from portal.core.actors import ActorProtocol
from portal.core.columns import ChoiceColumn, Column, DayColumn, NumberColumn, StatusColumn
from portal.core.deadlines import is_late
from portal.core.lists import LeanTable
from portal.units.columns import UnitColumn


class GroupTable(LeanTable):
    """By name; one that was closed says so."""

    name = Column(_("Nhóm"), reads=("closed_on",), order_by="sort", css="wide")
    kind = ChoiceColumn(_("Loại"), GroupKind.choices, order_by="kind", one_way=True)
    place = UnitColumn(_("Thuộc"), accessor="unit_id", with_commune=True)
    members = NumberColumn(_("Thành viên"))
    counted = DayColumn(_("Ngày cập nhật"), accessor="counted_on")
    officer = Column(_("Cán bộ phụ trách"), accessor="officer__full_name")

    model = ChatGroup
    caption = _("Nhóm Zalo")
    leads_to = "groups:list"

    class Meta:
        order_by = "name"

    def render_name(self, record: Any) -> str:
        """The name, and that the group has ended if it has."""
        return f"{record.name} ({_now('đã ngừng')})" if record.closed_on else record.name


class CountTable(LeanTable):
    """The latest count first; a row leads to its group."""

    group = Column(_("Nhóm"), accessor="group__name", order_by="group__sort", css="wide")
    members = NumberColumn(_("Thành viên"), order_by="members", initial_sort_descending=True, one_way=True)
    households = NumberColumn(_("Hộ"))
    bodies = NumberColumn(_("Đơn vị"))
    counted = DayColumn(
        _("Ngày cập nhật"), accessor="counted_on", order_by="counted_on", initial_sort_descending=True
    )
    by = Column(_("Người cập nhật"), accessor="counted_by__full_name")

    model = MemberCount
    caption = _("Số thành viên các nhóm")
    leads_to = "groups:list"
    row_key = "group__public_id"

    class Meta:
        order_by = "-counted"


class ConfirmationTable(LeanTable):
    """The latest confirmation first; a row leads to its group."""

    group = Column(_("Nhóm"), accessor="group__name", css="wide")
    condition = StatusColumn(
        _("Tình hình"),
        Condition.choices,
        {Condition.ACTIVE: "done", Condition.QUIET: "waiting", Condition.TROUBLED: "late"},
    )
    note = Column(_("Ghi chú"))
    on = DayColumn(_("Ngày"), accessor="confirmed_on", order_by="confirmed_on", initial_sort_descending=True)
    by = Column(_("Người xác nhận"), accessor="confirmed_by__full_name")

    model = GroupConfirmation
    caption = _("Xác nhận tình hình nhóm")
    leads_to = "groups:list"
    row_key = "group__public_id"

    class Meta:
        order_by = "-on"


class _InspectionStateColumn(StatusColumn):
    """Whether something is to be mended; "late" for what is open after its last day in time."""

    def __init__(self, verbose_name: Any, **options: Any) -> None:
        choices = [*InspectionState.choices, ("late", _("Quá hạn"))]
        super().__init__(verbose_name, choices, {**INSPECTION_TONE, "late": "late"}, **options)

    def read(self, rows: Sequence[Any], actor: ActorProtocol | None) -> Iterable[str]:
        """The state of each inspection, or that it is late."""
        today = clock.today()
        for row in rows:
            late = row.state == InspectionState.OPEN and is_late(row.due_on, today)
            yield "late" if late else row.state


class InspectionTable(LeanTable):
    """The latest inspection first."""

    found = Column(_("Kết quả kiểm tra"), css="wide")
    group = Column(_("Nhóm"), accessor="group__name")
    place = UnitColumn(_("Thuộc"), accessor="unit_id", with_commune=True)
    inspectors = Column(_("Người kiểm tra"))
    on = DayColumn(_("Ngày"), accessor="inspected_on", order_by="inspected_on", initial_sort_descending=True)
    due = DayColumn(_("Hạn khắc phục"), accessor="due_on")
    state = _InspectionStateColumn(_("Trạng thái"), reads=("due_on",))

    model = GroupInspection
    caption = _("Các lần kiểm tra nhóm")
    leads_to = "groups:inspections"

    class Meta:
        order_by = "-on"
