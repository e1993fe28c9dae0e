"""Questions of splitting a unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import clock
from portal.core.fields import LineField
from portal.core.forms import field_of
from portal.core.ordering import sort_key
from portal.unit_pages.amendments.forms import (
    CODED_LEVELS,
    PEOPLE_END,
    UNDECIDED,
    EffectForm,
    NeighboursForm,
    QuestionForm,
    kind_choices,
    kind_field,
)
from portal.unit_pages.amendments.guides import AmendmentSubject, Guide, is_standing, neighbours
from portal.unit_pages.amendments.similar_names import AsksAboutSimilarNames
from portal.unit_pages.amendments.wizard import Wizard
from portal.units.amendments.kinds import SplitUnit
from portal.units.amendments.serialization import NewUnit
from portal.units.choices import AmendmentKind
from portal.units.importing.places import Beside
from portal.units.models import Unit
from portal.units.selectors import children_on

# How many new units a split may make at once.
MOST_PARTS = 4


class PartsForm(AsksAboutSimilarNames, QuestionForm):
    """The new units a split makes."""

    question = gettext_lazy("Chia thành những đơn vị nào?")
    speaks_for = {"parts": "name_1", "name": "name_1", "code": "code_1"}
    kind = kind_field(gettext_lazy("Loại của các đơn vị mới"))

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kind = field_of(self, "kind", forms.ChoiceField)
        kind.choices = kind_choices(unit.level)
        kind.initial = unit.kind
        for n in range(1, MOST_PARTS + 1):
            name = LineField(label=_("Tên đơn vị thứ %(n)d") % {"n": n}, max_length=120, required=n == 1)
            if n == 2:
                name.help_text = _("Để trống nếu phần còn lại nhập vào một đơn vị đang có.")
            self.fields[f"name_{n}"] = name
            if unit.level in CODED_LEVELS:
                self.fields[f"code_{n}"] = LineField(
                    label=_("Mã đơn vị thứ %(n)d") % {"n": n}, max_length=10, required=False
                )
        self._unit = unit

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        unit = self._unit
        names = [given[f"name_{n}"] for n in range(1, MOST_PARTS + 1) if given.get(f"name_{n}")]
        for name in names if given.get("kind") else ():
            place = Beside(level=unit.level, on=clock.today(), besides=[unit])
            self.ask_about(given["kind"], name, parent=unit.parent, **place)
        return given

    def units(self) -> list[NewUnit]:
        given = self.cleaned_data
        return [
            NewUnit(given["kind"], given[f"name_{n}"], given.get(f"code_{n}", ""))
            for n in range(1, MOST_PARTS + 1)
            if given.get(f"name_{n}")
        ]


class PartnersForm(NeighboursForm):
    """Units that already exist and take over a part."""

    question = gettext_lazy("Có phần nào nhập vào đơn vị đang có không?")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["units"].required = False
        self.fields["units"].label = _("Đơn vị nhận một phần")


class SidesForm(QuestionForm):
    """To which part each inner unit goes, and the rows and people of the unit itself. "Undecided" is a choice of its own and
    the one offered first, so that nothing is decided silently."""

    question = gettext_lazy("Mỗi đơn vị bên trong thuộc về đâu?")
    _OWN = ("rest", "people")

    def __init__(self, *args: Any, unit: Unit, parts: list[str], inside: list[Unit], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._inside = {f"side-{child.public_id}": child for child in inside}
        choices = [(str(n), name) for n, name in enumerate(parts)]
        choices.append((UNDECIDED, _("Chưa quyết định")))
        own = {
            "rest": _("Dữ liệu ghi thẳng ở %(unit)s (không theo đơn vị bên trong)"),
            "people": _("Người đang được phân công ở %(unit)s"),
        }
        asked = {name: child.title for name, child in self._inside.items()}
        asked |= {name: label % {"unit": unit.full_name} for name, label in own.items()}
        for name, label in asked.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, initial=UNDECIDED, widget=forms.RadioSelect
            )
        self.fields["people"].help_text = PEOPLE_END

    def sides(self) -> dict[Unit, int]:
        given = self.cleaned_data
        return {child: int(given[name]) for name, child in self._inside.items() if given[name] != UNDECIDED}

    def own(self) -> dict[str, int | None]:
        given = self.cleaned_data
        return {name: None if given[name] == UNDECIDED else int(given[name]) for name in self._OWN}


def _ask(wizard: Wizard, subject: AmendmentSubject) -> tuple[SplitUnit, EffectForm]:
    unit = subject.unit
    begun = wizard.ask(PartsForm, unit=unit).units()
    beside = neighbours(unit)
    parts = (*begun, *(wizard.ask(PartnersForm, units=beside).cleaned_data["units"] if beside else ()))
    effect = wizard.ask(EffectForm)
    inside = sorted(children_on(unit, effect.cleaned_data["on"]), key=lambda child: sort_key(child.full_name))
    names = [part.title if isinstance(part, Unit) else part.name for part in parts]
    sides = wizard.ask(SidesForm, unit=unit, parts=names, inside=inside)
    return SplitUnit(unit, parts, sides.sides(), **sides.own()), effect


GUIDE = Guide(
    kind=AmendmentKind.SPLIT,
    label=gettext_lazy("Chia tách"),
    icon="share",
    sentence=gettext_lazy("Một đơn vị thành nhiều; anh/chị chọn mỗi phần bên trong thuộc về đâu."),
    fits=is_standing,
    ask=_ask,
)
