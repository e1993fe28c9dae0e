"""The page "Ban Chỉ đạo" of a unit: its boards with their members, what its papers call things, and panels."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.oversight.outside_access import records_outside_access, shows_list
from portal.steering import policies
from portal.steering.boards.selectors import boards_below, boards_of
from portal.steering.committee.panels import panels_for
from portal.steering.committee.selectors import unit_or_404
from portal.steering.unit_settings.selectors import history


@needs(Permission.VIEW_STEERING)
@records_outside_access("committee.view")
def committee(request: ActorRequest, public_id: str) -> HttpResponse:
    """The committee of one unit today."""
    unit = unit_or_404(request.actor, public_id)
    shows_list(request, unit)
    today = clock.today()
    standing, past = boards_of(request.actor, unit, today)
    context = {
        "unit": unit,
        "boards": standing,
        "past": past,
        "below": boards_below(request.actor, unit, today),
        "settings": [
            (key.label, row.words)
            for key, rows in history(unit).items()
            for row in rows
            if row.is_valid_on(today)
        ],
        "panels": panels_for(request.actor, unit),
        "can_edit": policies.can_edit(request.actor, unit),
        "crumbs": [
            {"label": unit.title, "url": reverse("units:detail", args=[unit.public_id])},
            {"label": _("Ban Chỉ đạo")},
        ],
    }
    return render(request, "steering/committee.html", context)
