"""The panel of papers that a unit or its bodies have not answered, on the page of its committee."""

from typing import Any

from portal.accounts.actor import Actor
from portal.core import clock
from portal.steering.answers.selectors import RequestLine, owed_in
from portal.steering.committee.panels import CommitteePanel
from portal.units.models import Unit

#: So many are named; each paper has all of its own.
SHOWN = 8


def _answers(actor: Actor, unit: Unit) -> dict[str, Any] | None:
    found = list(owed_in(actor, unit)[: SHOWN + 1])
    if not found:
        return None
    today = clock.today()
    return {"lines": [RequestLine(row, today) for row in found[:SHOWN]], "more": len(found) > SHOWN}


ANSWERS = CommitteePanel("steering/_answers_panel.html", 20, _answers)
