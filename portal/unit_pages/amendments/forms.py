"""The questions of amendments on units, one a page."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import clock
from portal.core.fields import LineField
from portal.core.forms import DayField
from portal.unit_pages.picker.forms import UnitField
from portal.unit_pages.similar_names import AsksAboutNames
from portal.units.amendments.serialization import NewUnit
from portal.units.choices import KINDS_AT, Level, UnitKind
from portal.units.models import Unit

# How many new units a split may make at once.
MOST_PARTS = 4
NEW, UNDECIDED = "moi", "chua"
PEOPLE_END = gettext_lazy("Chưa quyết định thì phân công của họ kết thúc từ ngày đó; phân công lại sau.")
_LEVEL_OF = {kind: level for level, kinds in KINDS_AT.items() for kind in kinds}
_CODED = {Level.PROVINCE, Level.DISTRICT, Level.COMMUNE}


class QuestionForm(forms.Form):
    """One question. `question` heads its page; `speaks_for` says which field answers for a rule's complaint."""

    question: ClassVar[str | Promise]
    speaks_for: ClassVar[dict[str, str]] = {}
    use_required_attribute = False


def _name_field(label) -> LineField:
    return LineField(
        label=label, max_length=120, help_text=gettext_lazy("Chỉ phần tên, ví dụ “Phước Lễ” hoặc “3”.")
    )


def _code_field() -> LineField:
    return LineField(
        label=gettext_lazy("Mã đơn vị"),
        max_length=10,
        required=False,
        help_text=gettext_lazy("Theo danh mục đơn vị hành chính; để trống nếu chưa có."),
    )


def _kind_field(label) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, widget=forms.RadioSelect)


def kind_choices(*levels: str) -> list[tuple[str, str]]:
    """The kinds units of some levels may be of, as choices."""
    return [(kind.value, kind.label) for level in levels for kind in KINDS_AT[Level(level)]]


class NewUnitForm(AsksAboutNames, QuestionForm):
    """A unit that begins: its kind, name, and code where its level has codes."""

    question = gettext_lazy("Đơn vị mới tên là gì?")
    speaks_for = {"level": "kind"}
    kind = _kind_field(gettext_lazy("Loại"))
    name = _name_field(gettext_lazy("Tên"))
    code = _code_field()

    def __init__(
        self,
        *args,
        levels: list[str],
        parent: Unit | None,
        kind: str = "",
        ending: Iterable[Unit] = (),
        **kwargs,
    ):
        """`ending`: units that end as this one begins, so that it may bear the name of one of them."""
        super().__init__(*args, **kwargs)
        self._parent, self._ending = parent, ending
        choices = kind_choices(*levels)
        self.fields["kind"].choices = choices
        self.fields["kind"].initial = kind or (choices[0][0] if len(choices) == 1 else None)
        if not _CODED & set(levels):
            del self.fields["code"]

    def clean(self):
        given = super().clean()
        if given.get("kind") and given.get("name"):
            place = {
                "level": self.level(),
                "parent": self._parent,
                "on": clock.today(),
                "besides": self._ending,
            }
            self.ask_about(given["kind"], given["name"], **place)
        return given

    def unit(self) -> NewUnit:
        given = self.cleaned_data
        return NewUnit(given["kind"], given["name"], given.get("code", ""))

    def level(self) -> Level:
        return _LEVEL_OF[UnitKind(self.cleaned_data["kind"])]


