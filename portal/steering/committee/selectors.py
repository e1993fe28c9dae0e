"""The unit whose committee is shown, and the rows that its committee keeps."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.scoping import column_of, seat_id


def unit_or_404(actor: Actor, public_id: str) -> Unit:
    """A unit whose committee's work an actor may see; Http404 for any other."""
    unit = get_object_or_404(Unit.objects.select_related("hamlet"), public_id=public_id)
    if not actor.may(Permission.VIEW_STEERING, unit):
        raise Http404("outside one's area")
    return unit


def kept_by(unit: Unit, name: str = "unit") -> Q:
    """The condition that the unit to which `name` leads is this one or, while it stands, one that became part of it: what is
    a merged commune's is its successor's."""
    if unit.level == Level.SELF_MANAGED_TEAM or seat_id(unit) != unit.pk:
        return Q(**{name: unit})
    return Q(**{f"{name}__{column_of(unit)}": unit, f"{name}__level": unit.level})
