"""The panel of difficulties that wait for an answer, on the page of a unit's committee."""

from typing import Any

from django.db.models import Q

from portal.accounts.actor import Actor
from portal.core import clock
from portal.steering.committee.panels import CommitteePanel
from portal.steering.committee.selectors import kept_by
from portal.steering.difficulties.selectors import difficulties, late
from portal.steering.difficulties.states import OPEN
from portal.units.models import Unit
from portal.units.scoping import column_of

#: So many are named; their list has them all.
SHOWN = 8


def _difficulties(actor: Actor, unit: Unit) -> dict[str, Any] | None:
    """What was raised in the unit, and what it owes the answer to; what is due first at the top."""
    here = Q(**{column_of(unit): unit}) | kept_by(unit, "owner")
    rows = difficulties(actor).filter(here, state__in=OPEN)
    found = list(rows.select_related("unit__hamlet", "owner").order_by("due_on", "public_id")[: SHOWN + 1])
    if not found:
        return None
    today = clock.today()
    return {
        "difficulties": [(row, row.is_late(today)) for row in found[:SHOWN]],
        "late": rows.filter(late(today)).count(),
        "more": len(found) > SHOWN,
    }


DIFFICULTIES = CommitteePanel("steering/_difficulties_panel.html", 60, _difficulties)
