"""The amendments that are offered on a unit's pages, and the questions of each: one module a kind.

What an amendment does is in the module of the same name in `portal.units.amendments.kinds`. The reform of 2025 has pages of
its own (portal.unit_pages.reform).
"""

from importlib import import_module
from pkgutil import iter_modules

from portal.accounts.actor import Actor
from portal.unit_pages.amendments.guides import AmendmentSubject, Guide
from portal.units.amendments.policies import CHANGE_UNITS, may_change
from portal.units.choices import AmendmentKind


def _guides() -> dict[AmendmentKind, Guide]:
    """The guides of the modules of this package, in the order of the kinds, in which they are offered."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    found = {module.GUIDE.kind: module.GUIDE for module in modules}
    return {kind: found[kind] for kind in AmendmentKind if kind in found}


GUIDES = _guides()


def offered(actor: Actor, subject: AmendmentSubject) -> dict[AmendmentKind, Guide]:
    """The amendments the actor may make on this unit now."""
    above = may_change(actor, subject.unit)
    own = actor.may(CHANGE_UNITS, subject.unit)
    return {
        kind: guide
        for kind, guide in GUIDES.items()
        if (above or (own and guide.for_own_unit)) and guide.fits(subject)
    }
