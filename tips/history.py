"""Writes a tip's history: one row a transition, never changed."""

from typing import Any

from portal.accounts.actor import AnyActor
from portal.core import audit, clock
from portal.core.plain_text import plain
from tips.models import Tip, TipTransition

_CHOSEN = ["tip", "by", "unit", "province", "district", "commune", "hamlet", "handler"]


def write(tip: Tip, *, by: AnyActor, move: str, source: str, target: str, **more: Any) -> TipTransition:
    """Add one step. Raises ValidationError by field for a value no list offers or a text that is too long."""
    step = TipTransition(tip=tip, move=move, source=source, target=target, at=clock.now(), by=by.user, **more)
    step.note = plain(step.note)
    step.place_like(tip)
    step.clean_fields(exclude=_CHOSEN)
    step.save()
    return step


def note_others_named(tip: Tip, *, by: AnyActor) -> None:
    """Write down that a person stated that a name or number in a text is not the informant's."""
    write(tip, by=by, move="name-others", source=tip.state, target=tip.state)
    audit.record(by=by, action="tip.name-others", row=tip)
