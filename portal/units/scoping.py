"""Row scope: which units are a person's area and which rows they see. A query of a scoped model raises when compiled before `visible_to` or
`unscoped` was called.

A scoped row keeps the unit it was filed under: `unit` stays through amendments of units, and changes only by a correction
(`portal.units.relocation`) or when a tip goes to the unit above. It also carries whose it is today (`province`,
`district`, `commune`, `hamlet`; empty where there is none). Scope is an equality on one of these columns.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import reduce
from operator import or_
from typing import Any, Protocol, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from portal.core import clock
from portal.core.actors import ActorProtocol
from portal.units.choices import Level
from portal.units.models import Unit

PLACES = ("province", "district", "commune", "hamlet")
_COLUMN = {
    Level.PROVINCE: "province",
    Level.DISTRICT: "district",
    Level.COMMUNE: "commune",
    Level.HAMLET: "hamlet",
    # A self-managed team is the smallest place: its rows are those filed under it.
    Level.SELF_MANAGED_TEAM: "unit",
}


class UnitActor(ActorProtocol, Protocol):
    """An actor whose permissions are asked for over rows and units: who amends or imports."""

    def may(self, permission: str, row: "ScopedModel | Unit") -> bool: ...

    def works_at(self, permission: str, unit_id: int) -> bool: ...


class SupportsScope(UnitActor, Protocol):
    """A person, whose units narrow what is read (portal.accounts.actor.Actor); the system reads unscoped."""

    @property
    def unit(self) -> Unit | None: ...

    def units_with(self, permission: str) -> list[Unit]: ...

    @property
    def body_ids(self) -> frozenset[int]: ...


Row = TypeVar("Row", bound="ScopedModel")


class ScopeMissing(RuntimeError):
    """A query over scoped rows was about to run without `.visible_to(actor)` or `.unscoped("reason")`."""


_validating: ContextVar[bool] = ContextVar("validating_scoped_model", default=False)


@contextmanager
def _validation() -> Iterator[None]:
    token = _validating.set(True)
    try:
        yield
    finally:
        _validating.reset(token)


class GuardedQuery(Query):
    """A query that compiles only once its scope was said. Cloned, it remembers; combined, both must."""

    scope_chosen = False

    def check_scope(self) -> None:
        if not self.scope_chosen and not _validating.get():
            raise ScopeMissing(
                f"{self.model and self.model.__name__}: say .visible_to(actor) or .unscoped(reason) before the query runs"
            )

    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        self.check_scope()
        return super().get_compiler(*args, **kwargs)

    def chain(self, klass: type[Query] | None = None) -> Query:
        # update() and delete() turn the query into another class, which would lose the guard.
        if klass is not None:
            self.check_scope()
        return super().chain(klass)

    def combine(self, rhs: Query, connector: str) -> None:
        if isinstance(rhs, GuardedQuery):
            self.scope_chosen = self.scope_chosen and rhs.scope_chosen
        super().combine(rhs, connector)


class ScopedQuerySet(models.QuerySet[Row]):
    """Rows of units. Nothing is read, counted, updated or deleted before the scope is said."""

    query: GuardedQuery

    def __init__(
        self,
        model: type[Row] | None = None,
        query: Query | None = None,
        using: str | None = None,
        hints: dict[str, models.Model] | None = None,
    ):
        super().__init__(model, query or GuardedQuery(model), using, hints)

    def visible_to(self, actor: SupportsScope) -> "ScopedQuerySet[Row]":
        """The rows this actor may see: those of the units where a role of hers may see this model."""
        queryset = self.filter(self.model.visibility(actor))
        queryset.query.scope_chosen = True
        return queryset

    def unscoped(self, reason: str) -> "ScopedQuerySet[Row]":
        """All rows, for a reason that is in the code: jobs, indicators, checks within a service."""
        if not reason:
            raise ValueError("unscoped() wants its reason")
        queryset = self.all()
        queryset.query.scope_chosen = True
        return queryset

    def delete(self) -> tuple[int, dict[str, int]]:
        # Rows that nothing refers to be deleted past `chain`, by a query of another class.
        self.query.check_scope()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]  # Django's marks of a method
    delete.queryset_only = True  # type: ignore[attr-defined]  # managers get no `delete`

    def of_unit(self, unit: Unit) -> "ScopedQuerySet[Row]":
        """Narrow to the rows that are a unit's today. Does not say the scope."""
        return self.filter(**{column_of(unit): unit})


class ScopedModel(models.Model):
    """The base of every row that belongs to a unit."""

    #: The permission that lets a role see rows of its units; set by each model.
    scope_permission: str
    #: The foreign key to the row whose place this one always shares (a count: its group). Where that row moves by
    #: a correction, this one moves along (`portal.units.relocation`).
    filed_with = ""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", editable=False)
    province = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", editable=False)
    district = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    commune = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    hamlet = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def visibility(cls, actor: SupportsScope) -> Q:
        """The condition behind `visible_to`; a model with rows of other owners widens it (tips)."""
        places = [Q(**{column_of(unit): unit}) for unit in actor.units_with(cls.scope_permission)]
        return reduce(or_, places) if places else Q(pk__in=[])

    def place_in(self, unit: Unit) -> None:
        """File the row under a unit: the unit itself, and whose it is today."""
        self.unit = unit
        self.place_as(unit)

    def place_as(self, unit: Unit) -> None:
        """Set whose the row is today, leaving where it was filed."""
        for place in PLACES:
            setattr(self, f"{place}_id", getattr(unit, f"{place}_id"))

    def place_like(self, row: "ScopedModel") -> None:
        """Take the place of another row (a count beside its group, a step beside its tip)."""
        self.unit_id = row.unit_id
        for place in PLACES:
            setattr(self, f"{place}_id", getattr(row, f"{place}_id"))

    def _perform_unique_checks(self, unique_checks: list[tuple[type[models.Model], tuple[str, ...]]]) -> Any:
        with _validation():
            return super()._perform_unique_checks(unique_checks)  # type: ignore[misc]  # the stubs lack it

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        with _validation():
            super().validate_constraints(exclude)


def column_of(unit: Unit) -> str:
    """The column on which a unit's rows are an equality."""
    return _COLUMN[Level(unit.level)]


def within_units(name: str, units: Iterable[Unit]) -> Q:
    """The condition that a foreign key to a unit leads into one of some units; for rows that name a place besides their own."""
    into = [
        Q(**{name: unit})
        if unit.level == Level.SELF_MANAGED_TEAM
        else Q(**{f"{name}__{column_of(unit)}": unit})
        for unit in units
    ]
    return reduce(or_, into) if into else Q(pk__in=[])


def covers(unit: Unit, row: ScopedModel | Unit) -> bool:
    """Whether a row (or a unit) is in a unit today."""
    if isinstance(row, Unit):
        return row.pk == unit.pk or (
            unit.level != Level.SELF_MANAGED_TEAM and getattr(row, f"{column_of(unit)}_id") == unit.pk
        )
    return getattr(row, f"{column_of(unit)}_id") == unit.pk


def seat_id(unit: Unit) -> int:
    """The unit whose people act for this one today: itself while it exists, else what keeps its rows since."""
    own = unit.pk if unit.level == Level.SELF_MANAGED_TEAM and not _has_ended(unit) else None
    line = [own, unit.hamlet_id, unit.commune_id, unit.district_id, unit.province_id]
    return next(pk for pk in line if pk)


def _has_ended(unit: Unit) -> bool:
    return unit.has_ended_by(clock.today())
