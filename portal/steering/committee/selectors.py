"""The unit whose committee is shown."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.units.models import Unit


def unit_or_404(actor: Actor, public_id: str) -> Unit:
    """A unit whose committee's work an actor may see; Http404 for any other."""
    unit = get_object_or_404(Unit.objects.select_related("hamlet"), public_id=public_id)
    if not actor.may(Permission.VIEW_STEERING, unit):
        raise Http404("outside one's area")
    return unit
