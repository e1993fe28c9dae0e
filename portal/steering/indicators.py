"""Indicators of what committees do. Entries that were taken out of the book count nowhere."""

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.indicators import Indicator, Source
from portal.steering.choices import ActivityKind
from portal.steering.models import Activity
from portal.units.areas import Area, rows_in
from portal.units.models import Unit

ACTIVITIES: Source[Unit | Area] = Source(
    "activities",
    lambda area: rows_in(area, Activity.objects.unscoped("indicator: counts only")).filter(
        withdrawn_at__isnull=True
    ),
    "steering:activities",
    Permission.VIEW_STEERING,
)


def _held(
    kind: ActivityKind, label: Promise, unit: Promise, definition: Promise, heading: Promise | str = ""
) -> Indicator:
    """How many activities of a kind were held in a span of days."""
    return Indicator(
        key=f"steering.{kind.value}s",
        label=label,
        unit=unit,
        definition=definition,
        source=ACTIVITIES,
        counts=lambda days, area: Q(kind=kind, held_on__gte=days.start, held_on__lt=days.end),
        basis="S4.8, S4.10",
        heading=heading,
    )


INDICATORS = [
    _held(
        ActivityKind.MEETING,
        _("Số cuộc họp của Ban Chỉ đạo"),
        _("cuộc"),
        _("Số cuộc họp của đơn vị và cấp dưới tổ chức trong thời gian này."),
        _("Chỉ đạo, kiểm tra"),
    ),
    _held(
        ActivityKind.INSPECTION,
        _("Số cuộc kiểm tra"),
        _("cuộc"),
        _("Số cuộc kiểm tra, đôn đốc của đơn vị và cấp dưới tiến hành trong thời gian này."),
    ),
    _held(
        ActivityKind.LIVE_SESSION,
        _("Số buổi trực tiếp"),
        _("buổi"),
        _("Số buổi phát trực tiếp, đối thoại của đơn vị và cấp dưới tổ chức trong thời gian này."),
    ),
]
