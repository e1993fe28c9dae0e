"""Looks from outside: who has no place in a commune and opens what is its own, once a day, person and thing."""

from portal.core import audit
from portal.hierarchy.choices import Level
from portal.hierarchy.models import Unit
from portal.hierarchy.scoping import ScopedModel
from portal.oversight.desks import place


def note_look(*, by, thing: ScopedModel, action: str) -> None:
    """Audit that an outsider opened a row; one's own people read without a trace of every page."""
    _desk, outside = place(by, thing, thing.unit_id)
    if outside:
        audit.record_once(by=by, action=action, thing=thing)


def note_listing(*, by, unit: Unit, action: str) -> None:
    """Audit that someone from outside a commune opened a list with its rows: the commune's own, or that of a unit
    above, whose list shows the rows of every commune in it."""
    _desk, outside = place(by, unit, unit.pk)
    if outside or unit.level in (Level.DISTRICT, Level.PROVINCE):
        audit.record_once(by=by, action=action, thing=unit, unit_id=unit.pk, outside=True)


def note_desk(*, by, unit: Unit, action: str) -> None:
    """Audit that who only raised themselves to a unit opened what lies on its desk; who works there, or above it on a
    desk of their own, leaves no trace."""
    if by.elevation:
        note_listing(by=by, unit=unit, action=action)
