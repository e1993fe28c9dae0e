"""The panel of what inspections of groups ask to be mended, on the page of a unit's committee."""

from typing import Any

from groups.inspection_selectors import to_mend_in
from portal.accounts.actor import Actor
from portal.core import clock
from portal.steering.committee.panels import CommitteePanel
from portal.units.models import Unit

#: So many are named; their list has them all.
SHOWN = 8


def _inspections(actor: Actor, unit: Unit) -> dict[str, Any] | None:
    found = list(to_mend_in(actor, unit)[: SHOWN + 1])
    if not found:
        return None
    today = clock.today()
    return {
        "inspections": [(row, row.is_late(today)) for row in found[:SHOWN]],
        "more": len(found) > SHOWN,
    }


INSPECTIONS = CommitteePanel("groups/_inspections_panel.html", 50, _inspections)
