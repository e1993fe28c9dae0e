"""Forms of activities, and of what inspections found."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.fields import LineField, TextField, WholeNumberField
from portal.core.forms import DayField, KeyedForm, VersionedForm, field_of
from portal.core.transitions import Transition
from portal.steering.choices import ActivityKind
from portal.steering.models import Activity, Finding
from portal.steering.places import Place


class PlaceField(forms.ChoiceField):
    """A unit or a body to choose, in two groups; its value is a `Place`, or None for the words of `nowhere`."""

    def __init__(self, *, nowhere: Any = "", **more: Any) -> None:
        super().__init__(**more)
        self.nowhere = nowhere
        self._offered: dict[str, Place] = {}

    def offer(self, places: Iterable[Place]) -> None:
        """Set what may be chosen."""
        self._offered = {place.key: place for place in places}
        units = [(key, place.label) for key, place in self._offered.items() if place.body is None]
        bodies = [(key, place.label) for key, place in self._offered.items() if place.body]
        grouped = [(_now("Cơ quan, tổ chức"), bodies)] if bodies else []
        self.choices = [("", self.nowhere or _now("Chọn")), (_now("Địa bàn"), units), *grouped]

    def clean(self, value: Any) -> Place | None:
        """The place chosen."""
        return self._offered.get(super().clean(value))


class _ActivityFields(forms.Form):
    held_on = DayField(label=_("Ngày tổ chức"))
    looked_at = PlaceField(label=_("Kiểm tra nơi nào?"), nowhere=_("Nơi khác, ghi ở ô dưới"), required=False)
    looked_at_words = LineField(
        label=_("Nơi khác được kiểm tra"),
        max_length=150,
        required=False,
        help_text=_("Chỉ ghi khi nơi đó không có trong danh sách trên."),
    )
    title = LineField(label=_("Nội dung"), max_length=200, help_text=_("Một câu: họp, kiểm tra về việc gì."))
    present = WholeNumberField(label=_("Số người dự"), min_value=1, max_value=100_000)
    note = TextField(
        label=_("Ghi chú, kết luận"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "Không ghi nội dung Mật, Tối mật, Tuyệt mật. Không ghi thông tin riêng tư của người dân."
        ),
    )

    def __init__(self, *args: Any, kind: str, places: Iterable[Place], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = clock.today()
        if kind == ActivityKind.INSPECTION:
            field_of(self, "looked_at", PlaceField).offer(places)
        else:
            del self.fields["looked_at"], self.fields["looked_at_words"]

    def details(self) -> dict[str, Any]:
        """What the services take."""
        given = dict(self.cleaned_data)
        if "looked_at" in given:
            place = given.pop("looked_at")
            given["looked_at_unit"] = place.unit if place else None
            given["looked_at_body"] = place.body if place else None
        return given


class NewActivityForm(_ActivityFields, KeyedForm):
    """Write an activity into the book."""


class EditActivityForm(_ActivityFields, VersionedForm):
    """Correct what the book says of an activity."""


def as_typed(activity: Activity) -> dict[str, Any]:
    """What the form of an activity is filled with."""
    named = activity.looked_at_body or activity.looked_at_unit
    fields = ("held_on", "looked_at_words", "title", "present", "note", "version")
    return {name: getattr(activity, name) for name in fields} | {
        "looked_at": named.public_id if named else ""
    }


class _FindingFields(forms.Form):
    text = LineField(
        label=_("Nội dung cần khắc phục"),
        max_length=500,
        help_text=_("Thấy gì, phải làm gì. Không ghi thông tin riêng tư của người dân."),
    )
    owner = PlaceField(label=_("Nơi nào phải khắc phục?"))
    due_on = DayField(label=_("Hạn khắc phục"))

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "owner", PlaceField).offer(places)

    def details(self) -> dict[str, Any]:
        """What the services take."""
        given = dict(self.cleaned_data)
        owner = given.pop("owner")
        return given | {"owner_unit": owner.unit, "owner_body": owner.body}


class NewFindingForm(_FindingFields, KeyedForm):
    """What an inspection asks to be mended."""


class EditFindingForm(_FindingFields, VersionedForm):
    """Correct what an inspection asks to be mended."""


class SettleFindingForm(VersionedForm):
    """What a transition of a finding needs."""

    done_on = DayField(label=_("Ngày khắc phục xong"))
    word = LineField(label=_("Lý do"), max_length=500)

    def __init__(self, *args: Any, transition: Transition, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "done_on" in transition.needs:
            self.fields["done_on"].initial = clock.today()
            self.fields["word"].label = _("Đã làm gì?")
        else:
            del self.fields["done_on"]


def finding_as_typed(finding: Finding) -> dict[str, Any]:
    """What the form of a finding is filled with."""
    named = finding.owner_body or finding.owner_unit
    fields = ("text", "due_on", "version")
    return {name: getattr(finding, name) for name in fields} | {"owner": named.public_id}
