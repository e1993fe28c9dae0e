"""Pages of a unit, and the search of units across both eras."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.accounts.unit_actions import actions_for
from portal.bodies.policies import can_edit
from portal.core import clock
from portal.core.list_filters import query_words
from portal.dashboards.selectors import month_figures
from portal.oversight.outside_access import records_nothing, records_outside_access, shows_list, shows_nothing
from portal.unit_pages.bodies.selectors import counts_by_kind
from portal.unit_pages.day_picker import picked_day
from portal.unit_pages.search_results import same_code, unit_results
from portal.unit_pages.unit import selectors
from portal.unit_pages.unit.notices import notices, unknown_successor
from portal.units.areas import Area
from portal.units.models import Unit
from portal.units.named_units import NamedUnit
from portal.units.search import search
from portal.units.selectors import era_of, successions

_FOUND = 50


@needs(Permission.VIEW_UNITS)
@records_nothing("names of units are public facts")
def home(request: ActorRequest) -> HttpResponse:
    """Search, or the unit one works for."""
    query = query_words(request)
    if not query:
        return redirect("units:detail", request.actor.workplace.public_id)
    today = clock.today()
    found = search(query, today, near=request.actor.unit, most=_FOUND + 1)
    context = {
        "query": query,
        "found": unit_results(found[:_FOUND], today),
        "more": len(found) > _FOUND,
        "same_code": same_code(query, found),
    }
    return render(request, "unit_pages/search.html", context)


@needs(Permission.VIEW_UNITS)
@records_outside_access("unit.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One unit on a day. Its name and place are public facts; people, groups and figures are its own area's."""
    versions = selectors.versions_of(public_id)
    if not versions:
        raise Http404("no such unit")
    unit = versions[0].unit
    picked = picked_day(request)
    shown = unit.nearest_day(picked.day)
    context = {
        "picked": picked,
        "shown": shown,
        "notices": notices(unit, picked.day, asked=picked.in_address),
        "has_ended": unit.has_ended_by(clock.today()),
        "versions": [{"version": row, "named": NamedUnit.of(row)} for row in reversed(versions)],
        "actions": actions_for(request.actor, unit),
        "changes_url": _changes_url(request, unit),
    }
    context |= _place(selectors.version_on(versions, shown), shown, picked.query)
    return render(request, "unit_pages/unit.html", context | _links(unit) | _inside(request, unit, shown))


def _place(version: "selectors.PolicedVersion", shown: date, query: str) -> dict:
    """What the unit was on the day shown: its name, what was above and below it, under whom its police was."""
    named, around = NamedUnit.of(version), selectors.around(version.unit, shown)
    return {
        "unit": named,
        "level": version.unit.get_level_display(),
        "era": era_of(version),
        "around": around,
        "crumbs": _crumbs([*around.above, named], query),
        "unknown_successor": unknown_successor(version.unit, has_units=bool(around.below)),
        "police_line": selectors.police_line(version),
    }


def _crumbs(units: list[NamedUnit], query: str) -> list[dict]:
    """The way down to a unit, each page on the same day."""
    return [
        {"label": unit.title, "url": reverse("units:detail", args=[unit.public_id]) + query} for unit in units
    ]


def _links(unit: Unit) -> dict:
    """What the unit came from, and what it became."""
    links = list(successions(unit))
    return {
        "came_from": [link for link in links if link.successor_id == unit.pk],
        "became": [link for link in links if link.predecessor_id == unit.pk],
    }


def _inside(request: ActorRequest, unit: Unit, shown: date) -> dict:
    """People, groups and figures of the unit, as far as they are the reader's to see; noted for its commune."""
    people, groups = selectors.inside(request.actor, unit, shown)
    bodies = counts_by_kind(request.actor, unit)
    # Tips are among the figures: who may not see them sees no number of them.
    own = request.actor.may(Permission.VIEW_TIPS, unit) and shown <= clock.today()
    if own or people or groups or bodies:
        shows_list(request, unit)
    else:
        shows_nothing(request)
    # A past day by its own map, without asking first whether anything moved since.
    area = Area(unit, shown, moved=shown < clock.today())
    figures = month_figures(area, shown) if own else []
    return {
        "people": people,
        "groups": groups,
        "figures": figures,
        "map": area.label,
        "bodies": bodies,
        "has_bodies": bool(bodies) or can_edit(request.actor, unit),
        "bodies_in_all": sum(number for _kind, number in bodies),
    }


def _changes_url(request: ActorRequest, unit: Unit) -> str:
    """Where the amendments on a unit are, for those who look after it."""
    if not request.actor.may(Permission.VIEW_UNITS, unit):
        return ""
    return f"{reverse('units:changes')}?don-vi={unit.public_id}"
