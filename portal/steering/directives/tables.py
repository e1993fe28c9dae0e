"""Columns of the register of papers."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core.columns import ChoiceColumn, Column, DayColumn
from portal.core.lists import LeanTable
from portal.steering.choices import DirectiveKind, DirectiveWay
from portal.steering.models import Directive


class DirectiveTable(LeanTable):
    """The newest first; one that is no longer in force says so."""

    title = Column(_("Trích yếu"), reads=("ended_on",), css="wide")
    code = Column(_("Số, ký hiệu"))
    kind = ChoiceColumn(_("Loại"), DirectiveKind.choices)
    issued = DayColumn(
        _("Ngày ban hành"), accessor="issued_on", order_by="issued_on", initial_sort_descending=True
    )
    issuer = Column(_("Cơ quan ban hành"))
    way = ChoiceColumn(_("Đến, đi"), DirectiveWay.choices)

    model = Directive
    caption = _("Văn bản")
    leads_to = "steering:directives"

    class Meta:
        order_by = "-issued"

    def render_title(self, record: Any) -> str:
        """The subject, and that the paper is no longer in force if it is not."""
        return f"{record.title} ({_now('hết hiệu lực')})" if record.ended_on else record.title

    value_title = render_title
