"""The changed fields of an audit entry in words: coded values as screens show them, text only as "changed"."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from portal.accounts.permissions import Role
from portal.core.formatting import day, moment, number
from portal.oversight.labels import field_label

_SHOWN = 3
# Numbers that are names, not amounts.
_UNGROUPED = {"year", "number_year", "number", "index"}


def in_words(label: str, changes: dict, *, values: bool) -> str:
    """What an entry says was changed or written: "trạng thái: Mới → Đang xử lý", and of text that it did.

    Without `values` (the reader may not read such rows) only which fields.
    """
    shown, hidden = [], []
    for name, value in changes.items():
        field = _field(label, name)
        word = _label(field, name)
        said = _said(field, name, value) if values else None
        if said is None:
            hidden.append(word)
        else:
            shown.append(f"{word}: {said}")
    if not any(isinstance(value, list) for value in changes.values()):
        return _written(shown, hidden)
    if hidden:
        fields = ", ".join(dict.fromkeys(hidden))
        shown.append(_("%(fields)s: đã đổi (không hiện nội dung)") % {"fields": fields})
    return " · ".join(shown)


def _written(shown: list[str], hidden: list[str]) -> str:
    """Of a new row the first few values that may be shown, and how many fields more."""
    more = len(shown[_SHOWN:]) + len(hidden)
    if more and not shown:
        return _("%(count)d mục (không hiện nội dung)") % {"count": more}
    return " · ".join(shown[:_SHOWN] + ([_("và %(count)d mục nữa") % {"count": more}] if more else []))


def _said(field: models.Field | None, name: str, value: Any) -> str | None:
    """A value, or old and new, in words; None when nothing of it may be shown."""
    if not isinstance(value, list):
        return _word(field, name, value)
    words = [word for part in value if (word := _word(field, name, part)) is not None]
    return " → ".join(words) if len(words) == len(value) else None


def _word(field: models.Field | None, name: str, value: Any) -> str | None:
    if value is None or value == "":
        return _("trống")
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, int | float):
        points = field.is_relation if field is not None else name == "user"
        return None if points else str(value) if name in _UNGROUPED else number(value)
    if not isinstance(value, str) or value.startswith("hmac:"):
        return None
    if name == "role":
        return str(Role(value).label) if value in Role.values else value
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return next(_as_moment(value), value)


def _as_moment(text: str) -> Iterator[str]:
    """A day or moment as people write it, where the text is one."""
    readings: tuple[tuple[Callable[[str], Any], Callable[[Any], str]], ...] = (
        (date.fromisoformat, day),
        (datetime.fromisoformat, moment),
    )
    for read, write in readings:
        try:
            yield write(read(text))
        except ValueError:
            continue


@cache
def _field(label: str, name: str) -> models.Field | None:
    """The column of a model with this name; None where there is none (what points to the model is no column)."""
    try:
        found = apps.get_model(label)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return None
    return found if isinstance(found, models.Field) else None


def _label(field: models.Field | None, name: str) -> str:
    """What a field is called: by its own label, where someone gave it one."""
    given = getattr(field, "_verbose_name", None)
    return str(given or field_label(name))
