"""Questions of merging units of one level."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.forms import field_of
from portal.unit_pages.amendments.forms import EffectForm, NeighboursForm, NewUnitForm, UnitsForm, kind_field
from portal.unit_pages.amendments.guides import AmendmentSubject, Guide, is_standing, neighbours
from portal.unit_pages.amendments.wizard import Wizard
from portal.units.amendments.kinds import MergeUnits
from portal.units.choices import AmendmentKind
from portal.units.models import Unit

# The choice that stands for a new unit in place of those merged.
NEW = "moi"


class IntoForm(UnitsForm):
    """Which of the merging units goes on, or that a new one takes their place."""

    question = gettext_lazy("Sau khi sáp nhập, đơn vị nào còn?")
    into = kind_field(gettext_lazy("Đơn vị sau khi sáp nhập"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        goes_on = [(key, _("%(unit)s tiếp tục") % {"unit": name}) for key, name in self.unit_choices()]
        field_of(self, "into", forms.ChoiceField).choices = [*goes_on, (NEW, _("Lập đơn vị mới"))]

    def clean_into(self) -> Unit | None:
        return self.offered.get(self.cleaned_data["into"])


def _ask(wizard: Wizard, subject: AmendmentSubject) -> tuple[MergeUnits, EffectForm]:
    unit = subject.unit
    others = wizard.ask(NeighboursForm, units=neighbours(unit)).cleaned_data["units"]
    together = (unit, *others)
    into = wizard.ask(IntoForm, units=list(together)).cleaned_data["into"]
    if into is None:
        into = wizard.ask(NewUnitForm, levels=[unit.level], parent=unit.parent, ending=together).unit()
    return MergeUnits(together, into, unit.parent), wizard.ask(EffectForm)


GUIDE = Guide(
    kind=AmendmentKind.MERGE,
    label=gettext_lazy("Sáp nhập"),
    icon="box-arrow-in-right",
    sentence=gettext_lazy(
        "Hai hay nhiều đơn vị cùng cấp thành một; nhóm, tin báo, người phụ trách về đơn vị chung."
    ),
    fits=is_standing,
    ask=_ask,
)
