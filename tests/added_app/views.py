"""The pages of visits."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.oversight.outside_access import records_outside_access, shows_list
from tests.added_app.models import Visit


@needs(Permission.VIEW_GROUPS)
@records_outside_access("visit.list")
def visit_list(request: ActorRequest) -> HttpResponse:
    """All visits of one's area."""
    shows_list(request, *request.actor.units_with(Permission.VIEW_GROUPS))
    return render(request, "added_app/visits.html", {"visits": Visit.objects.visible_to(request.actor)})


@needs(Permission.VIEW_GROUPS)
@records_outside_access("visit.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One visit."""
    visit = get_object_or_404(Visit.objects.visible_to(request.actor), public_id=public_id)
    shows_list(request, visit.unit)
    return render(request, "added_app/visits.html", {"visits": [visit]})
