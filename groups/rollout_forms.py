"""Forms of the rollout."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.choices import RolloutStage
from groups.models import ChatGroup
from portal.core import clock
from portal.core.fields import LineField
from portal.core.formatting import day
from portal.core.forms import DayField, field_of
from portal.steering.models import Directive


class StageForm(forms.Form):
    """On which day a commune reached a stage; of a pilot also by which groups."""

    reached_on = DayField(label=_("Ngày"))
    groups = forms.MultipleChoiceField(label=_("Các nhóm thí điểm"), widget=forms.CheckboxSelectMultiple)
    note = LineField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(self, *args: Any, stage: str, groups: Iterable[ChatGroup], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._offered = {group.public_id: group for group in groups}
        if stage == RolloutStage.PILOTING:
            offered = [(key, group.name) for key, group in self._offered.items()]
            field_of(self, "groups", forms.MultipleChoiceField).choices = offered
        else:
            del self.fields["groups"]
        if stage == RolloutStage.EVALUATED:
            self.fields["note"].label = _("Kết quả đánh giá, cùng với ai")

    def clean_groups(self) -> list[ChatGroup]:
        """The groups chosen."""
        return [self._offered[key] for key in self.cleaned_data["groups"]]


class DirectiveChoice(forms.ModelChoiceField):
    """A paper of the register, with its number, day and subject."""

    def label_from_instance(self, obj: Directive) -> str:
        """Number, day and subject of a paper."""
        return f"{obj.code} ({day(obj.issued_on)}): {obj.title}"


class DeadlineForm(forms.Form):
    """By when every commune is to have launched, and which paper says so."""

    directive = DirectiveChoice(
        label=_("Văn bản ấn định thời hạn"),
        queryset=Directive.objects.none(),
        to_field_name="public_id",
        empty_label=_("Chọn văn bản"),
        help_text=_("Chưa có thì thêm vào sổ văn bản trước."),
    )
    due_on = DayField(label=_("Hết ngày nào mọi xã phải ra mắt?"))

    def __init__(self, *args: Any, directives: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "directive", DirectiveChoice).queryset = directives


class RolloutDayForm(forms.Form):
    """The day as of which the rollout is shown."""

    ngay = DayField(label=_("Tính đến ngày"))

    @classmethod
    def asked(cls, get: Any) -> "RolloutDayForm":
        """The form as the address fills it; today where it names no day."""
        return cls({"ngay": get.get("ngay") or clock.today()})
