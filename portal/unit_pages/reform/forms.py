"""Form of the reform: the new commune of each hamlet whose commune was divided."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.unit_pages.amendments.forms import PEOPLE_END, UNDECIDED, QuestionForm
from portal.unit_pages.reform.selectors import SharedCommune
from portal.units.models import Unit


class ChoicesForm(QuestionForm):
    """A side for each unit, among what its commune became; undecided waits with the province."""

    question = gettext_lazy("Mỗi thôn, ấp của xã bị chia thuộc về đâu?")

    def __init__(self, *args: Any, asked: list[SharedCommune], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._asked = asked
        self._units: dict[str, tuple[Unit, dict[str, Unit]]] = {}
        for one in asked:
            successors = {unit.public_id: unit for unit in one.step.successors}
            choices = [(key, unit.title) for key, unit in successors.items()]
            choices.append((UNDECIDED, _("Chưa quyết định")))
            for unit in one.units():
                name = f"side-{unit.public_id}"
                own = unit == one.step.unit
                label = _("Dữ liệu ghi thẳng ở %(unit)s, và người của đơn vị này") if own else "%(unit)s"
                self._units[name] = (unit, successors)
                self.fields[name] = forms.ChoiceField(
                    label=label % {"unit": unit.full_name if own else unit.title},
                    choices=choices,
                    help_text=PEOPLE_END if own else "",
                    initial=UNDECIDED,
                    widget=forms.RadioSelect,
                )

    def groups(self) -> Iterator[tuple[Unit, Sequence[Unit], list[BoundField]]]:
        """The questions commune by commune: (commune, what it became, fields)."""
        for one in self._asked:
            fields = [self[f"side-{unit.public_id}"] for unit in one.units()]
            yield one.step.unit, one.step.successors, fields

    def choices(self) -> dict[Unit, Unit]:
        given = self.cleaned_data
        return {
            unit: successors[given[name]]
            for name, (unit, successors) in self._units.items()
            if given[name] != UNDECIDED
        }

    def undecided(self) -> list[Unit]:
        given = self.cleaned_data
        return [unit for name, (unit, _successors) in self._units.items() if given[name] == UNDECIDED]
