"""Pages of units: where one is, what it was called when, what lies below; search across both eras."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.forms import attempt
from portal.dashboards import selectors
from portal.hierarchy.choices import Level
from portal.hierarchy.models import Unit
from portal.hierarchy.selectors import children_on, era_of, find, line_of, successions
from portal.hierarchy.services import create_unit
from portal.territory.forms import HamletForm

_FOUND = 50


@needs(Permission.VIEW_UNITS)
def home(request: HttpRequest) -> HttpResponse:
    """Search, or the unit one works for."""
    query = request.GET.get("q", "").strip()
    if not query:
        return redirect("units:detail", request.actor.unit.public_id)
    found = [
        {"unit": unit, "era": era_of(unit), "above": _above(unit)}
        for unit in find(query, clock.today(), request.actor.unit)[:_FOUND]
    ]
    return render(request, "territory/search.html", {"query": query, "found": found, "most": _FOUND})


@needs(Permission.VIEW_UNITS)
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One unit. Its name and place are public facts; its figures are shown only within one's area."""
    line = ("province", "district", "commune", "hamlet")
    unit = get_object_or_404(Unit.objects.select_related("parent", *line), public_id=public_id)
    inside = request.actor.may(Permission.VIEW_GROUPS, unit)
    links = list(successions(unit))
    context = {
        "unit": unit,
        "era": era_of(unit),
        "crumbs": [{"label": above.title, "url": f"../{above.public_id}/"} for above in line_of(unit)],
        "versions": [{"version": v, "era": era_of(v)} for v in unit.versions.order_by("valid_from")],
        "came_from": [link for link in links if link.successor_id == unit.pk],
        "became": [link for link in links if link.predecessor_id == unit.pk],
        "children": list(children_on(unit, _day_for(unit))),
        "figures": selectors.month_figures(unit, clock.today()) if inside else [],
        "can_add": unit.level == Level.COMMUNE and request.actor.may(Permission.EDIT_GROUPS, unit),
    }
    return render(request, "territory/unit.html", context)


@needs(Permission.EDIT_GROUPS)
def add_hamlet(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a hamlet or residents' group under one's commune."""
    commune = get_object_or_404(
        Unit.objects.filter(pk__in=[unit.pk for unit in request.actor.units_with(Permission.EDIT_GROUPS)]),
        public_id=public_id,
    )
    form = HamletForm(request.POST or None, commune=commune)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: create_unit(by=request.actor, **form.details()))
        if made:
            messages.success(request, _("Đã thêm %(unit)s.") % {"unit": made})
            return redirect("units:detail", commune.public_id)
    return render(request, "territory/hamlet_form.html", {"form": form, "commune": commune})


def _day_for(unit: Unit) -> date:
    """Today; of a unit that is no more, its last day; of one that is yet to come, its first."""
    day = clock.today()
    if unit.valid_to:
        day = min(day, unit.valid_to - timedelta(days=1))
    return max(day, unit.valid_from) if unit.valid_from else day


def _above(unit: Unit) -> str:
    line = [unit.commune, unit.district, unit.province]
    return ", ".join(place.full_name for place in line if place and place.pk != unit.pk)
