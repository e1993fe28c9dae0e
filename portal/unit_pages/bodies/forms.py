"""Forms of the register of bodies."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import TRAIT_COLUMN, TRAITS, BodyKind
from portal.bodies.models import Body, check_phone
from portal.core import clock
from portal.core.fields import LineField
from portal.core.forms import DayField, KeyedForm, VersionedForm, field_of
from portal.core.identities import phones
from portal.units.models import Unit

_UNKNOWN: dict[str, Any] = {
    BodyKind.SCHOOL: _("Trường học, chưa rõ cấp học"),
    BodyKind.ENTERPRISE: _("Doanh nghiệp, chưa rõ quy mô"),
    BodyKind.FORCE: _("Lực lượng, chưa rõ loại"),
}
# Under none: offered besides the bodies above.
_NONE = "-"


class PhoneField(LineField):
    """One telephone number, kept in one form however it is typed."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput({"inputmode": "tel", "autocomplete": "off", "placeholder": "0912 345 678"})
        super().__init__(max_length=20, validators=[check_phone], widget=widget, **more)

    def kept(self, typed: str) -> str:
        """The number in the form in which it is kept; what is none stays for the validator to refuse."""
        return phones.written(typed) or super().kept(typed)


class KindField(forms.ChoiceField):
    """The kind of a body together with what decides its liability: "school:primary", one choice instead of two."""

    def __init__(self, **more: Any) -> None:
        super().__init__(choices=_kinds, **more)

    def clean(self, value: Any) -> dict[str, str]:
        """The columns that the choice sets."""
        kind, _colon, trait = super().clean(value).partition(":")
        columns = dict.fromkeys(TRAIT_COLUMN.values(), "")
        if kind in TRAIT_COLUMN:
            columns[TRAIT_COLUMN[kind]] = trait
        return {"kind": kind, **columns}


def kind_value(body: Body) -> str:
    """The choice of `KindField` that a body is."""
    return f"{body.kind}:{body.trait}" if body.kind in TRAIT_COLUMN else body.kind


def _kinds() -> list[tuple]:
    plain = [(kind.value, kind.label) for kind in BodyKind if kind not in TRAITS]
    grouped = [
        (
            BodyKind(kind).label,
            [(f"{kind}:{trait.value}", trait.label) for trait in traits] + [(f"{kind}:", _UNKNOWN[kind])],
        )
        for kind, traits in TRAITS.items()
    ]
    return [("", _now("Chọn loại")), *plain, *grouped]


class _BodyFields(forms.Form):
    kind = KindField(
        label=_("Loại"),
        help_text=_("Trường học và doanh nghiệp: chọn theo cấp học, quy mô."),
    )
    name = LineField(label=_("Tên"), max_length=150)
    contact_name = LineField(
        label=_("Đầu mối liên hệ"),
        max_length=120,
        required=False,
        help_text=_("Người để gọi khi có việc của cơ quan, tổ chức. Không ghi thông tin riêng tư."),
    )
    contact_phone = PhoneField(label=_("Số điện thoại liên hệ"), required=False)
    valid_from = DayField(label=_("Hoạt động từ ngày"), required=False, help_text=_("Để trống nếu chưa rõ."))

    def details(self) -> dict[str, Any]:
        """What the services take."""
        given = dict(self.cleaned_data)
        return given | given.pop("kind")


class NewBodyForm(KeyedForm, _BodyFields):
    """Enter a body of one of some units."""

    unit = forms.ChoiceField(label=_("Thuộc nơi nào?"))

    field_order = ("unit", "kind", "name")

    def __init__(self, *args: Any, places: Iterable[Unit], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._places = {place.public_id: place for place in places}
        field_of(self, "unit", forms.ChoiceField).choices = [
            (pid, place.choice_title) for pid, place in self._places.items()
        ]

    def clean_unit(self) -> Unit:
        """The unit chosen."""
        return self._places[self.cleaned_data["unit"]]


class EditBodyForm(VersionedForm, _BodyFields):
    """Correct what the register says of a body."""


class EndBodyForm(VersionedForm):
    """From which day a body no longer exists."""

    on = DayField(
        label=_("Chấm dứt hoạt động từ ngày"),
        help_text=_("Từ ngày này không còn trong danh sách; các ngày trước vẫn giữ như cũ."),
    )


class LineForm(VersionedForm):
    """Under which body one is, and from which day."""

    above = forms.ChoiceField(
        label=_("Trực thuộc"), help_text=_("Cơ quan, tổ chức của cùng đơn vị hoặc của đơn vị cấp trên.")
    )
    on = DayField(label=_("Từ ngày"), required=False, help_text=_("Để trống: từ khi bắt đầu hoạt động."))

    def __init__(self, *args: Any, offered: list[Body], may_end: bool, **kwargs: Any):
        """`offered` are listed unit by unit; `may_end`: the body is under another one, which may end."""
        super().__init__(*args, **kwargs)
        self._offered = {body.public_id: body for body in offered}
        grouped = [
            (unit.title, [(body.public_id, body.name) for body in bodies])
            for unit, bodies in groupby(offered, key=lambda body: body.unit)
        ]
        none = [(_NONE, _now("Không trực thuộc cơ quan, tổ chức nào"))] if may_end else []
        field_of(self, "above", forms.ChoiceField).choices = [("", _now("Chọn")), *none, *grouped]
        self.fields["on"].initial = clock.today()

    def clean_above(self) -> Body | None:
        """The body chosen, or None."""
        return self._offered.get(self.cleaned_data["above"])
