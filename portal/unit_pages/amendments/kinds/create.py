"""Questions of creating a unit; for hamlets and teams of a commune one short form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.fields import LineField
from portal.core.forms import DayField, field_of
from portal.unit_pages.amendments.forms import LEVEL_OF, EffectForm, NewUnitForm, kind_choices
from portal.unit_pages.amendments.guides import AmendmentSubject, Guide
from portal.unit_pages.amendments.similar_names import AsksAboutSimilarNames
from portal.unit_pages.amendments.wizard import Wizard
from portal.units.amendments.kinds import CreateUnit
from portal.units.amendments.serialization import NewUnit
from portal.units.choices import AmendmentKind, Level, UnitKind
from portal.units.models import Unit
from portal.units.national.tables import REFORM
from portal.units.selectors import hamlets_of
from portal.units.services import PARENT_LEVELS


def _levels_below(unit: Unit) -> list[str]:
    """The levels of which a unit may begin right below this one; below a province it is communes since 1 July 2025."""
    if unit.level == Level.PROVINCE:
        return [Level.COMMUNE] if clock.today() >= REFORM else []
    return [level for level, parents in PARENT_LEVELS.items() if unit.level in parents]


def _fits(subject: AmendmentSubject) -> bool:
    return not subject.unit.has_ended_by(clock.today()) and bool(_levels_below(subject.unit))


def _ask(wizard: Wizard, subject: AmendmentSubject) -> tuple[CreateUnit, EffectForm]:
    new = wizard.ask(NewUnitForm, levels=_levels_below(subject.unit), parent=subject.unit)
    return CreateUnit(new.level(), subject.unit, new.unit()), wizard.ask(EffectForm)


GUIDE = Guide(
    kind=AmendmentKind.CREATE,
    label=_("Thành lập đơn vị mới"),
    icon="plus-lg",
    sentence=_("Thêm một đơn vị trực thuộc, chưa có dữ liệu nào."),
    fits=_fits,
    ask=_ask,
    for_own_unit=True,
)


class HamletForm(AsksAboutSimilarNames):
    """A hamlet or self-managed team of a commune: kind, name, where it is, since when and by which document."""

    kind = forms.ChoiceField(
        label=_("Loại"), choices=kind_choices(Level.HAMLET, Level.SELF_MANAGED_TEAM), widget=forms.RadioSelect
    )
    name = LineField(label=_("Tên"), max_length=120, help_text=_("Chỉ phần tên, ví dụ “Phước Lễ” hoặc “3”."))
    parent = forms.ChoiceField(label=_("Trực thuộc"))
    valid_from = DayField(label=_("Từ ngày"))
    legal_act = LineField(label=_("Văn bản thành lập"), max_length=200, required=False)

    field_order = ("kind", "name", "near")

    def __init__(self, *args: Any, commune: Unit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        hamlets = hamlets_of(commune, clock.today()).filter(level=Level.HAMLET)
        self._parents = {unit.public_id: unit for unit in [commune, *hamlets]}
        field_of(self, "parent", forms.ChoiceField).choices = [
            (pid, unit.title) for pid, unit in self._parents.items()
        ]
        self.fields["valid_from"].initial = clock.today()

    def clean_parent(self) -> Unit:
        return self._parents[self.cleaned_data["parent"]]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if all(given.get(name) for name in ("kind", "name", "parent", "valid_from")):
            level = LEVEL_OF[UnitKind(given["kind"])]
            self.ask_about(
                given["kind"], given["name"], level=level, parent=given["parent"], on=given["valid_from"]
            )
        return given

    def plan(self) -> CreateUnit:
        given = self.cleaned_data
        level = LEVEL_OF[UnitKind(given["kind"])]
        return CreateUnit(level, given["parent"], NewUnit(given["kind"], given["name"]))
