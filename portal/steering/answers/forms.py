"""Forms of requests to answer a paper, and of answers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.core.fields import TextField
from portal.core.forms import DayField, KeyedForm, VersionedForm, field_of
from portal.core.transitions import Transition
from portal.steering.models import Directive
from portal.steering.places import Place


class PlacesField(forms.MultipleChoiceField):
    """Units and bodies to tick; its value is a list of `Place`s."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, places: Iterable[Place]) -> None:
        """Set what may be chosen, bodies first."""
        self._offered = {place.key: place for place in sorted(places, key=lambda place: place.body is None)}
        self.choices = [(key, place.label) for key, place in self._offered.items()]

    def clean(self, value: Any) -> list[Place]:
        """The places chosen."""
        return [self._offered[key] for key in super().clean(value)]


class AskForm(KeyedForm):
    """Who is asked to answer a paper, and until when."""

    places = PlacesField(label=_("Nơi nào phải trả lời?"))
    due_on = DayField(label=_("Hạn trả lời"))

    def __init__(self, *args: Any, possible: Iterable[Place], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "places", PlacesField).offer(possible)


class PaperField(forms.ModelChoiceField):
    """A paper by its kind, number and subject."""

    def label_from_instance(self, obj: Directive) -> str:
        """Kind, number and subject of a paper."""
        return f"{obj}: {obj.title}"


class RequestForm(VersionedForm):
    """What is said with a transition of a request to answer a paper."""

    results = TextField(
        label=_("Kết quả thực hiện"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Đã làm gì, bao nhiêu, ở đâu. Không ghi tên, số điện thoại người báo tin, nội dung Mật."),
    )
    proposals = TextField(
        label=_("Kiến nghị, đề xuất"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Không có thì để trống."),
    )
    paper = PaperField(
        label=_("Văn bản trả lời"),
        queryset=Directive.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("không có văn bản riêng"),
    )
    due_on = DayField(label=_("Hạn trả lời"))
    word = TextField(label=_("Ghi chú"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, transition: Transition, papers: QuerySet[Directive], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("results", "proposals", "paper", "due_on", "word"):
            if name not in transition.asked:
                del self.fields[name]
        if "word" in transition.needs:
            self.fields["word"].required = True
            self.fields["word"].label = _("Cần bổ sung gì?")
        if "paper" in self.fields:
            field_of(self, "paper", PaperField).queryset = papers
            if not papers.exists():
                del self.fields["paper"]
