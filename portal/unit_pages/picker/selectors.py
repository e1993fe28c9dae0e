"""The units that a picker offers, and those that a search in it finds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from portal.core import clock
from portal.core.day_input import read_day
from portal.unit_pages.search_results import UnitResult, unit_results
from portal.units.choices import Level
from portal.units.models import Unit, valid_on
from portal.units.search import below, search
from portal.units.selectors import BY_HAMLET

MOST = 12


@dataclass(frozen=True)
class PickerLimits:
    """Which units may be picked: those that exist on a day (empty: today), of some levels, in one unit or anywhere.

    `near` narrows nothing: units of its province are offered first.
    """

    levels: tuple[str, ...] = ()
    within: Unit | None = None
    day: date | None = None
    near: Unit | None = None

    @property
    def on(self) -> date:
        """The day on which units are offered: the one asked for, or today."""
        return self.day or clock.today()

    def units(self) -> QuerySet[Unit]:
        """All units that may be picked."""
        rows = Unit.objects.filter(valid_on(self.on))
        if self.levels:
            rows = rows.filter(level__in=self.levels)
        if self.within:
            rows = rows.filter(Q(pk=self.within.pk) | Q(pk__in=below(self.within, self.on)))
        return rows

    def url(self, name: str) -> str:
        """Where the fragment of a field of that name is asked for."""
        query = {"ten": name, "cap": ",".join(self.levels), "ngay": self.day.isoformat() if self.day else ""}
        query["trong"] = self.within.public_id if self.within else ""
        return f"{reverse('units:pick')}?{urlencode({key: value for key, value in query.items() if value})}"

    @classmethod
    def read(cls, given: QueryDict) -> "PickerLimits":
        """As `url` wrote them. Raises ValueError or Unit.DoesNotExist for what it never writes."""
        levels = tuple(Level(level).value for level in given.get("cap", "").split(",") if level)
        within = Unit.objects.get(public_id=given["trong"]) if given.get("trong") else None
        day = given.get("ngay")
        return cls(levels, within, read_day(day) if day else None)


@dataclass(frozen=True)
class Options:
    """What is offered: the unit picked so far first, then what the words found."""

    query: str
    picked: str
    results: list[UnitResult]
    more: bool


def options(limits: PickerLimits, query: str, picked: str = "") -> Options:
    """The units offered for some words; within one unit the first few are offered before a word is typed."""
    kept = list(limits.units().filter(public_id=picked)[:1]) if picked else []
    found: list[Unit] = []
    if query.strip():
        found = search(
            query,
            limits.on,
            near=limits.near or limits.within,
            levels=limits.levels,
            within=limits.within,
            standing=True,
            most=MOST + 1,
        )
    elif limits.within and not kept:
        found = list(limits.units().order_by(*BY_HAMLET)[: MOST + 1])
    others = [unit for unit in found[:MOST] if unit not in kept]
    return Options(
        query, kept[0].public_id if kept else "", unit_results([*kept, *others], limits.on), len(found) > MOST
    )
