"""Pages of the tree of units, opened branch by branch."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.oversight.outside_access import records_nothing
from portal.unit_pages.day_picker import picked_day
from portal.unit_pages.tree import selectors as reads
from portal.unit_pages.tree.notices import snapshot_notice
from portal.units.models import Unit


@needs(Permission.VIEW_UNITS)
@records_nothing("names of units are public facts")
def tree(request: ActorRequest) -> HttpResponse:
    """The provinces of a day, opened down to one unit (`mo`), at first to one's own."""
    picked = picked_day(request)
    opened = request.GET.get("mo", request.actor.workplace.public_id)
    nodes = reads.tree(picked.day, opened)
    context = {
        "nodes": nodes,
        # Of a day on which it does not exist there is no place to lead to.
        "opened_below": reads.is_among(nodes, opened),
        "picked": picked,
        "opened": opened,
        "notice": snapshot_notice(picked.day),
    }
    return render(request, "unit_pages/tree.html", context)


@needs(Permission.VIEW_UNITS)
@records_nothing("names of units are public facts")
def branch(request: ActorRequest, public_id: str) -> HttpResponse:
    """The units right below one, for htmx; asked for as a page, the tree opened there."""
    if not request.htmx:
        query = urlencode({"mo": public_id, "ngay": request.GET.get("ngay", "")})
        return redirect(f"{reverse('units:tree')}?{query}#u-{public_id}")
    unit = get_object_or_404(Unit, public_id=public_id)
    picked = picked_day(request)
    nodes = reads.branch(unit, picked.day)
    return render(request, "unit_pages/_branch.html", {"nodes": nodes, "picked": picked})
