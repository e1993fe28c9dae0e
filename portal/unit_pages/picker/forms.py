"""`UnitField`: the form field that picks one unit among thousands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.unit_pages.picker.selectors import PickerLimits, options
from portal.units.choices import Level
from portal.units.models import Unit


@dataclass(frozen=True)
class Picked:
    """What came of a picker: the unit picked, the words searched for, and whether its own button sent the form."""

    key: str = ""
    query: str = ""
    searching: bool = False

    @classmethod
    def of(cls, value: Any) -> "Picked":
        """What a field's value means: what came of the picker, a unit, its key, or nothing."""
        if isinstance(value, Unit):
            return cls(value.public_id)
        return value if isinstance(value, Picked) else cls(value or "")


class UnitPicker(forms.Widget):
    """Words to search by, and what they find as choices. Without JavaScript its button sends the form, which comes
    back with the choices and all that was typed."""

    template_name = "_components/unit_picker.html"
    use_fieldset = True
    limits = PickerLimits()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Picked:
        return Picked(data.get(name, ""), data.get(f"{name}-tim", "").strip(), f"{name}-go" in data)

    def format_value(self, value: Any) -> str:
        return Picked.of(value).key

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        picked = Picked.of(value)
        offered = options(self.limits, picked.query, picked.key)
        return context | {"options": offered, "url": self.limits.url(name), "name": name}

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        return render_to_string(self.template_name, self.get_context(name, value, attrs))


class UnitField(forms.Field):
    """A unit that exists on a day (empty: today), of some levels, within one unit or anywhere. Others are refused.

    A form that learns the limits late calls `limit` in its `__init__`. `near`: whose province is offered first.
    """

    widget = UnitPicker
    default_error_messages = {
        "choose": _("Chọn một đơn vị trong danh sách bên dưới."),
        "nothing": _("Không tìm thấy đơn vị nào. Thử ít chữ hơn, hoặc gõ mã."),
        "refused": _("Không chọn được đơn vị này ở đây. Tìm và chọn đơn vị khác."),
    }

    def __init__(
        self,
        *,
        levels: Iterable[str] = (),
        within: Unit | None = None,
        day: date | None = None,
        near: Unit | None = None,
        **kwargs: Any,
    ):
        super().__init__(**kwargs)
        self.limit(levels=levels, within=within, day=day, near=near)

    def limit(
        self,
        *,
        levels: Iterable[str] = (),
        within: Unit | None = None,
        day: date | None = None,
        near: Unit | None = None,
    ) -> None:
        """Set which units may be picked."""
        self.widget.limits = PickerLimits(tuple(Level(level).value for level in levels), within, day, near)

    def clean(self, value: Picked) -> Unit | None:
        limits: PickerLimits = self.widget.limits
        if value.searching or (value.query and not value.key):
            found = options(limits, value.query).results
            raise ValidationError(self.error_messages["choose" if found else "nothing"])
        if not value.key:
            if self.required:
                raise ValidationError(self.error_messages["required"])
            return None
        unit = limits.units().filter(public_id=value.key).first()
        if unit is None:
            raise ValidationError(self.error_messages["refused"])
        return unit
