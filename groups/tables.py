"""Columns of the lists of groups, counts and confirmations."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from groups.choices import Condition, GroupKind
from groups.models import ChatGroup, GroupConfirmation, MemberCount
from portal.core.columns import ChoiceColumn, Column, DayColumn, NumberColumn, StatusColumn
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
