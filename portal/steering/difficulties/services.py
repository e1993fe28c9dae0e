"""Changes to difficulties: `raise_difficulty`, and `move_difficulty`, which alone changes a state."""

from copy import copy
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.core import audited_writes, clock
from portal.core.formatting import local
from portal.core.plain_text import plain
from portal.core.submissions import Key, claim
from portal.core.transitions import Transition
from portal.core.working_time import WorkingTime
from portal.steering.difficulties import notices, policies
from portal.steering.difficulties.states import DIFFICULTY_TRANSITIONS, OPEN, DifficultyState
from portal.steering.models import Difficulty, DifficultyStep
from portal.steering.secrecy import check_not_secret
from portal.units.locks import lock_row, share_unit
from portal.units.models import Unit
from portal.units.scoping import seat_id


@transaction.atomic
def raise_difficulty(
    *, by: AnyActor, unit: Unit, title: str, text: str = "", key: Key | None = None
) -> Difficulty:
    """Raise a difficulty where one works. Its commune's committee owes the answer, of what is raised above communes the unit's own.

    Raises Refused for who does not work there, ValidationError by field.
    """
    share_unit(unit)
    policies.check_raise(by, unit)
    sent = claim(key, by=by, model=Difficulty)
    if sent.earlier:
        return sent.earlier
    difficulty = Difficulty(
        title=title,
        text=text,
        raised_by=by.user,
        raised_on=clock.today(),
        owner=unit.commune or unit,
        due_on=_due_on(),
    )
    difficulty.place_in(unit)
    check_not_secret(difficulty, ("title", "text"))
    sent.keep(audited_writes.add_row(difficulty, by=by, action="difficulty.raise"))
    notices.tell_owner(difficulty, by=by)
    return difficulty


@transaction.atomic
def move_difficulty(
    *, by: AnyActor, difficulty: Difficulty, name: str, version: int, word: str = ""
) -> Difficulty:
    """Make one transition of the table, with the words that go with it, and write its history.

    Raises KeyError for a name that is none, Conflict, Refused or NotNow, ValidationError by field.
    """
    transition = DIFFICULTY_TRANSITIONS[name]
    lock_row(difficulty)
    policies.check_transition(by, difficulty, transition)
    audited_writes.check_version(difficulty, version)
    word = plain(word)
    if "word" in transition.needs and not word:
        raise ValidationError({"word": _("Ghi vài chữ để người nhận hiểu.")})
    changes = _changes(difficulty, transition, word)
    proposed = copy(difficulty)
    proposed.text = word
    try:
        check_not_secret(proposed, ("text",))
    except ValidationError as why:
        raise ValidationError({"word": why.messages}) from why
    if transition.name != "answer":
        notices.settle(difficulty)
    audited_writes.change_row(difficulty, by=by, action=f"difficulty.{name}", version=version, **changes)
    DifficultyStep.objects.create(
        difficulty=difficulty,
        name=name,
        target=difficulty.state,
        at=clock.now(),
        by=by.user,
        word=word,
        owner=difficulty.owner,
    )
    if name == "answer":
        notices.tell_raiser(difficulty, by=by)
    elif difficulty.state in OPEN:
        notices.tell_owner(difficulty, by=by)
    return difficulty


def _changes(difficulty: Difficulty, transition: Transition, word: str) -> dict[str, Any]:
    """What a transition changes. Whoever comes to owe an answer, or owes it again, has the whole time for it."""
    changes: dict[str, Any] = {"state": transition.target}
    if transition.target == DifficultyState.ANSWERED:
        changes |= {"answer": word, "answered_on": clock.today()}
    elif transition.target in OPEN:
        changes |= {"due_on": _due_on(), "answered_on": None}
    if transition.name == "pass_up":
        changes["owner"] = _above(difficulty.owner)
    return changes


def _above(owner: Unit) -> Unit:
    """The unit above an owner, as they stand today."""
    seat = Unit.objects.select_related("district", "province").get(pk=seat_id(owner))
    above = seat.district if seat.district_id not in (None, seat.pk) else seat.province
    if above is None:
        raise ValueError(f"nothing stands above unit {seat.pk}")
    return above


def _due_on() -> date:
    """The last day in time for an answer that is owed from now on."""
    return local(WorkingTime().add_days(clock.now(), settings.DIFFICULTY_WORKING_DAYS)).date()
