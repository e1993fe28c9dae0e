"""What the search in the head looks through: apps bring their sources by their manifests.

Every source gives rows of the same columns (`columns`), so that all are read by one query; `portal.global_search` reads it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.core.ordering import sort_key

#: How many rows of a kind are shown; its own list shows all.
FEW = 5
#: The `state` of rows: those that ended, and all others.
CLOSED, CURRENT = Value("closed", CharField()), Value("", CharField())


@dataclass(frozen=True)
class FoundRow:
    """One row of the union, as the database gives it; `source` is the key of its source."""

    source: str
    public_id: str
    title: str
    code: str
    state: str
    unit_id: int | None
    at: datetime | None


@dataclass(frozen=True)
class SearchSource:
    """A kind of row: its heading, who may ask, its rows for a query, the words beside a row, where rows lead.

    Kinds are ordered by `place`. `rows(actor, query)` gives at most `FEW` rows as `columns` makes them.
    """

    key: str
    label: str | Promise
    place: int
    #: Any of them opens the source.
    permissions: tuple[Permission, ...]
    rows: Callable[[Actor, str], QuerySet]
    facts: Callable[[FoundRow], Sequence[str | Promise]]
    #: URL name of a row's page; its argument is the row's `public_id`.
    page: str
    #: URL name of the list of the kind; empty where there is none.
    list_page: str = ""
    #: What the list needs beside the words to show all that was found.
    list_query: str = ""
    title: Callable[[FoundRow], str] = lambda row: row.title
    #: The order of its rows: by name, or `newest_first`.
    order: Callable[[FoundRow], Any] = lambda row: sort_key(row.title)
    #: Who may open something wider (a person's page) needs no second way to it.
    unless: Permission | None = None
    #: Whether its rows are a commune's, so that access from outside is recorded for it.
    is_recorded: bool = True

    def is_for(self, actor: Actor) -> bool:
        """Whether an actor may look for this kind."""
        wider = self.unless is not None and actor.has(self.unless)
        return not wider and any(actor.has(permission) for permission in self.permissions)

    @property
    def permissions_named(self) -> tuple[str, ...]:
        return (*self.permissions, self.unless) if self.unless else self.permissions

    @property
    def pages_named(self) -> tuple[str, ...]:
        return (self.page, self.list_page) if self.list_page else (self.page,)


def first_few(found: QuerySet, rows: QuerySet, *order: str) -> QuerySet:
    """The first few of what was found, among the same rows: a union takes no part with a limit of its own."""
    return rows.order_by().filter(pk__in=found.order_by(*order).values("pk")[:FEW])


def columns(
    source: str, title: Any, code: Any, state: Any, unit: Any, at: Any, key: Any = "public_id"
) -> list:
    """What a source gives to `values_list`, in the order of the fields of `FoundRow`."""
    return [Value(source, CharField()), key, Cast(title, TextField()), code, state, unit, at]


def newest_first(row: FoundRow) -> float:
    """The order of rows whose moment matters more than their name."""
    return -row.at.timestamp() if row.at else 0.0
