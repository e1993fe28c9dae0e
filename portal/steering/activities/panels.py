"""The panel of what inspections found and is still to be mended, on the page of a unit's committee."""

from typing import Any

from portal.accounts.actor import Actor
from portal.core import clock
from portal.steering.activities.selectors import findings, open_findings
from portal.steering.committee.panels import CommitteePanel
from portal.steering.committee.selectors import kept_by
from portal.units.models import Unit

#: So many findings are named; their list has them all.
SHOWN = 8


def _findings(actor: Actor, unit: Unit) -> dict[str, Any] | None:
    rows = findings(actor).filter(open_findings(), kept_by(unit) | kept_by(unit, "owner_unit"))
    found = list(
        rows.select_related("owner_unit__hamlet", "owner_body").order_by("due_on", "public_id")[: SHOWN + 1]
    )
    if not found:
        return None
    today = clock.today()
    return {
        "findings": [(finding, finding.is_late(today)) for finding in found[:SHOWN]],
        "more": len(found) > SHOWN,
    }


FINDINGS = CommitteePanel("steering/_findings_panel.html", 40, _findings)
