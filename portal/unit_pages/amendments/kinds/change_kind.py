"""Questions of changing a unit's kind."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from portal.core.forms import field_of
from portal.unit_pages.amendments.forms import EffectForm, QuestionForm, kind_choices, kind_field
from portal.unit_pages.amendments.guides import AmendmentSubject, Guide, is_standing
from portal.unit_pages.amendments.wizard import Wizard
from portal.units.amendments.kinds import ChangeUnitKind
from portal.units.choices import KINDS_AT, AmendmentKind, Level
from portal.units.models import Unit


class KindForm(QuestionForm):
    """Of which kind a unit is from a day on."""

    question = gettext_lazy("Đơn vị đổi thành loại nào?")
    to = kind_field(gettext_lazy("Loại mới"))

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "to", forms.ChoiceField).choices = [
            choice for choice in kind_choices(unit.level) if choice[0] != unit.kind
        ]


def _fits(subject: AmendmentSubject) -> bool:
    return is_standing(subject) and len(KINDS_AT[Level(subject.unit.level)]) > 1


def _ask(wizard: Wizard, subject: AmendmentSubject) -> tuple[ChangeUnitKind, EffectForm]:
    to = wizard.ask(KindForm, unit=subject.unit).cleaned_data["to"]
    return ChangeUnitKind(subject.unit, to), wizard.ask(EffectForm)


GUIDE = Guide(
    kind=AmendmentKind.CHANGE_KIND,
    label=gettext_lazy("Đổi loại"),
    icon="arrow-repeat",
    sentence=gettext_lazy("Xã thành phường, ấp thành khu phố… Tên và địa bàn giữ nguyên."),
    fits=_fits,
    ask=_ask,
)
