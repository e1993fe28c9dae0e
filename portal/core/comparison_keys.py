"""A column that holds the comparison key of another, so that the database itself refuses the same text twice."""

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

    def fill(self, thing: models.Model) -> str:
        """Set the key on a row and return it."""
        key = column_key(getattr(thing, self.of))
        setattr(thing, self.attname, key)
        return key

    def pre_save(self, thing: models.Model, add: bool) -> str:
        return self.fill(thing)


def fill_keys(thing: models.Model, written: Container[str] | None = None) -> dict[str, str]:
    """Set the keys of a row, or only those of the columns `written`; the keys by column, for an update."""
    return {
        field.name: field.fill(thing)
        for field in thing._meta.concrete_fields
        if isinstance(field, KeyField) and (written is None or field.of in written)
    }


def fill_column(
    rows: models.QuerySet, source: str, column: str, within: tuple[str, ...] | None = None
) -> None:
    """Fill a new key column of rows that stand, for a migration.

    Where `within` names the columns inside which the key is to be unique, a second row of the same key gets one of its
    own, so that the constraint can be made; its next change is then refused until it is renamed.
    """
    seen = set()
    written = []
    for row in rows.only(source, *(within or ())).order_by("pk").iterator(chunk_size=2000):
        key = column_key(getattr(row, source))
        place = (*(getattr(row, name) for name in within or ()), key)
        if within is not None and place in seen:
            key = f"{key[: KEY_LENGTH - 24]} {row.pk}"
        seen.add(place)
        setattr(row, column, key)
        written.append(row)
        if len(written) == 2000:
            rows.model._base_manager.bulk_update(written, [column])
            written.clear()
    rows.model._base_manager.bulk_update(written, [column])
