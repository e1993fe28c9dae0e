"""Groups in a hand-over: the ones a person leads pass to whoever takes over the office; counts and
confirmations keep their author."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from groups.models import ChatGroup
from portal.accounts.actor import AnyActor
from portal.accounts.handover import Charge, Item
from portal.accounts.models import Assignment, HandOver, User
from portal.accounts.permissions import Permission
from portal.core import audited_writes


def led(office: Assignment) -> QuerySet[ChatGroup]:
    """The open groups of the office's unit that its user leads by their own account."""
    found = ChatGroup.objects.unscoped("what hangs on an office that is handed over")
    return (
        found.filter(leader=office.user, closed_on=None).of_unit(office.unit).order_by("kind", "sort", "pk")
    )


def _waiting(office: Assignment) -> list[Item]:
    return [Item(group.public_id, group.name) for group in led(office)]


def _move(*, by: AnyActor, office: Assignment, incoming: User, keys: list[str]) -> dict[str, str]:
    """Make `incoming` the leader; returns the former leader's name by group, for undoing."""
    before = {}
    for group in led(office).filter(public_id__in=keys):
        before[group.public_id] = group.leader_name
        audited_writes.change_row(
            group, by=by, action="group.hand-over", leader=incoming, leader_name=incoming.full_name
        )
    return before


def _put_back(*, by: AnyActor, hand_over: HandOver, moved: dict[str, str]) -> None:
    """Let the one before lead again, where nobody else does by now."""
    found = ChatGroup.objects.unscoped("what a hand-over moved goes back")
    for group in found.filter(public_id__in=moved, leader=hand_over.incoming):
        before: dict[str, Any] = {"leader": hand_over.outgoing, "leader_name": moved[group.public_id]}
        audited_writes.change_row(group, by=by, action="group.undo-hand-over", **before)


GROUPS = Charge(
    key="groups",
    label=_("Nhóm đang đứng tên"),
    permission=Permission.VIEW_GROUPS,
    waiting=_waiting,
    move=_move,
    put_back=_put_back,
)
