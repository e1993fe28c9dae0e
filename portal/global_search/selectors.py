"""Results of the global search, by kind of row: two queries, and one for names not read lately."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.search import FEW, FoundRow, SearchSource
from portal.core import clock, manifests
from portal.core.text_search import words_of
from portal.units.models import Unit
from portal.units.name_cache import names_of, reads_of_communes
from portal.units.search import search
from portal.units.selectors import era_of

_UNITS = gettext_lazy("Địa bàn")


@dataclass(frozen=True)
class SearchResult:
    """One result: its page, its name, and the facts that distinguish it."""

    url: str
    title: str
    facts: list[str]


@dataclass(frozen=True)
class ResultSection:
    """The first few of a kind, and its own list, if it has one, with all that the words find there."""

    key: str
    label: str | Promise
    list_url: str
    results: list[SearchResult] = field(default_factory=list)


def sources() -> list[SearchSource]:
    """All kinds of rows to search beside units, in their order."""
    return sorted(manifests.all_of("search_sources"), key=lambda source: source.place)


def find(actor: Actor, query: str) -> list[ResultSection]:
    """A section for each kind of row that an actor may search, also without results; none for an empty query."""
    if not words_of(query):
        return []
    asked = [source for source in sources() if source.is_for(actor)]
    rows = _read([source.rows(actor, query) for source in asked])
    units = (
        search(query, clock.today(), near=actor.unit, most=FEW) if actor.has(Permission.VIEW_UNITS) else []
    )
    names = names_of(
        {row.unit_id for row in rows if row.unit_id} | {u.parent_id for u in units if u.parent_id},
        with_commune=reads_of_communes(actor),
    )
    sections = [
        ResultSection(
            source.key,
            source.label,
            _list(source.list_page, query, source.list_query) if source.list_page else "",
            _results(source, rows, names),
        )
        for source in asked
    ]
    if actor.has(Permission.VIEW_UNITS):
        found_units = [_unit(unit, names) for unit in units]
        sections.append(ResultSection("unit", _UNITS, _list("units:home", query), found_units))
    return sections


def recorded_units(actor: Actor) -> list[Unit]:
    """The units whose rows an actor looks through by any search; names of units are public facts."""
    opening = {
        permission: None for source in sources() if source.is_recorded for permission in source.permissions
    }
    return [unit for permission in opening for unit in actor.units_with(permission)]


def _read(parts: list[QuerySet]) -> list[FoundRow]:
    """All parts in one query, the newest of each first."""
    if not parts:
        return []
    first, *others = parts
    found = first.union(*others, all=True) if others else first
    return [FoundRow(*values) for values in found]


def _list(page: str, query: str, more: str = "") -> str:
    return f"{reverse(page)}?{urlencode({'q': query})}{more}"


def _results(source: SearchSource, rows: list[FoundRow], names: dict[int, str]) -> list[SearchResult]:
    own = [row for row in rows if row.source == source.key]
    results = []
    for row in sorted(own, key=source.order):
        facts = [*source.facts(row), names.get(row.unit_id, "") if row.unit_id else ""]
        results.append(
            SearchResult(
                reverse(source.page, args=[row.public_id]), source.title(row), [str(f) for f in facts if f]
            )
        )
    return results


def _unit(unit: Unit, names: dict[int, str]) -> SearchResult:
    code = _("mã %(code)s") % {"code": unit.code} if unit.code else ""
    facts = [code, names.get(unit.parent_id, "") if unit.parent_id else "", era_of(unit)]
    return SearchResult(
        reverse("units:detail", args=[unit.public_id]), unit.title, [fact for fact in facts if fact]
    )
