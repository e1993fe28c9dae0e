"""Dependants of units: the rows (groups, tips, people) that move to another unit when an amendment moves or
ends theirs. Apps give them by their manifests.

Rows of units move by their place columns, set-based; a `Dependant` names what a preview counts.
A `DatedDependant` is dated to a unit itself (assignments) and ends with it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import CharField, Count, QuerySet, Sum, Value
from django.utils.functional import Promise

from portal.core import manifests
from portal.units.models import Unit
from portal.units.scoping import ScopedModel


@dataclass(frozen=True)
class Dependant:
    """One line of a preview: the rows that are in a unit, counted or summed (`total`)."""

    key: str
    label: str | Promise
    rows: Callable[[], QuerySet]
    #: Where the place columns are, seen from the row ("unit__" where the row only points to its unit).
    prefix: str = ""
    total: str = ""

    def tally(self, column: str, units: Iterable[int]) -> QuerySet:
        """(key, unit, number) for units whose rows are an equality on `column`; to be united with others'."""
        # What only points to its unit is filed under it; it has no column of its own for that.
        where = self.prefix.removesuffix("__") if column == "unit" and self.prefix else self.prefix + column
        found = self.rows().order_by().filter(**{f"{where}__in": list(units)})
        number = Sum(self.total) if self.total else Count("pk")
        return found.values_list(Value(self.key, CharField()), where).annotate(number=number)


@dataclass(frozen=True)
class DatedDependant:
    """What is dated to a unit itself and goes over when it ends: `go_over(by, old, new, on)` gives what
    `come_back` needs to restore it. `new` is None where nothing takes its place."""

    key: str
    go_over: Callable[[Any, Unit, Unit | None, date], dict]
    come_back: Callable[[dict], None]


def all_dependants() -> list[Dependant]:
    """The lines of the preview, in the order in which they are shown."""
    return list(manifests.all_of("dependants"))


def dated_dependants() -> dict[str, DatedDependant]:
    """What goes over when a unit ends, by key."""
    return manifests.by_key("dated_dependants")


def scoped_models() -> list[type[ScopedModel]]:
    """Every kind of row that belongs to units."""
    return [model for model in apps.get_models() if issubclass(model, ScopedModel)]
