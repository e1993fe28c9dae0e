"""A query that every request runs, compiled once in the process: later runs only fill in its parameters.

Django writes the SQL of a query anew each time it runs, which for a join of four tables costs several times what the
database needs to answer. Nothing that was read is kept: each run asks the database.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

AnyModel = TypeVar("AnyModel", bound=Model)


class Parameter(Expression):
    """A value that is given when the compiled query runs, by `name`."""

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        # It stands among the SQL's parameters itself, where `CompiledQuery.rows` finds it.
        return "%s", [self]


class CompiledQuery:
    """Rows of a `values_list` whose conditions hold `Parameter`s.

    `build` gives the query. It is called once for each kind of database, so nothing in it may depend on the moment or
    on the language but by a parameter.
    """

    def __init__(self, build: Callable[[], QuerySet]) -> None:
        self._build = build
        self._compiled: dict[str, tuple[str, list[Any], list[tuple[int, list[Callable], Any]]]] = {}

    def rows(self, **values: Any) -> list[tuple]:
        """The rows for these values of the parameters, read now, as the `values_list` itself gives them."""
        compiled = self._compiled.get(connection.vendor)
        if compiled is None:
            compiled = self._compiled[connection.vendor] = self._compile()
        sql, params, converters = compiled
        filled = [
            each.output_field.get_db_prep_value(values[each.name], connection)
            if isinstance(each, Parameter)
            else each
            for each in params
        ]
        with connection.cursor() as cursor:
            cursor.execute(sql, filled)
            found = cursor.fetchall()
        return [_converted(row, converters) for row in found] if converters else found

    def _compile(self) -> tuple[str, list[Any], list[tuple[int, list[Callable], Any]]]:
        compiler = self._build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters(column for column, *_ in compiler.select)
        return sql, list(params), [(at, each, column) for at, (each, column) in converters.items()]


def _converted(row: Sequence[Any], converters: list[tuple[int, list[Callable], Any]]) -> tuple:
    values = list(row)
    for at, each, column in converters:
        for convert in each:
            values[at] = convert(values[at], column, connection)
    return tuple(values)


class ModelColumns(Generic[AnyModel]):
    """All columns of a model within the rows of a query, of which they take the places from `start` on."""

    def __init__(self, model: type[AnyModel], *, prefix: str, start: int) -> None:
        fields = model._meta.concrete_fields
        self._model = model
        self._attributes = [field.attname for field in fields]
        self._places = slice(start, start + len(fields))
        self._key = start + fields.index(model._meta.pk)
        #: What the query's `values_list` selects, in this order.
        self.names = [f"{prefix}{name}" for name in self._attributes]
        #: The first place behind them.
        self.stop = self._places.stop

    def instance(self, row: Sequence[Any]) -> AnyModel | None:
        """The model's instance in a row, as the ORM makes one; None where an outer join found none."""
        if row[self._key] is None:
            return None
        return self._model.from_db(connection.alias, self._attributes, row[self._places])
