"""The unit picker as a fragment of a form, and as a page for browsers without JavaScript."""

import re
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.oversight.outside_access import records_nothing
from portal.unit_pages.picker.selectors import PickerLimits, options
from portal.units.models import Unit

_FIELD = re.compile(r"[a-z][a-z0-9_-]{0,40}")


@needs(Permission.VIEW_UNITS)
@records_nothing("names of units are public facts")
def pick(request: ActorRequest) -> HttpResponse:
    """What a unit picker offers, for htmx; asked for as a page, a search that leads to the unit picked."""
    name = request.GET.get("ten", "don-vi")
    try:
        limits = replace(PickerLimits.read(request.GET), near=request.actor.unit)
    except (ValueError, Unit.DoesNotExist) as wrong:
        raise Http404("no such limits") from wrong
    if not _FIELD.fullmatch(name):
        raise Http404("no such field")
    key, query = request.GET.get(name, ""), request.GET.get(f"{name}-tim", "")
    if not request.htmx and key and f"{name}-go" not in request.GET:
        return redirect("units:detail", get_object_or_404(limits.units(), public_id=key).public_id)
    context = {
        "options": options(limits, query, key),
        "name": name,
        "url": limits.url(name),
        "limits": limits,
    }
    return render(request, "unit_pages/_options.html" if request.htmx else "unit_pages/pick.html", context)
