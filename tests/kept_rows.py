"""Worlds that many tests begin with: made through the services once a process, then written again row by row.

Writing the rows of a small country takes a tenth of what its services take, and a third of all tests begin with one.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery

from portal.core import clock
from portal.core.files.storage import kept_files
from portal.core.models import StoredFile

World = TypeVar("World")
_Rows = dict[Any, tuple[Any, ...]]


class Kept(Generic[World]):
    """What `build` makes: it adds rows and uploaded files, may change rows that are there but delete none, and returns what
    can be pickled.

    The first call at a moment of the clock runs `build`. A later one writes the same rows under the same keys, and
    returns objects of its own; where some of those keys are taken, or a row it changed is not as it was, it runs `build`
    again.
    """

    def __init__(self, build: Callable[[], World]) -> None:
        self._build = build
        self._made: dict[datetime, _Made] = {}

    def __call__(self) -> World:
        moment = clock.now()
        with transaction.atomic():
            if moment not in self._made:
                return self._make(moment)
            made = self._made[moment]
            if not made.fits():
                return self._build()
            made.write()
            return pickle.loads(made.pickled)

    def _make(self, moment: datetime) -> World:
        tables = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
        before = {model: _rows(model) for model in tables}
        made = self._build()
        parts: list[_Part] = []
        for model in tables:
            after = _rows(model)
            gone = before[model].keys() - after.keys()
            assert not gone, f"{model._meta.label}: rows that were there are deleted, which is not kept"
            changed = {key: row for key, row in before[model].items() if after[key] != row}
            parts += [_Changed(model, key, row, after[key]) for key, row in changed.items()]
            if keys := after.keys() - before[model].keys():
                parts.append(_Added(model, keys))
                parts += [_File.of(key) for key in keys] if model is StoredFile else []
        self._made[moment] = _Made(pickle.dumps(made), parts)
        return made


class _Part(Protocol):
    """A part of what a world wrote."""

    def fits(self) -> bool:
        """Whether it can be written again now."""

    def write(self) -> None: ...


@dataclass(frozen=True)
class _Made:
    """A world as it was made: what was returned, and what was written."""

    pickled: bytes
    parts: list[_Part]

    def fits(self) -> bool:
        return all(part.fits() for part in self.parts)

    def write(self) -> None:
        for part in self.parts:
            part.write()


class _Added:
    """Rows of a table, as one INSERT with their keys."""

    def __init__(self, model: type[models.Model], keys: set[Any]) -> None:
        self._table, self._key = model._meta.db_table, model._meta.pk.column
        self._first, self._last = min(keys), max(keys)
        # What the database computes by itself, as its clock, it computes again.
        fields = [
            field
            for field in model._meta.local_concrete_fields
            if not field.generated and not hasattr(field.db_default, "resolve_expression")
        ]
        query = InsertQuery(model)
        query.insert_values(fields, list(model._base_manager.filter(pk__in=keys).order_by("pk")), raw=True)
        self._statements = query.get_compiler(connection=connection).as_sql()

    def fits(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT 1 FROM "{self._table}" WHERE "{self._key}" BETWEEN %s AND %s LIMIT 1',
                [self._first, self._last],
            )
            return cursor.fetchone() is None

    def write(self) -> None:
        with connection.cursor() as cursor:
            for sql, params in self._statements:
                cursor.execute(sql, params)


@dataclass(frozen=True)
class _Changed:
    """A row that was there before, and what it was and became."""

    model: type[models.Model]
    key: Any
    before: tuple[Any, ...]
    after: tuple[Any, ...]

    def fits(self) -> bool:
        return _rows(self.model, pk=self.key).get(self.key) == self.before

    def write(self) -> None:
        columns = zip(_columns(self.model), self.before, self.after, strict=True)
        values = {name: new for name, old, new in columns if new != old}
        self.model._base_manager.filter(pk=self.key).update(**values)


@dataclass(frozen=True)
class _File:
    """The bytes of an uploaded file. The store is not taken back with the rows: another test may have removed them."""

    key: str
    data: bytes

    @classmethod
    def of(cls, row: Any) -> "_File":
        key = StoredFile.objects.get(pk=row).key
        with kept_files().open(key) as content:
            return cls(key, content.read())

    def fits(self) -> bool:
        return True

    def write(self) -> None:
        if not kept_files().exists(self.key):
            kept_files().save(self.key, ContentFile(self.data))


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.local_concrete_fields]


def _rows(model: type[models.Model], **narrowed: Any) -> _Rows:
    found = model._base_manager.filter(**narrowed).values_list("pk", *_columns(model))
    return {row[0]: row[1:] for row in found}
