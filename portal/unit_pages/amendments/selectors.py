"""Queries of amendments: those a person sees, what one did, what a split left undecided."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.core.errors import Refused
from portal.units.amendments import policies
from portal.units.amendments.kinds import AmendmentPlan
from portal.units.amendments.preview import PreviewLine, counted, lines_of
from portal.units.choices import Level
from portal.units.models import Amendment, Succession, Unit
from portal.units.national.tables import REFORM
from portal.units.scoping import column_of
from portal.units.selectors import BY_HAMLET


def amendments(actor: Actor) -> QuerySet[Amendment]:
    """The amendments of units in the actor's area, or of units in these."""
    where = Q(pk__in=[])
    for unit in actor.units_with(Permission.VIEW_UNITS):
        where |= _touching(unit)
    return Amendment.objects.filter(where)


def amendments_of(actor: Actor, unit: Unit) -> QuerySet[Amendment]:
    """Those among them that touch one unit, the newest first."""
    if not actor.may(Permission.VIEW_UNITS, unit):
        return Amendment.objects.none()
    return Amendment.objects.filter(_touching(unit)).order_by("-created_at", "-public_id")


def _touching(unit: Unit) -> Q:
    affected = Q(unit=unit)
    if unit.level != Level.SELF_MANAGED_TEAM:
        affected |= Q(**{f"unit__{column_of(unit)}": unit})
    return Q(pk__in=Amendment.affected_units.through.objects.filter(affected).values("amendment"))


@dataclass(frozen=True)
class MovedRows:
    """How many inner units an amendment moved, and how many rows of each dependant."""

    units: int
    lines: list[PreviewLine]


def done_by(amendment: Amendment, plan: AmendmentPlan) -> MovedRows:
    """What an amendment that is in force moved, as it was counted when it was carried out."""
    entries = amendment.journal.get("entries", [])
    moved = {pk for entry in entries if entry["step"] == "moved" for pk in entry["units"]}
    lines = [line for line in lines_of(amendment.journal.get("counts", {})) if line.number]
    return MovedRows(len(moved - {unit.pk for unit in plan.changed()}), lines)


def may_undo(actor: Actor, plan: AmendmentPlan) -> bool:
    """Whether a person may take back such an amendment at all: who may do it may undo it."""
    try:
        policies.check_amendment(actor, plan)
    except Refused:
        return False
    return True


def why_not_undone(amendment: Amendment) -> str:
    """Why an amendment can no longer be taken back; empty while it can."""
    try:
        policies.check_undo(amendment)
    except Refused as refused:
        return refused.reason
    return ""


@dataclass(frozen=True)
class UndecidedUnit:
    """A unit that has no parent at its level since it was split, until somebody decides.

    `rest`: it ended, and what was filed at it waits. `movable`: the successors it may go to are known.
    """

    unit: Unit
    rest: bool = False
    movable: bool = True


def undecided_in(unit: Unit) -> list[UndecidedUnit]:
    """What waits for a decision in a province or district: hamlets, and what was filed at communes that ended."""
    if unit.level not in (Level.PROVINCE, Level.DISTRICT):
        return []
    lost = Q(level__in=[Level.HAMLET, Level.SELF_MANAGED_TEAM], valid_to=None)
    # A commune that was closed left its rows to the unit above for good; of one the reform ended nobody said so.
    known = Exists(Succession.objects.filter(predecessor=OuterRef("pk")))
    ended = Q(level=Level.COMMUNE, commune=None, valid_to__isnull=False) & (
        Q(known=True) | Q(valid_to=REFORM)
    )
    inside = Unit.objects.filter(parent=unit).annotate(known=known).filter(lost | ended).order_by(*BY_HAMLET)
    found = [
        UndecidedUnit(child, child.valid_to is not None, child.valid_to is None or child.known)
        for child in inside
    ]
    rests = [waiting.unit.pk for waiting in found if waiting.rest]
    filed = counted({"unit": rests}) if rests else {}
    return [waiting for waiting in found if not waiting.rest or any(filed.get(waiting.unit.pk, {}).values())]
