"""Dated rows that an amendment deletes: kept as JSON, made again when it is undone."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import Model

_DAYS = ("valid_from", "valid_to")
Row = TypeVar("Row", bound=Model)


def row_as_json(row: Model) -> dict[str, Any]:
    """All columns of a row, days as text."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in columns.items()}


def restored(model: type[Row], columns: dict[str, Any]) -> Row:
    """The row that `row_as_json` kept, under the same key; not saved."""
    return model(
        **{
            name: date.fromisoformat(value) if value and name in _DAYS else value
            for name, value in columns.items()
        }
    )
