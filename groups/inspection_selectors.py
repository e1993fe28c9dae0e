"""Queries of inspections of groups; the first argument is the actor who reads."""

from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from groups.inspection_states import InspectionState
from groups.models import ChatGroup, GroupInspection
from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.core.deadlines import is_late_q
from portal.units.models import Unit
from portal.units.scoping import column_of, covers


def inspections(actor: Actor) -> QuerySet[GroupInspection]:
    """The inspections an actor may see, without entries that were taken out."""
    return GroupInspection.objects.visible_to(actor).filter(withdrawn_at=None)


def inspection_or_404(actor: Actor, public_id: str) -> GroupInspection:
    """One inspection that an actor may see, one taken out too, with its group; Http404 for any other."""
    rows = GroupInspection.objects.visible_to(actor).select_related("group__unit__hamlet", "by_unit")
    return get_object_or_404(rows, public_id=public_id)


def inspections_of(actor: Actor, group: ChatGroup) -> QuerySet[GroupInspection]:
    """The inspections of one group, the latest first."""
    rows = inspections(actor).filter(group=group).select_related("by_unit")
    return rows.order_by("-inspected_on", "-pk")


def to_mend() -> Q:
    """What is still to be mended."""
    return Q(state=InspectionState.OPEN)


def late(today: date) -> Q:
    """What is still to be mended though its last day in time has passed; as `GroupInspection.is_late` says of one."""
    return to_mend() & is_late_q("due_on", today)


def to_mend_in(actor: Actor, unit: Unit) -> QuerySet[GroupInspection]:
    """What is still to be mended in the groups of a unit, what is due first at the top."""
    rows = inspections(actor).filter(to_mend(), **{column_of(unit): unit})
    return rows.select_related("group__unit__hamlet").order_by("due_on", "pk")


def inspecting_unit(actor: Actor, group: ChatGroup) -> Unit | None:
    """The unit for whose committee a person inspects a group: the one worked for now if the group is in it, else the first
    that it is in; None where there is none."""
    units = [unit for unit in actor.units_with(Permission.EDIT_STEERING) if covers(unit, group)]
    return next((unit for unit in units if unit == actor.unit), units[0] if units else None)
