"""Base classes of forms: the key against double submission, the version that was read, and refusals shown
beside a field."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy

from portal.core.day_input import LATEST
from portal.core.errors import Conflict, Recorded, Refused, RowChanged
from portal.core.models import Identified
from portal.core.submissions import Sent, SentBefore

FieldKind = TypeVar("FieldKind", bound=forms.Field)

_TOO_FAR = gettext_lazy("Ngày này quá xa. Xem lại năm.")
_INCOMPLETE = gettext_lazy("Trang này thiếu dữ liệu. Tải lại trang rồi gửi lại.")
_PRESS_AGAIN = gettext_lazy(
    "Người khác vừa cập nhật mục này nên việc vừa bấm chưa được ghi. Trang này là bản mới nhất: xem lại, nếu vẫn cần thì bấm lại."
)
# What a page carries unseen is never typed: whatever is wrong with it, the page is.
_UNSEEN = dict.fromkeys(("required", "invalid"), _INCOMPLETE)


class KeyedForm(forms.Form):
    """A form that makes a row: sent twice, it makes one (portal.core.submissions).

    `cleaned_data["key"]` is a `Sent`: the key with what the form says, so that the same text is known when it comes
    from a page that someone went back to. `again` is asked then; it is no part of `cleaned_data`.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, label="", error_messages=_UNSEEN)
    again = forms.BooleanField(
        label=gettext_lazy("Đây là việc khác, gửi thêm lần nữa"), required=False, widget=forms.HiddenInput
    )

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound:
            again = self.cleaned_data.pop("again", False)
            if "key" in self.cleaned_data:
                self.cleaned_data["key"] = Sent(self.cleaned_data["key"], self._says(), again)

    def ask_again(self) -> None:
        """Show the box by which the person says that the same text is meant twice, below the other fields."""
        box = self.fields.pop("again")
        # An old yes must not be restored from a draft.
        box.widget = forms.CheckboxInput({"data-no-draft": ""})
        self.fields["again"] = box

    def _says(self) -> str:
        """What was typed and chosen. Without moments: a page that is loaded anew is filled with a new "now"."""
        said = [
            (name, _plain(self[name].data))
            for name, field in sorted(self.fields.items())
            if name not in ("key", "again") and not isinstance(field, MomentField)
        ]
        return repr(said) if any(value for _name, value in said) else ""


class VersionedForm(forms.Form):
    """A form that changes a row: it carries the version that was read."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        label="",
        # Not `min_value`: that brings its own sentence.
        validators=[MinValueValidator(1, _INCOMPLETE), MaxValueValidator(2**31 - 1, _INCOMPLETE)],
        error_messages=_UNSEEN,
    )


class LocalDateTime(forms.DateTimeInput):
    """A moment typed as 05/12/2019 14:05, whatever the browser's language; calendar.js puts a calendar beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        typed = {"data-calendar": "datetime-local", "placeholder": "dd/mm/yyyy hh:mm", "autocomplete": "off"}
        super().__init__(typed | (attrs or {}), format="%d/%m/%Y %H:%M")


class LocalDate(forms.DateInput):
    """A day typed as 05/12/2019, whatever the browser's language; calendar.js puts a calendar beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        typed = {"data-calendar": "date", "placeholder": "dd/mm/yyyy", "autocomplete": "off"}
        super().__init__(typed | (attrs or {}), format="%d/%m/%Y")


class MomentField(forms.DateTimeField):
    """A moment of this century."""

    widget = LocalDateTime
    default_validators = [
        MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC), _TOO_FAR),
        MaxValueValidator(datetime.combine(LATEST, time.max, tzinfo=UTC), _TOO_FAR),
    ]


class DayField(forms.DateField):
    """A day of this century."""

    widget = LocalDate
    default_validators = [
        MinValueValidator(date(2000, 1, 1), _TOO_FAR),
        MaxValueValidator(LATEST, _TOO_FAR),
    ]


def field_of(form: forms.BaseForm, name: str, kind: type[FieldKind]) -> FieldKind:
    """A form's field by name, as the kind that it was declared: choices and querysets are set on it for each form."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{name} of {type(form).__name__} is {type(field).__name__}, not {kind.__name__}")
    return field


@contextmanager
def refusals_on(form: forms.Form, *, row: Identified | None = None) -> Iterator[None]:
    """Run the body in a transaction; what a service refuses there is put on the form, and the body ends.

    The view goes on after the block and shows the form again, with all that was typed; a body that went through returns
    from the view. `row` is the row a VersionedForm changes: after a Conflict the form carries its new version, so that
    sending again, having seen what changed, goes through.

    An IntegrityError is no refusal. It leaves the block, and `portal.accounts.form_locks` handles the request again: the
    service then reads what the quicker one has written, and says what is wrong beside the field. One that comes back at
    every try is a check that a service lacks: page 409.
    """
    try:
        with transaction.atomic():
            yield
    except ValidationError as problem:
        if isinstance(problem, Recorded):
            problem.record()
        _put(form, problem)
    except (Refused, Conflict) as problem:
        form.add_error(None, str(problem))
        if isinstance(problem, SentBefore) and isinstance(form, KeyedForm):
            form.ask_again()
        if isinstance(problem, Conflict) and row is not None:
            row.refresh_from_db()
            form.data = typed = cast(QueryDict, form.data).copy()
            typed[form.add_prefix("version")] = str(row.version)


@contextmanager
def refusals_as_messages(request: HttpRequest) -> Iterator[None]:
    """The same for a button without a form of its own: what is refused is above the page one comes back to.

    That page is read anew after the redirect, so a Conflict asks to look at it and to press again; nothing was typed.
    """
    try:
        with transaction.atomic():
            yield
    except RowChanged:
        messages.error(request, _PRESS_AGAIN)
    except (Refused, Conflict) as problem:
        messages.error(request, str(problem))
    except ValidationError as problem:
        if isinstance(problem, Recorded):
            problem.record()
        messages.error(request, " ".join(problem.messages))


def _plain(value: object) -> object:
    """A submitted value as text that reads the same however a browser sent it."""
    if isinstance(value, UploadedFile):
        return (value.name, value.size)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return " ".join(str(value or "").split())


def _put(form: forms.Form, problem: ValidationError) -> None:
    if not hasattr(problem, "error_dict"):
        form.add_error(None, problem)
        return
    for name, errors in problem.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
