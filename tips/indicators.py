"""Indicators of tips. Tips marked as logged by mistake count nowhere.

`tips.in-time` counts the first step owed (tips.deadlines), not the settling, whatever papers call it.
"""

from typing import Any

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.indicators import Condition, Indicator, Source, within
from portal.core.periods import Days
from portal.core.working_time import start_of
from portal.units.areas import Area, rows_in
from portal.units.models import Unit
from tips.choices import FIELD_OF, Field, Outcome
from tips.models import Tip
from tips.states import TipState

TIPS: Source[Unit | Area] = Source(
    "tips",
    lambda area: rows_in(area, Tip.objects.unscoped("indicator: counts only")).exclude(state=TipState.VOID),
    "tips:list",
)


def _received(days: Days, area: Unit | Area) -> Q:
    return within(days, "received_at")


def _fell_due(days: Days, area: Unit | Area) -> Q:
    """Clocks that ran out in the span; those not yet due are separate."""
    return within(days, "due_at") & Q(due_at__lte=clock.now())


def _of_field(field: Field) -> Condition[Unit | Area]:
    categories = [category for category, its_field in FIELD_OF.items() if its_field is field]
    return lambda days, area: _received(days, area) & Q(category__in=categories)


def _tips(
    key: str,
    label: str | Promise,
    definition: str | Promise,
    counts: Condition[Unit | Area],
    **more: Any,
) -> Indicator[Unit | Area]:
    return Indicator(
        key=f"tips.{key}",
        label=label,
        unit=_("tin"),
        definition=definition,
        source=TIPS,
        counts=counts,
        **more,
    )


INDICATORS = [
    _tips(
        "received",
        _("Tin báo tiếp nhận"),
        _("Số tin nhận trong thời gian này, trừ tin nhập nhầm."),
        _received,
        basis="S1.1, S4.3",
        heading=_("Tiếp nhận, xử lý tin, phản ánh"),
    ),
    *[
        _tips(
            f"field.{field.value}",
            field.label,
            _("Số tin nhận trong thời gian này thuộc lĩnh vực này."),
            _of_field(field),
            basis="S2.4",
            part_of="tips.received",
        )
        for field in Field
    ],
    _tips(
        "resolved",
        _("Tin đã giải quyết tại cơ sở"),
        _("Số tin có ngày giải quyết trong thời gian này, không kể tin đã chuyển."),
        lambda days, area: within(days, "settled_at") & ~Q(outcome=Outcome.PASSED_ON),
    ),
    _tips(
        "passed-on",
        _("Tin đã chuyển cơ quan có thẩm quyền"),
        _("Số tin có ngày chuyển trong thời gian này."),
        lambda days, area: within(days, "settled_at") & Q(outcome=Outcome.PASSED_ON),
    ),
    _tips(
        "useful",
        _("Tin có giá trị"),
        _("Số tin đã xử lý có kết quả hoặc đã chuyển trong thời gian này."),
        lambda days, area: within(days, "settled_at") & Q(outcome__in=[Outcome.HELPED, Outcome.PASSED_ON]),
    ),
    _tips(
        "in-progress",
        _("Tin đang xác minh, xử lý"),
        _("Số tin đã nhận mà đến hết ngày cuối chưa giải quyết, chưa chuyển."),
        lambda days, area: (
            Q(received_at__lt=start_of(days.end))
            & (Q(settled_at__isnull=True) | Q(settled_at__gte=start_of(days.end)))
        ),
    ),
    Indicator(
        key="tips.in-time",
        label=_("Tỷ lệ tin xử lý đúng thời hạn, trên số tin đến thời hạn"),
        unit="%",
        definition=_(
            "Trong số tin đến thời hạn xử lý ban đầu trong thời gian này, phần đã làm bước đầu đúng thời hạn: bắt đầu xử lý, chuyển hoặc phản hồi, tùy loại tin; không xét lúc giải quyết xong. Thời hạn chưa đến không tính."
        ),
        source=TIPS,
        counts=lambda days, area: _fell_due(days, area) & Q(met_at__lte=F("due_at")),
        of=_fell_due,
        shows_base=True,
        listing=_(
            "Danh sách có cả tin đúng thời hạn và tin chậm; cột Thời hạn xử lý ban đầu ghi rõ từng tin."
        ),
        basis="S3.1, S3.9",
    ),
]
