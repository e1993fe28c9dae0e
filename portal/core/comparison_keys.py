"""`KeyField`: a column with the comparison key of another column, so that the database refuses the same text
twice."""

from collections.abc import Container, Sequence
from typing import Any

from django.db import models

from portal.core.plain_text import KEY_LENGTH, column_key


class KeyField(models.CharField):
    """The `same_key` of the column `of`. Written whenever its row is saved; before validation by `fill_keys`."""

    def __init__(self, *, of: str, **more: Any) -> None:
        self.of = of
        more |= {"max_length": KEY_LENGTH, "editable": False, "blank": True, "default": "", "db_default": ""}
        super().__init__(**more)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "blank", "default", "db_default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs | {"of": self.of}

    def fill(self, row: models.Model) -> str:
        """Set the key on a row and return it."""
        key = column_key(getattr(row, self.of))
        setattr(row, self.attname, key)
        return key

    def pre_save(self, row: models.Model, add: bool) -> str:
        return self.fill(row)


def fill_keys(row: models.Model, written: Container[str] | None = None) -> dict[str, str]:
    """Set the keys of a row, or only those of the columns `written`; the keys by column, for an update."""
    return {
        field.name: field.fill(row)
        for field in row._meta.concrete_fields
        if isinstance(field, KeyField) and (written is None or field.of in written)
    }
