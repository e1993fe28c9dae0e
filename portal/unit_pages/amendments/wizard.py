"""The amendment wizard's state: one question a page, earlier answers sent along with each POST, nothing
stored before the last."""

from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

from portal.unit_pages.amendments.forms import QuestionForm

# How many questions this POST answers; to which one the person wants back; that the preview was confirmed, and the
# mark of what it showed.
ANSWERED, BACK_TO, CONFIRMED, SEEN = "buoc", "ve", "xac-nhan", "da-xem"

AskedForm = TypeVar("AskedForm", bound=QuestionForm)


class Unanswered(Exception):
    """A question is still open, or was answered in a way that does not do."""

    def __init__(self, form: QuestionForm, number: int) -> None:
        super().__init__(number)
        self.form = form
        self.number = number


class Wizard:
    """What was asked so far. `ask` gives the answered form, or raises Unanswered with the one to show."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data
        self.forms: list[QuestionForm] = []
        self._answered = _number(data.get(BACK_TO)) if BACK_TO in data else _number(data.get(ANSWERED))

    def ask(self, form_class: type[AskedForm], **about: Any) -> AskedForm:
        """Ask the next question."""
        number = len(self.forms)
        prefix = f"b{number}"
        if number < self._answered:
            form = form_class(self.data, prefix=prefix, **about)
        else:
            form = form_class(prefix=prefix, **about)
            _fill_in(form, self.data)
        self.forms.append(form)
        if not form.is_bound or not form.is_valid():
            raise Unanswered(form, number)
        return form

    def blame(self, problem: forms.ValidationError) -> Unanswered:
        """A rule's "no" as the question that can be answered otherwise: the last one that has the field."""
        errors = getattr(problem, "error_dict", {None: [problem]})
        number = 0
        for name, found in errors.items():
            number, own = self._speaker(name)
            self.forms[number].add_error(own, found)
        return Unanswered(self.forms[number], number)

    def carried(self, shown: QuestionForm | None = None) -> list[tuple[str, str]]:
        """All that was answered so far, as hidden fields beside the question shown."""
        own = f"{shown.prefix}-" if shown else None
        return [
            (name, value)
            for name, values in self.data.lists()
            for value in values
            if _is_answer(name) and not (own and name.startswith(own)) and not name.endswith("-go")
        ]

    def _speaker(self, name: str | None) -> tuple[int, str | None]:
        for number in reversed(range(len(self.forms))):
            form = self.forms[number]
            own = form.speaks_for.get(name, name) if name else None
            if own in form.fields:
                return number, own
        return len(self.forms) - 1, None


def _is_answer(name: str) -> bool:
    head = name.partition("-")[0]
    return head[:1] == "b" and head[1:].isdecimal()


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 3 else 0


def _fill_in(form: QuestionForm, data: QueryDict) -> None:
    """Put what was typed before on a question that is asked again."""
    for name, field in form.fields.items():
        key = form.add_prefix(name)
        if key not in data:
            continue
        many = isinstance(field, forms.MultipleChoiceField)
        form.initial[name] = data.getlist(key) if many else data[key]
