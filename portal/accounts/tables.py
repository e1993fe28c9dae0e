"""Columns of the list of people."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Assignment
from portal.accounts.permissions import Role
from portal.core.columns import ChoiceColumn, Column, DayColumn
from portal.core.lists import LeanTable
from portal.units.columns import UnitColumn


class RoleTable(LeanTable):
    """One row a role that someone has, had or will have; it leads to the person."""

    name = Column(
        _("Họ và tên"),
        accessor="user__full_name",
        reads=("user__is_active",),
        order_by="user__sort",
        css="wide",
    )
    username = Column(_("Tên đăng nhập"), accessor="user__username")
    role = ChoiceColumn(_("Vai trò"), Role.choices)
    unit = UnitColumn(_("Đơn vị"), accessor="unit_id")
    since = DayColumn(
        _("Từ ngày"), accessor="valid_from", order_by="valid_from", initial_sort_descending=True
    )
    until = DayColumn(_("Đến trước ngày"), accessor="valid_to")

    model = Assignment
    caption = _("Người dùng")
    leads_to = "accounts:people"
    row_key = "user__public_id"

    class Meta:
        order_by = "name"

    def render_name(self, record: Any) -> str:
        """The person's name, and that the account is closed if it is."""
        name = record.user__full_name
        return name if record.user__is_active else _now("%(name)s (đã đóng)") % {"name": name}
