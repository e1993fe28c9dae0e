"""Forms of the yearly assessment."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.bodies.models import Body
from portal.core import clock
from portal.core.fields import LineField
from portal.core.formatting import day
from portal.core.forms import DayField, VersionedForm, field_of
from portal.steering.assessments.selectors import Entry
from portal.steering.assessments.services import Judgement
from portal.steering.choices import AssessmentOutcome, CriterionVerdict
from portal.steering.models import AssessmentCriterion, CriterionMark
from portal.units.models import Unit


class SaysLate(forms.Form):
    """A form with a box to tick once the time for it has passed; `passed` is its last day, None while there is time."""

    late = forms.BooleanField(required=False)

    def __init__(self, *args: Any, passed: date | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if passed is None:
            del self.fields["late"]
        else:
            said = _now("Thời hạn là %(day)s, nay đã quá. Tôi vẫn ghi và phiếu sẽ nêu rõ việc này.")
            self.fields["late"].label = said % {"day": day(passed)}


class RegisterForm(SaysLate):
    """Which subjects registered on one day. Nothing is ticked beforehand."""

    subjects = forms.MultipleChoiceField(
        label=_("Nơi đăng ký"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Chọn ít nhất một nơi."),
            "invalid_choice": _("Có nơi không còn chờ đăng ký. Xem lại danh sách."),
        },
    )
    on = DayField(label=_("Ngày đăng ký"), help_text=_("Ngày ghi trên bản đăng ký của các nơi được chọn."))

    field_order = ("subjects", "on", "late")

    def __init__(self, *args: Any, waiting: Iterable[Entry], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._waiting = {entry.key: entry for entry in waiting}
        field_of(self, "subjects", forms.MultipleChoiceField).choices = [
            (key, entry.name) for key, entry in self._waiting.items()
        ]

    def clean_subjects(self) -> list[Unit | Body]:
        """The subjects chosen."""
        return [self._waiting[key].subject for key in self.cleaned_data["subjects"]]


class JudgeForm(SaysLate, VersionedForm):
    """What a person says of each criterion: a field by its key, and one for the note beside it."""

    def __init__(
        self,
        *args: Any,
        criteria: Iterable[AssessmentCriterion],
        marks: Mapping[int, CriterionMark],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self._criteria = list(criteria)
        for criterion in self._criteria:
            mark = marks.get(criterion.pk)
            self.fields[criterion.key] = forms.ChoiceField(
                label=criterion.article,
                choices=[*CriterionVerdict.choices, ("", _now("Chưa đánh giá"))],
                widget=forms.RadioSelect,
                required=False,
                initial=mark.verdict if mark else "",
            )
            self.fields[note_name(criterion)] = LineField(
                label=_now("Ghi chú"), max_length=300, required=False, initial=mark.note if mark else ""
            )
        if "late" in self.fields:
            self.fields["late"] = self.fields.pop("late")

    def judgements(self) -> dict[AssessmentCriterion, Judgement]:
        """What is said of each criterion."""
        given = self.cleaned_data
        return {row: Judgement(given[row.key], given[note_name(row)]) for row in self._criteria}


def note_name(criterion: AssessmentCriterion) -> str:
    """The name of the field for the note beside a criterion."""
    return f"{criterion.key}_note"


class ProposeForm(SaysLate, VersionedForm):
    """On which day a subject was proposed."""

    on = DayField(label=_("Ngày đề nghị công nhận"), help_text=_("Ngày ghi trên văn bản đề nghị."))

    field_order = ("on", "late")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()


class DecideForm(SaysLate, VersionedForm):
    """Whether a subject was recognised, by which decision."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[
            (AssessmentOutcome.RECOGNISED, _("Công nhận")),
            (AssessmentOutcome.NOT_RECOGNISED, _("Không công nhận")),
        ],
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("Ngày quyết định"))
    code = LineField(
        label=_("Số quyết định"), max_length=60, required=False, help_text=_("Ví dụ 12/QĐ-UBND.")
    )
    note = LineField(
        label=_("Lý do, ghi chú"),
        max_length=300,
        required=False,
        help_text=_("Bắt buộc khi không công nhận."),
    )

    field_order = ("outcome", "on", "code", "note", "late")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()
