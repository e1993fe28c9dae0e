"""Forms of a plan's tasks."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.core.fields import LineField, TextField
from portal.core.forms import DayField, KeyedForm, VersionedForm, field_of
from portal.units.models import Unit


class OwnerUnitField(forms.ModelChoiceField):
    """A unit by its full name."""

    def label_from_instance(self, obj: Unit) -> str:
        """What the unit is called."""
        return obj.title


class BodyField(forms.ModelChoiceField):
    """A body by its name, and by its hamlet's where it is of one."""

    def label_from_instance(self, obj: Body) -> str:
        """Name and hamlet of a body."""
        return f"{obj.name} ({obj.unit.title})" if obj.unit.hamlet_id else obj.name


class _TaskFields(forms.Form):
    text = TextField(label=_("Nội dung việc"), max_length=1000, widget=forms.Textarea({"rows": 3}))
    for_below = forms.BooleanField(
        label=_("Việc của các đơn vị cấp dưới"),
        required=False,
        help_text=_("Mỗi đơn vị bên dưới đưa việc này vào kế hoạch của mình."),
    )
    owner_unit = OwnerUnitField(
        label=_("Đơn vị thực hiện"),
        queryset=Unit.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("không chọn"),
    )
    owner_body = BodyField(
        label=_("Cơ quan, tổ chức thực hiện"),
        queryset=Body.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("không chọn"),
        help_text=_("Chọn đơn vị, hoặc cơ quan, tổ chức, hoặc cả hai."),
    )
    due_on = DayField(
        label=_("Hạn hoàn thành"), required=False, help_text=_("Việc làm thường xuyên thì để trống.")
    )

    def __init__(
        self, *args: Any, units: QuerySet[Unit], bodies: QuerySet[Body], hands_down: bool, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        field_of(self, "owner_unit", OwnerUnitField).queryset = units
        field_of(self, "owner_body", BodyField).queryset = bodies
        if not hands_down:
            del self.fields["for_below"]


class NewTaskForm(_TaskFields, KeyedForm):
    """Add a task to a plan."""


class EditTaskForm(_TaskFields, VersionedForm):
    """Change what a task says, whose it is, until when."""


class ReportTaskForm(VersionedForm):
    """What came of a task."""

    result = TextField(
        label=_("Kết quả"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Đã làm gì, bao nhiêu, ở đâu. Không ghi tên, số điện thoại người báo tin."),
    )


class DropTaskForm(VersionedForm):
    """Why a task is not to be done any more."""

    drop_reason = LineField(label=_("Lý do không làm nữa"), max_length=300)
