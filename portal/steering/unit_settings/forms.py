"""The form of one setting of a unit."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.fields import LineField
from portal.core.forms import DayField, field_of
from portal.steering.choices import SettingKey
from portal.steering.models import Directive


class SettingForm(forms.Form):
    """What a key is from a day on; of a plan also which paper it is, of the start of the model a day."""

    value = LineField(label=_("Nội dung"), max_length=200, required=False)
    directive = forms.ModelChoiceField(
        label=_("Văn bản trong sổ"),
        queryset=Directive.objects.unscoped("set from what the actor may see").none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Không có trong sổ"),
        help_text=_("Chọn văn bản thì không cần ghi nội dung."),
    )
    on = DayField(
        label=_("Từ ngày"),
        help_text=_("Giấy tờ của những ngày trước giữ nội dung cũ. Để trống nội dung: bỏ từ ngày này."),
    )

    def __init__(self, *args: Any, kind: SettingKey, papers: QuerySet[Directive], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()
        if kind == SettingKey.START:
            self.fields["value"] = DayField(label=_("Ngày bắt đầu"), required=False)
        if kind == SettingKey.PLAN:
            field_of(self, "directive", forms.ModelChoiceField).queryset = papers
        else:
            del self.fields["directive"]

    def details(self) -> dict[str, Any]:
        """What `set_setting` takes."""
        given = dict(self.cleaned_data)
        value = given["value"]
        return given | {"value": value if isinstance(value, str) else value.isoformat() if value else ""}
