"""Forms of inspections of groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import GroupInspection
from portal.core import clock
from portal.core.fields import LineField
from portal.core.forms import DayField, KeyedForm, VersionedForm

_FIELDS = ("inspected_on", "inspectors", "found", "to_mend", "due_on", "version")


class _InspectionFields(forms.Form):
    inspected_on = DayField(label=_("Ngày kiểm tra"))
    inspectors = LineField(label=_("Người kiểm tra"), max_length=200)
    found = LineField(
        label=_("Tình hình, kết quả kiểm tra"),
        max_length=500,
        help_text=_("Không ghi thông tin riêng tư của người dân."),
    )
    to_mend = LineField(
        label=_("Phải khắc phục gì?"), max_length=500, required=False, help_text=_("Không có thì để trống.")
    )
    due_on = DayField(label=_("Hạn khắc phục"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["inspected_on"].initial = clock.today()


class NewInspectionForm(_InspectionFields, KeyedForm):
    """Note an inspection of a group."""


class EditInspectionForm(_InspectionFields, VersionedForm):
    """Correct an inspection of a group."""


def as_typed(inspection: GroupInspection) -> dict[str, Any]:
    """What the form of an inspection is filled with."""
    return {name: getattr(inspection, name) for name in _FIELDS}
