"""Search form of the audit; its fields are the page's query string."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import flatten_choices
from django.utils.translation import gettext_lazy as _

from portal.core.fields import LineField
from portal.core.formatting import day
from portal.core.forms import DayField, field_of
from portal.core.ordering import sort_key
from portal.oversight.labels import actions_by_heading, audited_models

_ANY = _("Tất cả")


class SearchForm(forms.Form):
    """Actor, action, kind of row, days."""

    nguoi = LineField(
        label=_("Ai làm"), max_length=120, required=False, help_text=_("Họ tên, không cần gõ dấu.")
    )
    viec = forms.ChoiceField(label=_("Việc gì"), required=False)
    loai = forms.ChoiceField(label=_("Với loại dữ liệu nào"), required=False)
    tu = DayField(label=_("Từ ngày"), required=False)
    den = DayField(label=_("Đến ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        by_word = sorted(
            ((label, t.word) for label, t in audited_models().items()), key=lambda c: sort_key(str(c[1]))
        )
        field_of(self, "viec", forms.ChoiceField).choices = [("", _ANY), *actions_by_heading()]
        field_of(self, "loai", forms.ChoiceField).choices = [("", _ANY), *by_word]

    def clean(self) -> dict[str, Any]:
        super().clean()
        found = self.cleaned_data
        since, until = found.get("tu"), found.get("den")
        if since and until and since > until:
            raise ValidationError({"den": _("Ngày cuối đứng trước ngày đầu. Sửa một trong hai.")})
        return found

    def summary(self) -> list[str]:
        """What is searched for, in words, for the line above the results."""
        found = []
        for name, value in self.cleaned_data.items():
            if value:
                field = self.fields[name]
                word = dict(flatten_choices(field.choices)).get(value) if hasattr(field, "choices") else value
                found.append(f"{field.label}: {day(word) if isinstance(word, date) else word}")
        return found

    def criteria(self) -> dict:
        """What `selectors.narrowed` takes."""
        found = self.cleaned_data
        return {
            "person": found["nguoi"],
            "action": found["viec"],
            "kind": found["loai"],
            "since": found["tu"],
            "until": found["den"],
        }
