"""Forms of coverage: its bases, a figure a year each, and the day it is shown for."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from groups.choices import CoverageSubject
from groups.models import CoverageBase
from portal.core.fields import LineField, WholeNumberField
from portal.core.formatting import day, number
from portal.core.forms import DayField


class CoverageBaseForm(forms.Form):
    """A denominator, of which a unit has one a subject and year: how many there are, by whose count, as of when.

    `held` says those that are set: the form tells the one it was opened for, and another figure replaces it only once the
    person was shown what stands and has agreed.
    """

    subject = forms.ChoiceField(
        label=_("Đối tượng"),
        choices=[(value, str(label).capitalize()) for value, label in CoverageSubject.choices],
    )
    year = WholeNumberField(label=_("Năm"), min_value=2000, max_value=2100, grouped=False)
    count = WholeNumberField(label=_("Tổng số"), min_value=0, max_value=1_000_000)
    source = LineField(label=_("Nguồn số liệu"), max_length=200)
    as_of = DayField(label=_("Tính đến ngày"))

    # Shown only when asked about.
    replaces = forms.BooleanField(
        label=_("Thay số đang có bằng số mới"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, held: Iterable[CoverageBase], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._held: dict[tuple[str, int | None], CoverageBase] = {
            (row.subject, row.year): row for row in held
        }
        self.replaced: CoverageBase | None = None
        row = self._held.get((self["subject"].value(), _year(self["year"].value())))
        if row:
            self.fields["count"].help_text = _current_figure(row)

    def clean(self) -> dict[str, Any]:
        """What was typed; another figure of the same subject and year is asked about first."""
        super().clean()
        given = self.cleaned_data
        agreed = given.pop("replaces", False)
        row = self._held.get((given.get("subject", ""), given.get("year")))
        if not row or all(given.get(part) == getattr(row, part) for part in ("count", "as_of")):
            return given
        self.replaced = row
        if not agreed:
            # An old yes must not be restored from a draft.
            self.fields["replaces"].widget = forms.CheckboxInput({"data-no-draft": ""})
            # Said once, where it is asked.
            self.fields["count"].help_text = self["count"].help_text = ""
            self.add_error("replaces", f"{_current_figure(row)} {_ask()}")
        return given


def _current_figure(row: CoverageBase) -> str:
    """What the person agrees to replace, in a sentence."""
    return _now(
        "Năm %(year)d đang có tổng số %(count)s %(subject)s, tính đến %(day)s. Số mới thay số này, và tỷ lệ của cả năm %(year)d được tính lại."
    ) % {
        "year": row.year,
        "count": number(row.count),
        "subject": row.get_subject_display(),
        "day": day(row.as_of),
    }


def _ask() -> str:
    return _now("Nếu đúng là thay số này, đánh dấu ở đây rồi gửi lại.")


def _year(typed: object) -> int | None:
    """The year of a field, as typed or as given; None for what is no year."""
    text = str(typed or "").strip()
    return int(text) if text.isdecimal() and len(text) == 4 else None


class CoverageDayForm(forms.Form):
    """The day whose figures are shown."""

    ngay = DayField(label=_("Số liệu đến ngày"))
