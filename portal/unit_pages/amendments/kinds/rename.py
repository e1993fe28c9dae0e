"""Questions of a new name or official code of a unit."""

from typing import Any

from django.utils.translation import gettext_lazy

from portal.core import clock
from portal.unit_pages.amendments.forms import CODED_LEVELS, EffectForm, QuestionForm, code_field, name_field
from portal.unit_pages.amendments.guides import AmendmentSubject, Guide, is_standing
from portal.unit_pages.amendments.similar_names import AsksAboutSimilarNames
from portal.unit_pages.amendments.wizard import Wizard
from portal.units.amendments.kinds import RenameUnit
from portal.units.choices import AmendmentKind
from portal.units.importing.places import Beside
from portal.units.models import Unit


class RenameForm(AsksAboutSimilarNames, QuestionForm):
    """What a unit is called from a day on."""

    question = gettext_lazy("Tên mới là gì?")
    name = name_field(gettext_lazy("Tên mới"))
    code = code_field()

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = unit.name
        self.fields["code"].initial = unit.code
        if unit.level not in CODED_LEVELS:
            del self.fields["code"]
        self._unit = unit

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if given.get("name"):
            unit = self._unit
            place = Beside(level=unit.level, on=clock.today(), besides=[unit])
            self.ask_about(unit.kind, given["name"], parent=unit.parent, **place)
        return given


def _ask(wizard: Wizard, subject: AmendmentSubject) -> tuple[RenameUnit, EffectForm]:
    given = wizard.ask(RenameForm, unit=subject.unit).cleaned_data
    plan = RenameUnit(subject.unit, given["name"], given.get("code", subject.unit.code))
    return plan, wizard.ask(EffectForm)


GUIDE = Guide(
    kind=AmendmentKind.RENAME,
    label=gettext_lazy("Đổi tên"),
    icon="pencil",
    sentence=gettext_lazy(
        "Giữ nguyên địa bàn và dữ liệu, mang tên khác từ một ngày. Tên cũ vẫn còn cho những ngày trước đó."
    ),
    fits=is_standing,
    ask=_ask,
)
