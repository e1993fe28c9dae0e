"""Forms of difficulties."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.fields import LineField, TextField
from portal.core.forms import KeyedForm, VersionedForm
from portal.core.transitions import Transition


class RaiseForm(KeyedForm):
    """A difficulty that one cannot solve oneself, and what one proposes."""

    title = LineField(label=_("Khó khăn, vướng mắc gì?"), max_length=200)
    text = TextField(
        label=_("Kể rõ hơn, kiến nghị gì?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "Không ghi tin báo, tên và số điện thoại người dân, nội dung Mật ở đây. Tin báo thì ghi ở Tin báo."
        ),
    )


class StepForm(VersionedForm):
    """The words that go with a transition of a difficulty."""

    word = TextField(label=_("Ghi chú"), max_length=2000, required=False, widget=forms.Textarea({"rows": 5}))

    _LABELS = {
        "answer": _("Trả lời"),
        "pass_up": _("Vì sao chuyển, đề nghị gì?"),
        "reopen": _("Còn vướng gì?"),
    }

    def __init__(self, *args: Any, transition: Transition, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["word"].label = self._LABELS.get(transition.name, self.fields["word"].label)
        self.fields["word"].required = "word" in transition.needs
