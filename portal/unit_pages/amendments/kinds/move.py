"""Questions of moving a unit to another parent, also of what a split left undecided."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from portal.core.forms import field_of
from portal.unit_pages.amendments.forms import EffectForm, QuestionForm, UnitsForm, kind_field
from portal.unit_pages.amendments.guides import AmendmentSubject, Guide, is_standing
from portal.unit_pages.amendments.wizard import Wizard
from portal.unit_pages.picker.forms import UnitField
from portal.units.amendments.kinds import MoveUnit
from portal.units.choices import RANK, AmendmentKind, Level
from portal.units.models import Unit
from portal.units.services import PARENT_LEVELS


class MoveTargetForm(QuestionForm):
    """Under which unit one is placed."""

    question = gettext_lazy("Chuyển về đơn vị nào?")
    to = UnitField(label=gettext_lazy("Đơn vị cấp trên mới"))

    def __init__(self, *args: Any, levels: list[str], within: Unit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "to", UnitField).limit(levels=levels, within=within)


class SuccessorForm(UnitsForm):
    """To which of its successors the rest of an ended unit goes."""

    question = gettext_lazy("Phần còn lại chuyển về đơn vị nào?")
    to = kind_field(gettext_lazy("Đơn vị kế thừa"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "to", forms.ChoiceField).choices = self.unit_choices()

    def clean_to(self) -> Unit:
        return self.offered[self.cleaned_data["to"]]


def _fits(subject: AmendmentSubject) -> bool:
    """Whether the area has another parent for the unit, or the unit ended and its own rows are in no successor yet."""
    unit = subject.unit
    if not is_standing(subject):
        return _is_undecided(unit)
    parents = PARENT_LEVELS.get(Level(unit.level), set())
    in_area = any(RANK[level] > RANK[subject.area.level] for level in parents)
    # A commune without a district is under its province, and there is no other in the area.
    return in_area and (unit.level != Level.COMMUNE or unit.district_id is not None)


def _is_undecided(unit: Unit) -> bool:
    """Whether a unit ended with successors, and its own rows are in none of them."""
    loose = unit.level in (Level.COMMUNE, Level.HAMLET) and getattr(unit, f"{unit.level}_id") is None
    return unit.valid_to is not None and loose and unit.became.exists()


def _ask(wizard: Wizard, subject: AmendmentSubject) -> tuple[MoveUnit, EffectForm]:
    unit = subject.unit
    target: MoveTargetForm | SuccessorForm
    if unit.valid_to is None:
        levels = sorted(PARENT_LEVELS[Level(unit.level)])
        target = wizard.ask(MoveTargetForm, levels=levels, within=subject.area)
    else:
        links = unit.became.select_related("successor").order_by("successor__sort")
        target = wizard.ask(SuccessorForm, units=[link.successor for link in links])
    return MoveUnit(unit, target.cleaned_data["to"]), wizard.ask(EffectForm)


GUIDE = Guide(
    kind=AmendmentKind.MOVE,
    label=gettext_lazy("Chuyển về đơn vị khác"),
    icon="send",
    sentence=gettext_lazy("Cả đơn vị, với mọi thứ bên trong, thuộc về đơn vị cấp trên khác."),
    fits=_fits,
    ask=_ask,
)
