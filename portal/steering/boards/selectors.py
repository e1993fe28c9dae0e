"""Queries of boards and their members; the first argument is the actor who reads."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from portal.accounts.actor import Actor
from portal.accounts.models import Assignment, User
from portal.bodies.models import Body
from portal.bodies.selectors import standing
from portal.core import clock
from portal.steering.models import Board, BoardMember
from portal.steering.models.boards import MEMBER_ORDER
from portal.units.models import Unit, valid_on
from portal.units.scoping import column_of


@dataclass(frozen=True)
class BoardOnDay:
    """A board with who is on it on a day, in the order of places, and who was before or will be."""

    board: Board
    members: list[BoardMember]
    others: list[BoardMember]

    @classmethod
    def of(cls, board: Board, day: date) -> "BoardOnDay":
        """From a board whose members were read with it."""
        rows = list(board.members.all())
        now = [row for row in rows if row.is_valid_on(day)]
        return cls(board, now, [row for row in rows if row not in now])


def members_on(board: Board, day: date) -> list[BoardMember]:
    """Who is on a board on a day, in the order of places; for whoever may see the board."""
    return [member for member in _members().filter(board=board) if member.is_valid_on(day)]


def boards_of(actor: Actor, unit: Unit, day: date) -> tuple[list[BoardOnDay], list[Board]]:
    """The boards that stand in a unit on a day, each with its members; and those that ended, of the units it came from too."""
    rows = Board.objects.visible_to(actor).filter(**{column_of(unit): unit, "unit__level": unit.level})
    found = list(
        rows.select_related("unit", "founded_by")
        .prefetch_related(Prefetch("members", _members()))
        .order_by(F("valid_to").desc(nulls_first=True), "-kind", "pk")
    )
    here = [board for board in found if board.unit_id == unit.pk and not board.has_ended_by(day)]
    return [BoardOnDay.of(board, day) for board in here], [board for board in found if board not in here]


def boards_below(actor: Actor, unit: Unit, day: date) -> list[Board]:
    """The boards of units within a unit that stand on a day; of a province and district none, they have too many."""
    if not unit.commune_id:
        return []
    rows = Board.objects.visible_to(actor).filter(valid_on(day), **{column_of(unit): unit})
    return list(
        rows.exclude(unit__level=unit.level).select_related("unit__hamlet").order_by("unit__sort", "pk")
    )


def _members() -> QuerySet[BoardMember]:
    rows = BoardMember.objects.unscoped("members of boards already chosen by scope")
    return rows.select_related("user", "body", "replaced_by").order_by(*MEMBER_ORDER)


def board_or_404(actor: Actor, public_id: str) -> Board:
    """One board that an actor may see; Http404 for any other."""
    return get_object_or_404(Board.objects.visible_to(actor).select_related("unit"), public_id=public_id)


def member_or_404(actor: Actor, public_id: str) -> BoardMember:
    """One term of a member that an actor may see; Http404 for any other."""
    rows = BoardMember.objects.visible_to(actor).select_related("board__unit", "user", "body", "replaced_by")
    return get_object_or_404(rows, public_id=public_id)


def users_for(unit: Unit) -> QuerySet[User]:
    """The accounts that may be named as members: those with a role in the unit today."""
    held = Assignment.objects.filter(valid_on(clock.today()), **{f"unit__{column_of(unit)}": unit})
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("sort", "pk")


def bodies_for(unit: Unit) -> QuerySet[Body]:
    """The bodies that a member may come from: those of the unit that stand today."""
    rows = Body.objects.unscoped("names of bodies for whoever keeps the unit's own boards")
    return standing(rows.filter(unit=unit), clock.today()).order_by("sort", "pk")
