"""Worlds that many tests begin with: made through the services once a process, then written again row by row.

Writing the rows of a small country takes a tenth of what its services take, and a third of all tests begin with one.
"""

import pickle
from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery

from portal.core import clock

World = TypeVar("World")
_Rows = dict[Any, tuple[Any, ...]]


class Kept(Generic[World]):
    """What `build` makes: it adds rows, changes none that are there, and returns what can be pickled.

    The first call at a moment of the clock runs `build`. A later one writes the same rows under the same keys, and
    returns objects of its own; where some of those keys are taken, it runs `build` again.
    """

    def __init__(self, build: Callable[[], World]) -> None:
        self._build = build
        self._made: dict[datetime, tuple[bytes, list[_Added]]] = {}

    def __call__(self) -> World:
        moment = clock.now()
        with transaction.atomic():
            if moment not in self._made:
                return self._make(moment)
            pickled, added = self._made[moment]
            if any(rows.taken() for rows in added):
                return self._build()
            for rows in added:
                rows.write()
            return pickle.loads(pickled)

    def _make(self, moment: datetime) -> World:
        tables = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
        before = {model: _rows(model) for model in tables}
        made = self._build()
        added = []
        for model in tables:
            after = _rows(model)
            changed = [key for key, row in before[model].items() if after.get(key) != row]
            assert not changed, f"{model._meta.label}: rows that were there are changed, which is not kept"
            if keys := after.keys() - before[model].keys():
                added.append(_Added(model, keys))
        self._made[moment] = pickle.dumps(made), added
        return made


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

    def taken(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT 1 FROM "{self._table}" WHERE "{self._key}" BETWEEN %s AND %s LIMIT 1',
                [self._first, self._last],
            )
            return cursor.fetchone() is not None

    def write(self) -> None:
        with connection.cursor() as cursor:
            for sql, params in self._statements:
                cursor.execute(sql, params)


def _rows(model: type[models.Model]) -> _Rows:
    fields = [field.attname for field in model._meta.local_concrete_fields]
    return {row[0]: row[1:] for row in model._base_manager.values_list("pk", *fields)}
