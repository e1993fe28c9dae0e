"""Forms that several kinds of amendments share, one question a page; the others are in `kinds`."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import clock
from portal.core.fields import LineField
from portal.core.forms import DayField, field_of
from portal.unit_pages.amendments.similar_names import AsksAboutSimilarNames
from portal.units.amendments.serialization import NewUnit
from portal.units.choices import KINDS_AT, Level, UnitKind
from portal.units.importing.places import Beside
from portal.units.models import Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# The choice that stands for "decided later".
UNDECIDED = "chua"
PEOPLE_END = gettext_lazy("Chưa quyết định thì phân công của họ kết thúc từ ngày đó; phân công lại sau.")
LEVEL_OF = {kind: level for level, kinds in KINDS_AT.items() for kind in kinds}
# The levels whose units have official codes.
CODED_LEVELS = {Level.PROVINCE, Level.DISTRICT, Level.COMMUNE}


class QuestionForm(forms.Form):
    """One question. `question` heads its page; `speaks_for` maps the field a check complains about to the field shown."""

    question: ClassVar[str | Promise]
    speaks_for: ClassVar[dict[str, str]] = {}
    use_required_attribute = False


def name_field(label: "str | StrPromise") -> LineField:
    return LineField(
        label=label, max_length=120, help_text=gettext_lazy("Chỉ phần tên, ví dụ “Phước Lễ” hoặc “3”.")
    )


def code_field() -> LineField:
    return LineField(
        label=gettext_lazy("Mã đơn vị"),
        max_length=10,
        required=False,
        help_text=gettext_lazy("Theo danh mục đơn vị hành chính; để trống nếu chưa có."),
    )


def kind_field(label: "str | StrPromise") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, widget=forms.RadioSelect)


def kind_choices(*levels: str) -> list[tuple[str, str | Promise]]:
    """The kinds units of some levels may be of, as choices."""
    return [(kind.value, kind.label) for level in levels for kind in KINDS_AT[Level(level)]]


class NewUnitForm(AsksAboutSimilarNames, QuestionForm):
    """A unit that begins: its kind, name, and code where its level has codes."""

    question = gettext_lazy("Đơn vị mới tên là gì?")
    speaks_for = {"level": "kind"}
    kind = kind_field(gettext_lazy("Loại"))
    name = name_field(gettext_lazy("Tên"))
    code = code_field()

    def __init__(
        self, *args: Any, levels: list[str], parent: Unit | None, ending: Iterable[Unit] = (), **kwargs: Any
    ):
        """`ending`: units that end as this one begins, so that it may bear the name of one of them; the first of them says
        of which kind it is offered to be."""
        super().__init__(*args, **kwargs)
        self._parent, self._ending = parent, ending
        choices = kind_choices(*levels)
        kind = field_of(self, "kind", forms.ChoiceField)
        kind.choices = choices
        only = choices[0][0] if len(choices) == 1 else None
        kind.initial = next((unit.kind for unit in ending), only)
        if not CODED_LEVELS & set(levels):
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if given.get("kind") and given.get("name"):
            place = Beside(level=self.level(), on=clock.today(), besides=self._ending)
            self.ask_about(given["kind"], given["name"], parent=self._parent, **place)
        return given

    def unit(self) -> NewUnit:
        given = self.cleaned_data
        return NewUnit(given["kind"], given["name"], given.get("code", ""))

    def level(self) -> Level:
        return LEVEL_OF[UnitKind(self.cleaned_data["kind"])]


class UnitsForm(QuestionForm):
    """A question whose choices are units that were read before."""

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offered = {unit.public_id: unit for unit in units}

    def unit_choices(self) -> list[tuple[str, str]]:
        return [(key, unit.title) for key, unit in self.offered.items()]


class NeighboursForm(UnitsForm):
    """Some of the units beside one: of its level, under its parent."""

    question = gettext_lazy("Sáp nhập với đơn vị nào?")
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Các đơn vị cùng cấp, cùng nơi"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        units = field_of(self, "units", forms.MultipleChoiceField)
        units.choices = self.unit_choices()
        if not self.offered:
            units.help_text = _("Không có đơn vị nào cùng cấp ở cạnh để sáp nhập.")

    def clean_units(self) -> tuple[Unit, ...]:
        return tuple(self.offered[key] for key in self.cleaned_data["units"])


class EffectForm(QuestionForm):
    """The day from which an amendment holds, and the document that decided it."""

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

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        if on.year > clock.today().year + 5:
            raise ValidationError(_("Ngày này quá xa. Xem lại năm."))
        return on
