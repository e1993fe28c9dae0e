"""Columns of the register of papers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.columns import ChoiceColumn, Column, DayColumn
from portal.core.lists import LeanTable
from portal.steering.choices import DirectiveKind, DirectiveWay
from portal.steering.models import Directive
from portal.steering.wording import end_words


class DirectiveTable(LeanTable):
    """The newest first; a paper with an end says from which day it is no longer in force."""

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
        """The subject, and from which day the paper is no longer in force if it has an end."""
        words = end_words(record.ended_on)
        return f"{record.title} ({words})" if words else record.title
