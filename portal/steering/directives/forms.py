"""Forms of papers."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.fields import LineField, TextField
from portal.core.formatting import day
from portal.core.forms import DayField, KeyedForm, VersionedForm, field_of
from portal.steering.choices import DirectiveKind, DirectiveWay
from portal.steering.models import Directive


class BasesField(forms.ModelMultipleChoiceField):
    """Papers of the register to tick, each with number, day and subject."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Directive) -> str:
        """Number, day and subject of a paper."""
        return f"{obj.code} ({day(obj.issued_on)}): {obj.title}"


class _DirectiveFields(forms.Form):
    way = forms.ChoiceField(
        label=_("Văn bản đến hay đi?"), choices=DirectiveWay.choices, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=DirectiveKind.choices)
    code = LineField(
        label=_("Số, ký hiệu"), max_length=60, help_text=_("Ghi như trên văn bản, ví dụ 68/KH-UBND.")
    )
    issuer = LineField(label=_("Cơ quan ban hành"), max_length=200)
    issued_on = DayField(label=_("Ngày ban hành"))
    received_on = DayField(label=_("Ngày nhận (văn bản đến)"), required=False)
    title = TextField(
        label=_("Trích yếu"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Không ghi văn bản Mật, Tối mật, Tuyệt mật vào hệ thống này."),
    )
    bases = BasesField(
        label=_("Căn cứ vào văn bản nào?"),
        queryset=Directive.objects.none(),
        to_field_name="public_id",
        required=False,
        help_text=_("Chỉ chọn được văn bản đã có trong sổ. Chưa có thì thêm sau bằng “Sửa”."),
    )
    handed_down = forms.BooleanField(
        label=_("Gửi các đơn vị cấp dưới"),
        required=False,
        help_text=_("Cán bộ các đơn vị bên dưới đọc được văn bản này và chọn làm căn cứ."),
    )

    def __init__(self, *args: Any, possible: QuerySet[Directive], hands_down: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "bases", BasesField).queryset = possible
        if not possible.exists():
            del self.fields["bases"]
        if not hands_down:
            del self.fields["handed_down"]


class NewDirectiveForm(_DirectiveFields, KeyedForm):
    """Write a paper into the register, with the file that was read before if there is one."""

    held = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)

    def add_error(self, field: str | None, error: Any) -> None:
        """A file that cannot be kept is not sent again: the paper is registered without it."""
        super().add_error(field, error)
        if self.has_error("held"):
            sent = cast(QueryDict, self.data).copy()
            sent["held"] = ""
            self.data = sent


class EditDirectiveForm(_DirectiveFields, VersionedForm):
    """Correct what the register says of a paper."""


class EndDirectiveForm(VersionedForm):
    """From which day a paper is no longer in force."""

    on = DayField(label=_("Hết hiệu lực từ ngày"))
    note = LineField(
        label=_("Lý do"), max_length=200, required=False, help_text=_("Ví dụ: thay thế bằng Kế hoạch số …")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()
