"""`add_row` and `change_row`: the two ways a service writes a row, validated, version-checked and audited."""

from typing import Any, TypeVar

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from portal.core import audit, clock
from portal.core.actors import ActorProtocol
from portal.core.comparison_keys import fill_keys
from portal.core.errors import RowChanged
from portal.core.models import Identified, Searchable
from portal.core.plain_text import plain, plain_line

Row = TypeVar("Row", bound=models.Model)
VersionedRow = TypeVar("VersionedRow", bound=Identified)


def add_row(row: Row, *, by: ActorProtocol, action: str) -> Row:
    """Validate, save and audit a new row. Raises ValidationError with messages by field."""
    if hasattr(row, "created_at") and row.created_at is None:
        row.created_at = clock.now()
    for field in row._meta.concrete_fields:
        setattr(row, field.attname, as_kept(field, getattr(row, field.attname)))
    if isinstance(row, Searchable):
        row.refold()
    fill_keys(row)
    row.clean_fields(exclude=_absent(row))
    row.clean()
    row.validate_unique()
    row.validate_constraints()
    row.save(force_insert=True)
    kept = {
        field.name: audit.coded(field, getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if not field.auto_created and field.editable and getattr(row, field.attname) not in (None, "")
    }
    audit.record(by=by, action=action, row=row, changes=kept)
    return row


def check_version(row: Identified, version: int) -> None:
    """Raises Conflict unless `row` still has the version that was read; for rules that must not run on a stale one."""
    if row.version != version:
        raise _conflict()


def change_row(
    row: VersionedRow, *, by: ActorProtocol, action: str, version: int | None = None, **values: Any
) -> VersionedRow:
    """Set `values` on a row if it still has `version` (the one on hand unless given), and audit what changed.

    Raises Conflict when someone else was first, ValidationError by field; either way nothing is written.
    """
    expected = row.version if version is None else version
    values = {name: as_kept(column(row, name), value) for name, value in values.items()}
    before = {name: getattr(row, column(row, name).attname) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    if isinstance(row, Searchable):
        values |= row.refold()
    values |= fill_keys(row, values)
    # Foreign keys were checked by the forms and policies that chose them; what was typed is checked here.
    untouched = {f.name for f in row._meta.fields if f.name not in values or f.is_relation}
    row.clean_fields(exclude=untouched | _absent(row))
    row.validate_constraints()
    manager = type(row)._base_manager
    written = manager.filter(pk=row.pk, version=expected).update(**values, version=F("version") + 1)
    if not written:
        raise _conflict()
    row.version = expected + 1
    changes = {}
    for name, old in before.items():
        field = column(row, name)
        new = getattr(row, field.attname)
        if old != new:
            changes[name] = [audit.coded(field, old), audit.coded(field, new)]
    audit.record(by=by, action=action, row=row, changes=changes)
    return row


def column(row: models.Model | type[models.Model], name: str) -> models.Field:
    """The column of a row's field."""
    field = row._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} is no column of {row._meta.label}")
    return field


def as_kept(field: models.Field, value: Any) -> Any:
    """A value as its column keeps it: text without unseen letters (portal.core.plain_text), of a short column on one line."""
    if not isinstance(value, str):
        return value
    return plain(value) if isinstance(field, models.TextField) else plain_line(value)


def _absent(row: models.Model) -> set[str]:
    """Nullable fields without a value: whether one must be filled in is for forms and services to say."""
    return {f.name for f in row._meta.fields if f.null and f.editable and getattr(row, f.attname) is None}


def _conflict() -> RowChanged:
    return RowChanged(
        _("Người khác vừa cập nhật mục này. Những gì anh/chị nhập vẫn còn đây; xem lại rồi gửi lại.")
    )