class RenameForm(AsksAboutNames, QuestionForm):
    """What a unit is called from a day on."""

    question = gettext_lazy("Tên mới là gì?")
    name = _name_field(gettext_lazy("Tên mới"))
    code = _code_field()

    def __init__(self, *args, unit: Unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = unit.name
        self.fields["code"].initial = unit.code
        if unit.level not in _CODED:
            del self.fields["code"]
        self._unit = unit

    def clean(self):
        given = super().clean()
        if given.get("name"):
            unit = self._unit
            place = {"level": unit.level, "parent": unit.parent, "on": clock.today(), "besides": [unit]}
            self.ask_about(unit.kind, given["name"], **place)
        return given


class KindForm(QuestionForm):
    """Of which kind a unit is from a day on."""

    question = gettext_lazy("Đơn vị đổi thành loại nào?")
    to = _kind_field(gettext_lazy("Loại mới"))

    def __init__(self, *args, unit: Unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [choice for choice in kind_choices(unit.level) if choice[0] != unit.kind]


class MoveTargetForm(QuestionForm):
    """Under which unit one comes to stand."""

    question = gettext_lazy("Chuyển về đơn vị nào?")
    to = UnitField(label=gettext_lazy("Đơn vị cấp trên mới"))

    def __init__(self, *args, levels: list[str], within: Unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].limit(levels=levels, within=within)


class _OfUnits(QuestionForm):
    """A step that chooses among units already read."""

    def __init__(self, *args, units: list[Unit], **kwargs):
        super().__init__(*args, **kwargs)
        self._units = {unit.public_id: unit for unit in units}

    def _choices(self) -> list[tuple[str, str]]:
        return [(key, unit.title) for key, unit in self._units.items()]


class SuccessorForm(_OfUnits):
    """To which of its successors the rest of an ended unit goes."""

    question = gettext_lazy("Phần còn lại chuyển về đơn vị nào?")
    to = _kind_field(gettext_lazy("Đơn vị kế thừa"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = self._choices()

    def clean_to(self) -> Unit:
        return self._units[self.cleaned_data["to"]]


class OthersForm(_OfUnits):
    """Which neighbours become one with a unit."""

    question = gettext_lazy("Sáp nhập với đơn vị nào?")
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Các đơn vị cùng cấp, cùng nơi"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = self._choices()
        if not self._units:
            self.fields["units"].help_text = _("Không có đơn vị nào cùng cấp ở cạnh để sáp nhập.")

    def clean_units(self) -> tuple[Unit, ...]:
        return tuple(self._units[key] for key in self.cleaned_data["units"])


class IntoForm(_OfUnits):
    """Which of the merging units goes on, or that a new one takes their place."""

    question = gettext_lazy("Sau khi sáp nhập, đơn vị nào còn?")
    into = _kind_field(gettext_lazy("Đơn vị sau khi sáp nhập"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        goes_on = [(key, _("%(unit)s tiếp tục") % {"unit": name}) for key, name in self._choices()]
        self.fields["into"].choices = [*goes_on, (NEW, _("Lập đơn vị mới"))]

    def clean_into(self) -> Unit | None:
        return self._units.get(self.cleaned_data["into"])


class PartsForm(AsksAboutNames, QuestionForm):
    """The new units a split makes."""

    question = gettext_lazy("Chia thành những đơn vị nào?")
    speaks_for = {"parts": "name_1", "name": "name_1", "code": "code_1"}
    kind = _kind_field(gettext_lazy("Loại của các đơn vị mới"))

    def __init__(self, *args, unit: Unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices(unit.level)
        self.fields["kind"].initial = unit.kind
        for n in range(1, MOST_PARTS + 1):
            name = LineField(label=_("Tên đơn vị thứ %(n)d") % {"n": n}, max_length=120, required=n == 1)
            if n == 2:
                name.help_text = _("Để trống nếu phần còn lại nhập vào một đơn vị đang có.")
            self.fields[f"name_{n}"] = name
            if unit.level in _CODED:
                self.fields[f"code_{n}"] = LineField(
                    label=_("Mã đơn vị thứ %(n)d") % {"n": n}, max_length=10, required=False
                )
        self._unit = unit

    def clean(self):
        given = super().clean()
        unit = self._unit
        names = [given[f"name_{n}"] for n in range(1, MOST_PARTS + 1) if given.get(f"name_{n}")]
        for name in names if given.get("kind") else ():
            place = {"level": unit.level, "parent": unit.parent, "on": clock.today(), "besides": [unit]}
            self.ask_about(given["kind"], name, **place)
        return given

    def units(self) -> list[NewUnit]:
        given = self.cleaned_data
        return [
            NewUnit(given["kind"], given[f"name_{n}"], given.get(f"code_{n}", ""))
            for n in range(1, MOST_PARTS + 1)
            if given.get(f"name_{n}")
        ]


class PartnersForm(OthersForm):
    """Units that stand already and take over a part."""

    question = gettext_lazy("Có phần nào nhập vào đơn vị đang có không?")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].required = False
        self.fields["units"].label = _("Đơn vị nhận một phần")


class SidesForm(QuestionForm):
    """Where each unit inside goes, and what belongs to the unit itself. Nothing is chosen silently: undecided is a
    choice of its own, and whatever is undecided waits with the unit above."""

    question = gettext_lazy("Mỗi đơn vị bên trong thuộc về đâu?")
    _OWN = ("rest", "people")

    def __init__(self, *args, unit: Unit, parts: list[str], inside: list[Unit], **kwargs):
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


class EffectForm(QuestionForm):
    """Since when, and by which document."""

    question = gettext_lazy("Từ ngày nào, theo văn bản nào?")
    on = DayField(
        label=gettext_lazy("Có hiệu lực từ ngày"),
        help_text=gettext_lazy("Ngày ghi trong văn bản. Ngày sau hôm nay thì đến sáng hôm đó mới thực hiện."),
    )
    legal_act = LineField(
        label=gettext_lazy("Văn bản"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Số, ngày, cơ quan ban hành: ví dụ “Nghị quyết 12/NQ-HĐND ngày 05/12/2019”."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        if on.year > clock.today().year + 5:
            raise ValidationError(_("Ngày này quá xa. Xem lại năm."))
        return on
