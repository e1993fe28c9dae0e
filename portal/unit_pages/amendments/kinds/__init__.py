"""The amendments that are offered on a unit's pages, and the questions of each: one module a kind.

What an amendment does is in the module of the same name in `portal.units.amendments.kinds`. The reform of 2025 has pages of
its own (portal.unit_pages.reform).
"""

from portal.accounts.actor import Actor
from portal.unit_pages.amendments.guides import AmendmentSubject, Guide
from portal.unit_pages.amendments.kinds import change_kind, close, create, merge, move, rename, split
from portal.units.amendments.policies import CHANGE_UNITS, may_change
from portal.units.choices import AmendmentKind

# In the order in which they are offered.
GUIDES: dict[AmendmentKind, Guide] = {
    module.GUIDE.kind: module.GUIDE for module in (create, rename, change_kind, move, merge, split, close)
}


def offered(actor: Actor, subject: AmendmentSubject) -> dict[AmendmentKind, Guide]:
    """The amendments the actor may make here, as things stand."""
    above = may_change(actor, subject.unit)
    own = actor.may(CHANGE_UNITS, subject.unit)
    return {
        kind: guide
        for kind, guide in GUIDES.items()
        if (above or (own and guide.for_own_unit)) and guide.fits(subject)
    }
