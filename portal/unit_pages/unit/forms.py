"""The form that adds a hamlet or a self-managed team to a commune."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.fields import LineField
from portal.core.forms import DayField
from portal.unit_pages.similar_names import AsksAboutNames
from portal.units.choices import Level, UnitKind
from portal.units.selectors import hamlets_of

_LEVELS = {
    UnitKind.THON: Level.HAMLET,
    UnitKind.AP: Level.HAMLET,
    UnitKind.BAN: Level.HAMLET,
    UnitKind.BUON: Level.HAMLET,
    UnitKind.KHU_PHO: Level.HAMLET,
    UnitKind.TO_DAN_PHO: Level.HAMLET,
    UnitKind.TO_TU_QUAN: Level.SELF_MANAGED_TEAM,
}


class HamletForm(AsksAboutNames):
    """Kind, name, where it stands, since when and by which document."""

    kind = forms.ChoiceField(
        label=_("Loại"), choices=[(kind.value, kind.label) for kind in _LEVELS], widget=forms.RadioSelect
    )
    name = LineField(label=_("Tên"), max_length=120, help_text=_("Chỉ phần tên, ví dụ “Phước Lễ” hoặc “3”."))
    parent = forms.ChoiceField(label=_("Trực thuộc"))
    valid_from = DayField(label=_("Từ ngày"))
    legal_act = LineField(label=_("Văn bản thành lập"), max_length=200, required=False)

    field_order = ("kind", "name", "near")

    def __init__(self, *args, commune, **kwargs):
        super().__init__(*args, **kwargs)
        hamlets = hamlets_of(commune, clock.today()).filter(level=Level.HAMLET)
        self._parents = {unit.public_id: unit for unit in [commune, *hamlets]}
        self.fields["parent"].choices = [(pid, unit.title) for pid, unit in self._parents.items()]
        self.fields["valid_from"].initial = clock.today()

    def clean_parent(self):
        return self._parents[self.cleaned_data["parent"]]

    def clean(self):
        given = super().clean()
        if all(given.get(name) for name in ("kind", "name", "parent", "valid_from")):
            level = _LEVELS[UnitKind(given["kind"])]
            place = {"level": level, "parent": given["parent"], "on": given["valid_from"]}
            self.ask_about(given["kind"], given["name"], **place)
        return given

    def details(self) -> dict:
        """What `create_unit` takes."""
        return self.cleaned_data | {"level": _LEVELS[UnitKind(self.cleaned_data["kind"])]}
