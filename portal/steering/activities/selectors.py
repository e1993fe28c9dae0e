"""Queries of activities and of what inspections found; the first argument is the actor who reads."""

from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from portal.accounts.actor import Actor
from portal.core.deadlines import is_late_q
from portal.core.text_search import narrow
from portal.steering.activities.states import FindingState
from portal.steering.models import Activity, Finding


def activities(actor: Actor, *, query: str = "") -> QuerySet[Activity]:
    """The activities an actor may see, entries taken out among them."""
    return narrow(Activity.objects.visible_to(actor), query)


def in_the_book(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Without the entries that were taken out."""
    return rows.filter(withdrawn_at=None)


def activity_or_404(actor: Actor, public_id: str) -> Activity:
    """One activity that an actor may see, with its unit, file and what it looked at; Http404 for any other."""
    rows = Activity.objects.visible_to(actor).select_related(
        "unit", "minutes", "looked_at_unit__hamlet", "looked_at_body"
    )
    return get_object_or_404(rows, public_id=public_id)


def findings(actor: Actor) -> QuerySet[Finding]:
    """What inspections found, as far as an actor may see it; without those whose inspection was taken out."""
    return Finding.objects.visible_to(actor).filter(inspection__withdrawn_at=None)


def own_findings(actor: Actor) -> QuerySet[Finding]:
    """What is still for an actor's own units or bodies to mend, what is due first at the top."""
    rows = findings(actor).filter(open_findings(), Finding.owned_by(actor))
    return rows.select_related("owner_unit__hamlet", "owner_body", "unit").order_by("due_on", "pk")


def findings_of(actor: Actor, inspection: Activity) -> list[Finding]:
    """What one inspection found, what is due first at the top."""
    rows = Finding.objects.visible_to(actor).filter(inspection=inspection)
    return list(rows.select_related("owner_unit__hamlet", "owner_body").order_by("due_on", "pk"))


def finding_or_404(actor: Actor, public_id: str) -> Finding:
    """One finding that an actor may see, with its inspection and who is to mend it; Http404 for any other."""
    rows = Finding.objects.visible_to(actor).select_related(
        "unit", "inspection__unit", "owner_unit__hamlet", "owner_body"
    )
    return get_object_or_404(rows, public_id=public_id)


def open_findings() -> Q:
    """What is still to be mended."""
    return Q(state=FindingState.OPEN)


def late_findings(today: date) -> Q:
    """What is still to be mended though its last day in time has passed; as `Finding.is_late` says of one."""
    return open_findings() & is_late_q("due_on", today)
