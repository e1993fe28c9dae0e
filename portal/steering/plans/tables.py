"""Columns of the list of plans."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.columns import ChoiceColumn, Column, StatusColumn
from portal.core.lists import LeanTable
from portal.steering.choices import PlanPurpose
from portal.steering.models import Plan
from portal.steering.plans.states import PLAN_TONE, PlanState
from portal.units.columns import UnitColumn


class PlanTable(LeanTable):
    """The latest period first."""

    title = Column(_("Kế hoạch"), css="wide")
    place = UnitColumn(_("Đơn vị"), accessor="unit_id")
    years = Column(
        _("Thời kỳ"),
        accessor="first_year",
        reads=("last_year",),
        order_by="first_year",
        initial_sort_descending=True,
    )
    purpose = ChoiceColumn(_("Nội dung"), PlanPurpose.choices)
    state = StatusColumn(_("Trạng thái"), PlanState.choices, PLAN_TONE)

    model = Plan
    caption = _("Kế hoạch")
    leads_to = "steering:plans"

    class Meta:
        order_by = "-years"

    def render_years(self, record: Any) -> str:
        """The years of a plan: "2024", "2022-2025"."""
        if record.first_year == record.last_year:
            return str(record.first_year)
        return f"{record.first_year}-{record.last_year}"

    value_years = render_years
