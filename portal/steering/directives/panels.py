"""The panel of a unit's papers in force on the page of its committee, each with what it rests on."""

from typing import Any

from django.db.models import F, Prefetch
from django.urls import reverse

from portal.accounts.actor import Actor
from portal.core import clock
from portal.steering.committee.panels import CommitteePanel
from portal.steering.committee.selectors import kept_by
from portal.steering.directives.selectors import in_force
from portal.steering.models import Directive, DirectiveBasis
from portal.units.models import Unit

#: So many papers are named; the register has them all.
SHOWN = 12


def _papers(actor: Actor, unit: Unit) -> dict[str, Any]:
    seen = Directive.objects.visible_to(actor)
    bases = DirectiveBasis.objects.filter(basis__in=seen.values("pk")).select_related("basis")
    rows = seen.filter(kept_by(unit), in_force(clock.today())).prefetch_related(Prefetch("bases", bases))
    found = list(rows.order_by(F("issued_on").desc(), "public_id")[: SHOWN + 1])
    own = actor.unit == unit
    return {
        "papers": [(row, [link.basis for link in row.bases.all()]) for row in found[:SHOWN]],
        "more": len(found) > SHOWN,
        "register_url": reverse("steering:directives") if own else "",
    }


PAPERS = CommitteePanel("steering/_papers_panel.html", 10, _papers)
