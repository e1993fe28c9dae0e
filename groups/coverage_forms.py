"""Forms of coverage: its bases and targets, a figure a year each, and the day it is shown for."""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from groups.choices import CoverageSubject
from groups.models import CoverageBase, CoverageTarget
from portal.core.fields import LineField, WholeNumberField
from portal.core.formatting import day, number, percent
from portal.core.forms import DayField

Figure = TypeVar("Figure", CoverageBase, CoverageTarget)


class _YearlyForm(forms.Form, Generic[Figure]):
    """A figure of which a unit has one a subject and year. `held` says those that are set: the form shows the one it
    was opened for, and another figure replaces it only once the person was shown the present one and has agreed."""

    subject = forms.ChoiceField(
        label=_("Đối tượng"),
        choices=[(value, str(label).capitalize()) for value, label in CoverageSubject.choices],
    )
    year = WholeNumberField(label=_("Năm"), min_value=2000, max_value=2100, grouped=False)

    # Shown only when asked about.
    replaces = forms.BooleanField(
        label=_("Thay số đang có bằng số mới"), required=False, widget=forms.HiddenInput
    )

    #: The field whose help shows the present figure, and all that make up the figure.
    figure: str
    parts: tuple[str, ...]

    def __init__(self, *args: Any, held: Iterable[Figure], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._held: dict[tuple[str, int | None], Figure] = {(row.subject, row.year): row for row in held}
        self.replaced: Figure | None = None
        row = self._held.get((self["subject"].value(), _year(self["year"].value())))
        if row:
            self.fields[self.figure].help_text = self.current_figure(row)

    def current_figure(self, row: Figure) -> str:
        """What is set already, in a sentence."""
        raise NotImplementedError  # pragma: no cover - each form says it

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        agreed = given.pop("replaces", False)
        row = self._held.get((given.get("subject", ""), given.get("year")))
        if not row or all(given.get(part) == getattr(row, part) for part in self.parts):
            return given
        self.replaced = row
        if not agreed:
            # An old yes must not be restored from a draft.
            self.fields["replaces"].widget = forms.CheckboxInput({"data-no-draft": ""})
            # Said once, where it is asked.
            self.fields[self.figure].help_text = self[self.figure].help_text = ""
            self.add_error("replaces", f"{self.current_figure(row)} {_ask()}")
        return given


def _ask() -> str:
    return _now("Nếu đúng là thay số này, đánh dấu ở đây rồi gửi lại.")


def _year(typed: object) -> int | None:
    """The year of a field, as typed or as given; None for what is no year."""
    text = str(typed or "").strip()
    return int(text) if text.isdecimal() and len(text) == 4 else None


class CoverageBaseForm(_YearlyForm[CoverageBase]):
    """A denominator: how many there are, by whose count, as of when."""

    count = WholeNumberField(label=_("Tổng số"), min_value=0, max_value=1_000_000)
    source = LineField(label=_("Nguồn số liệu"), max_length=200)
    as_of = DayField(label=_("Tính đến ngày"))

    field_order = ("subject", "year", "count", "source", "as_of", "replaces")
    figure = "count"
    parts = ("count", "as_of")

    def current_figure(self, row: CoverageBase) -> str:
        """What the person agrees to replace, in a sentence."""
        return _now(
            "Năm %(year)d đang có tổng số %(count)s %(subject)s, tính đến %(day)s. Số mới thay số này, và tỷ lệ của cả năm %(year)d được tính lại."
        ) % {
            "year": row.year,
            "count": number(row.count),
            "subject": row.get_subject_display(),
            "day": day(row.as_of),
        }


class CoverageTargetForm(_YearlyForm[CoverageTarget]):
    """What the plan wants to reach by the end of a year."""

    percent = WholeNumberField(label=_("Chỉ tiêu tham gia, %"), min_value=0, max_value=100)
    basis = LineField(label=_("Căn cứ"), max_length=200, required=False)

    field_order = ("subject", "year", "percent", "basis", "replaces")
    figure = "percent"
    parts = ("percent",)

    def current_figure(self, row: CoverageTarget) -> str:
        """What the person agrees to replace, in a sentence."""
        return _now(
            "Năm %(year)d đang có chỉ tiêu %(share)s %(subject)s. Chỉ tiêu mới thay chỉ tiêu này."
        ) % {
            "year": row.year,
            "share": percent(row.percent),
            "subject": row.get_subject_display(),
        }


class CoverageDayForm(forms.Form):
    """The day whose figures are shown."""

    ngay = DayField(label=_("Số liệu đến ngày"))
