"""Queries of difficulties; the first argument is the actor who reads."""

from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from portal.accounts.actor import Actor
from portal.accounts.holders import people_with
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.core.deadlines import is_late_q
from portal.core.notices.reminders import near
from portal.steering.difficulties.states import OPEN
from portal.steering.models import Difficulty, DifficultyStep
from portal.units.models import Unit
from portal.units.scoping import seat_id


def difficulties(actor: Actor) -> QuerySet[Difficulty]:
    """The difficulties an actor may see."""
    return Difficulty.objects.visible_to(actor)


def difficulty_or_404(actor: Actor, public_id: str) -> Difficulty:
    """One difficulty that an actor may see, with its unit, owner and who raised it; Http404 for any other."""
    rows = difficulties(actor).select_related("unit__hamlet", "owner", "raised_by")
    return get_object_or_404(rows, public_id=public_id)


def history(difficulty: Difficulty) -> list[DifficultyStep]:
    """What happened to a difficulty, the latest first."""
    return list(difficulty.steps.select_related("by", "owner").order_by("-id"))


def waiting_for(units: list[Unit]) -> Q:
    """What waits for an answer of some units."""
    return Q(state__in=OPEN, owner__in=units)


def late(today: date) -> Q:
    """What is open after its last day in time; as `Difficulty.is_late` says of one."""
    return Q(state__in=OPEN) & is_late_q("due_on", today)


def due_soon(today: date) -> QuerySet[Difficulty]:
    """What is open and near its last day in time; for reminders."""
    rows = Difficulty.objects.unscoped("reminders: each goes to who owes the answer")
    return rows.filter(near("due_on", today), state__in=OPEN).select_related("owner").order_by("pk")


def who_answer(difficulty: Difficulty) -> list[User]:
    """Who may answer a difficulty today."""
    return people_with(Permission.EDIT_STEERING, seat_id(difficulty.owner))
