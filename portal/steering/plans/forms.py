"""Forms of a plan: what it says of itself, how it is copied, begun and ended, and its table of targets."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core.fields import LineField, TextField, WholeNumberField
from portal.core.formatting import day
from portal.core.forms import KeyedForm, VersionedForm, field_of
from portal.steering.choices import PlanPurpose, TargetSubject
from portal.steering.models import Directive, Plan
from portal.steering.models.plans import FIRST_YEAR, LAST_YEAR, MOST_WORDS, PLAN_TEXTS


class PaperField(forms.ModelChoiceField):
    """A paper of the register, with number, day and subject."""

    def label_from_instance(self, obj: Directive) -> str:
        """Number, day and subject of a paper."""
        return f"{obj.code} ({day(obj.issued_on)}): {obj.title}"


class SourceField(forms.ModelChoiceField):
    """A plan to copy, with its years and its unit."""

    def label_from_instance(self, obj: Plan) -> str:
        """Title, years and unit of a plan."""
        return f"{obj.title} ({obj.period}, {obj.unit.title})"


def _year(label: Any) -> WholeNumberField:
    return WholeNumberField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR, grouped=False)


def _words(label: Any, told: Any) -> TextField:
    return TextField(
        label=label,
        max_length=MOST_WORDS,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=told,
    )


class _YearsFields(forms.Form):
    first_year = _year(_("Từ năm"))
    last_year = _year(_("Đến hết năm"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first_year"), given.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", ValidationError(_now("Năm cuối không thể trước năm đầu.")))
        return given


class _PlanFields(_YearsFields):
    purpose = forms.ChoiceField(label=_("Kế hoạch về việc gì?"), choices=PlanPurpose.choices)
    title = LineField(
        label=_("Tên kế hoạch"),
        max_length=300,
        help_text=_("Không ghi nội dung Mật, Tối mật, Tuyệt mật vào hệ thống này."),
    )
    directive = PaperField(
        label=_("Văn bản ban hành"),
        queryset=Directive.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("chưa ban hành"),
        help_text=_("Chọn trong sổ văn bản. Chưa có thì thêm vào sổ trước, hoặc chọn sau bằng “Sửa”."),
    )
    aims = _words(_("Mục đích"), _("Mỗi ý một dòng. In ở phần đầu của kế hoạch."))
    demands = _words(_("Yêu cầu"), _("Mỗi ý một dòng."))
    measures = _words(
        _("Nhiệm vụ, giải pháp chung"),
        _(
            "Mỗi ý một dòng; in trước phần phân công. Việc có đơn vị thực hiện, thời hạn thì thêm ở trang kế hoạch."
        ),
    )
    handed_down = forms.BooleanField(
        label=_("Giao các đơn vị cấp dưới"),
        required=False,
        help_text=_(
            "Khi kế hoạch được thực hiện, cán bộ các đơn vị bên dưới thấy chỉ tiêu và việc được giao."
        ),
    )

    field_order = ("purpose", "title", "first_year", "last_year", "directive", *PLAN_TEXTS, "handed_down")

    def __init__(self, *args: Any, papers: QuerySet[Directive], hands_down: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "directive", PaperField).queryset = papers
        if not hands_down:
            del self.fields["handed_down"]


class NewPlanForm(_PlanFields, KeyedForm):
    """Begin a draft."""


class EditPlanForm(_PlanFields, VersionedForm):
    """Change what a plan says of itself."""


class CopyPlanForm(_YearsFields, KeyedForm):
    """Begin a draft from another plan."""

    source = SourceField(
        label=_("Lập từ kế hoạch nào?"),
        queryset=Plan.objects.none(),
        to_field_name="public_id",
        help_text=_("Của năm trước, của đơn vị trước khi sáp nhập, hoặc cấp trên giao."),
    )
    title = LineField(
        label=_("Tên kế hoạch mới"),
        max_length=300,
        required=False,
        help_text=_("Để trống thì giữ tên cũ."),
    )

    field_order = ("source", "first_year", "last_year", "title")

    def __init__(self, *args: Any, sources: QuerySet[Plan], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "source", SourceField).queryset = sources


class BeginPlanForm(VersionedForm):
    """That a plan is to be carried out; in place of those in force in its years, if there are any."""

    replacing = forms.BooleanField(label=_("Thay kế hoạch đang thực hiện"), required=False)

    def __init__(self, *args: Any, beside: Iterable[Plan], **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = ", ".join(f"“{plan.title}” ({plan.period})" for plan in beside)
        if names:
            self.fields["replacing"].label = _now("Thay %(plans)s") % {"plans": names}
        else:
            del self.fields["replacing"]


class EndPlanForm(VersionedForm):
    """Why a plan ends."""

    note = LineField(
        label=_("Lý do"), max_length=200, required=False, help_text=_("Ví dụ: hết thời hạn, đã tổng kết.")
    )


class TargetsForm(VersionedForm):
    """The targets of a plan: a row a subject, a column a year, percent in each cell."""

    def __init__(self, *args: Any, years: Iterable[int], held: dict[tuple[str, int], int], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.years = list(years)
        for subject in TargetSubject:
            for year in self.years:
                self.fields[_cell(subject, year)] = WholeNumberField(
                    label=f"{str(subject.label).capitalize()}, {year}, %",
                    min_value=0,
                    max_value=100,
                    required=False,
                    initial=held.get((subject, year)),
                )

    def rows(self) -> list[tuple[str, list[BoundField]]]:
        """Each subject's name with its fields, a year each."""
        return [
            (str(subject.label).capitalize(), [self[_cell(subject, year)] for year in self.years])
            for subject in TargetSubject
        ]

    def percents(self) -> dict[tuple[str, int], int | None]:
        """What was typed, by subject and year; None for an empty cell."""
        return {
            (subject.value, year): self.cleaned_data[_cell(subject, year)]
            for subject in TargetSubject
            for year in self.years
        }


def _cell(subject: TargetSubject, year: int) -> str:
    return f"{subject.value}-{year}"
