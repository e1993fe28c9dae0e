"""Compiled queries: repeated queries are compiled once a process; later runs only fill in their parameters.

Django builds a query and writes its SQL anew each time it runs, which for a join of four tables, or a page of a list,
costs several times what the database needs to execute it. Nothing that was read is kept: each run queries the database.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache, wraps
from typing import Any, Generic, NamedTuple, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
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
        # It is among the SQL's parameters itself, where `CompiledQuery.rows` finds it.
        return "%s", [self]


class _Statement(NamedTuple):
    """SQL, what fills its places, and how Django reads what the database gives: (place, converters, column)."""

    sql: str
    params: Sequence[Any]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]


class CompiledQuery:
    """Rows of a `values_list` whose conditions may hold `Parameter`s.

    `build` gives the query. It is called once for each kind of database, so nothing in it may depend on the moment or
    on the language but by a parameter.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._statements: dict[str, _Statement | None] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows for these values of the parameters, read now, as the `values_list` itself gives them."""
        statement = self._statement()
        if statement is None:
            return []
        found = _fetch(statement.sql, statement.params, values)
        return [_converted(row, statement.converters) for row in found] if statement.converters else found

    def count(self, **values: Any) -> int:
        """How many rows there are, counted now.

        Around the rows' own SQL: Django's `count()` of a slice builds and compiles two queries more.
        """
        statement = self._statement()
        if statement is None:
            return 0
        [(count,)] = _fetch(f"SELECT COUNT(*) FROM ({statement.sql}) AS found", statement.params, values)
        return int(count)

    def _statement(self) -> _Statement | None:
        """The statement for the database in use; None where no row can fulfil the conditions."""
        if connection.vendor not in self._statements:
            self._statements[connection.vendor] = self._compile()
        return self._statements[connection.vendor]

    def _compile(self) -> _Statement | None:
        compiler = self._build().query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        converters = compiler.get_converters(column for column, *_ in compiler.select)
        return _Statement(sql, params, [(at, each, column) for at, (each, column) in converters.items()])


def _fetch(sql: str, params: Sequence[Any], values: dict[str, Any]) -> list[tuple[Any, ...]]:
    # The connection itself: its proxy looks up the thread's at each touch, twenty times a request.
    database = connections[DEFAULT_DB_ALIAS]
    filled = [
        each.output_field.get_db_prep_value(values[each.name], database)
        if isinstance(each, Parameter)
        else each
        for each in params
    ]
    with database.cursor() as cursor:
        cursor.execute(sql, filled)
        return cursor.fetchall()


def _converted(
    row: Sequence[Any], converters: list[tuple[int, list[Callable[..., Any]], Any]]
) -> tuple[Any, ...]:
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


# So many combinations of conditions are kept of each selector; what was asked for least lately goes first.
_MOST = 256


def built_once(build: Callable[..., QuerySet[Any, Any]]) -> Callable[..., QuerySet[Any, Any]]:
    """A function of conditions (`Q`, or other values that can be hashed) whose queryset is built once for equal ones.

    Its result must depend on these conditions alone. Each call gives a queryset of its own, which has read nothing;
    `compiled_for` keeps its SQL until it is narrowed any further.
    """
    kept = lru_cache(maxsize=_MOST)(build)

    @wraps(build)
    def clone(*conditions: Hashable) -> QuerySet[Any, Any]:
        origin = kept(*conditions)
        queryset = origin.all()
        # No queryset made of this one has the attribute: Django's clones do not carry it along.
        vars(queryset)["built_as"] = origin
        return queryset

    return clone


def is_built_once(queryset: QuerySet[Any, Any]) -> bool:
    """Whether `built_once` gave this queryset, and nobody narrowed it since."""
    return "built_as" in vars(queryset)


def compiled_for(
    queryset: QuerySet[Any, Any], use: Hashable, build: Callable[[], QuerySet[Any, Any]]
) -> CompiledQuery:
    """What is `build` of a queryset: compiled once for each `use` where `built_once` gave it, else now."""
    origin = vars(queryset).get("built_as")
    if origin is None:
        return CompiledQuery(build)
    compiled: dict[Hashable, CompiledQuery] = vars(origin).setdefault("compiled", {})
    if use not in compiled:
        compiled[use] = CompiledQuery(build)
    return compiled[use]
