"""Writes a tip's history: one row for each transition made, and one for whatever else is noted of a tip.

No rows of `TRANSITIONS` are `log`, `send-above` (to the unit above), `name-others` (a name in a text is stated not to be
the informant's), `open-informant` and `redact`.

Two things alone change what a row says: a redaction (tips.redaction), and passing on a denunciation, which blanks the
notes written until then (tips.effects). Where a row is, its unit and places, follows the tip.
"""

from typing import Any

from portal.accounts.actor import AnyActor
from portal.core import audit, clock
from portal.core.plain_text import plain
from tips.models import Tip, TipTransition

_CHOSEN = ["tip", "by", "unit", "province", "district", "commune", "hamlet", "handler"]


def write(tip: Tip, *, by: AnyActor, name: str, source: str, target: str, **more: Any) -> TipTransition:
    """Add one transition. Raises ValidationError by field for a value no list offers or a text that is too long."""
    transition = TipTransition(
        tip=tip, name=name, source=source, target=target, at=clock.now(), by=by.user, **more
    )
    transition.note = plain(transition.note)
    transition.place_like(tip)
    transition.clean_fields(exclude=_CHOSEN)
    transition.save()
    return transition


def note_others_named(tip: Tip, *, by: AnyActor) -> None:
    """Write down that a person stated that a name or number in a text is not the informant's."""
    write(tip, by=by, name="name-others", source=tip.state, target=tip.state)
    audit.record(by=by, action="tip.name-others", row=tip)
