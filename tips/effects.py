"""Effects of a transition on a tip besides its state, one function for each effect named in the table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.accounts.models import User
from portal.core.audit import append_only
from portal.units.scoping import PLACES
from tips import deadlines, informants
from tips.choices import Nature, Outcome
from tips.models import TimeLimit, Tip, TipTransition
from tips.police_complaints import above_the_commune, is_about_police
from tips.selectors import handlers_for
from tips.states import STEP_MET_BY, TipState


@dataclass(frozen=True)
class CheckedTransition:
    """A transition that was checked and is about to be written: who makes it, what it was given, when."""

    by: AnyActor
    tip: Tip
    given: dict[str, Any]
    now: datetime


Effect = Callable[[CheckedTransition], dict[str, Any]]


def _nothing(change: CheckedTransition) -> dict[str, Any]:
    return {}


def _classify(change: CheckedTransition) -> dict[str, Any]:
    """Category and nature, the time limit that follows from them, and whether its step is met; about police, it goes above."""
    tip, category, nature = change.tip, change.given["category"], change.given["nature"]
    limit, due_at = deadlines.due(nature, tip.urgency, deadlines.began_at(tip))
    met_at = _met_at(tip, limit)
    changes = {"category": category, "nature": nature, "limit": limit, "due_at": due_at, "met_at": met_at}
    if is_about_police(category) and tip.commune_id:
        changes |= _sent_above(tip, nature, arrives_at=change.now)
    return changes


def _assign(change: CheckedTransition) -> dict[str, Any]:
    handler: User = change.given["handler"]
    if handler not in handlers_for(change.tip):
        raise ValidationError({"handler": _("Người này không phải cán bộ của đơn vị giữ tin.")})
    return {"handler": handler}


def _pass_on(change: CheckedTransition) -> dict[str, Any]:
    changes = {"outcome": Outcome.PASSED_ON} | _settled(change)
    if change.tip.nature == Nature.DENUNCIATION:
        # By law only that it was passed on is kept, to whom, number and time; never the content.
        changes["summary"] = ""
        _erase_text(change.tip)
    return changes


def _resolve(change: CheckedTransition) -> dict[str, Any]:
    return {"outcome": change.given["outcome"]} | _settled(change)


def _reopen(change: CheckedTransition) -> dict[str, Any]:
    return {"outcome": "", "settled_at": None}


EFFECTS: dict[str, Effect] = {
    "": _nothing,
    "classify": _classify,
    "assign": _assign,
    "pass_on": _pass_on,
    "resolve": _resolve,
    "reopen": _reopen,
}


def _settled(change: CheckedTransition) -> dict[str, Any]:
    """Settled now; a tip that nobody had in hand was handled by whoever settles it."""
    nobodys = change.tip.handler_id is None and change.by.user is not None
    return {"settled_at": change.now} | ({"handler": change.by.user} if nobodys else {})


def _met_at(tip: Tip, limit: TimeLimit) -> datetime | None:
    """When the step that a limit requires was met by a transition made so far; None while none has met it.

    Of a tip that was sent above only the transitions made there count.
    """
    if tip.limit and tip.limit.step == limit.step:
        return tip.met_at
    made = _transitions_of(tip).order_by("pk")
    sent = made.filter(name="send-above").last()
    if sent:
        made = made.filter(pk__gt=sent.pk)
    meeting = made.filter(name__in=STEP_MET_BY[limit.step]).first()
    return max(meeting.at, tip.received_at) if meeting else None


def _sent_above(tip: Tip, nature: str, *, arrives_at: datetime) -> dict[str, Any]:
    """Where a tip goes that turns out to be about police: to the unit above, its history with it.

    There it is new: nobody's yet, its due step not taken, its time running from the moment it arrives.
    """
    above = above_the_commune(tip.unit)
    places = {f"{place}_id": getattr(above, f"{place}_id") for place in PLACES}
    _transitions_of(tip).update(unit_id=above.pk, **places)
    by_object = {place: getattr(above, place) for place in PLACES}
    limit, due_at = deadlines.due(nature, tip.urgency, arrives_at)
    anew = {"state": TipState.NEW, "handler": None, "met_at": None, "limit": limit, "due_at": due_at}
    return by_object | anew | {"unit": above, "about_police": True, "group": None}


def _erase_text(tip: Tip) -> None:
    """Of a denunciation that goes to who is competent, notes and identity go with it and are kept no longer here.

    Beside redactions (tips.redaction) the one change of what a history says.
    """
    with append_only.lifted():
        _transitions_of(tip).update(note="")
    informants.forget(tip)


def _transitions_of(tip: Tip) -> QuerySet[TipTransition]:
    return TipTransition.objects.unscoped("transitions of a tip the policy has checked").filter(tip=tip)
