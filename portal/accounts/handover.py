"""Hand-over of an office from one person to the next in one transaction: the old assignment ends, the new one
begins, and what belongs to the office passes on. What was done keeps the name of who did it. Apps state in
their manifests (`charges`) what passes on."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.accounts import policies
from portal.accounts.actor import AnyActor
from portal.accounts.models import Assignment, HandOver, User
from portal.accounts.services import add_person, begin, check_no_twin, set_end
from portal.core import audit, audited_writes, clock, locks, manifests
from portal.core.formatting import day as day_words
from portal.core.not_ahead import is_ahead
from portal.core.submissions import Key, claim
from portal.units.locks import lock_units
from portal.units.models import valid_on

# So many of a family are named on the page, the others counted.
NAMED = 12


@dataclass(frozen=True)
class Item:
    """One row that passes with an office: its key, and a short text."""

    key: str
    text: str


@dataclass(frozen=True)
class Charge:
    """A kind of rows that pass with an office.

    `waiting(office)` lists them. `move(by, office, incoming, keys)` hands those over and gives back what undoing needs,
    by key; `put_back(by, hand_over, moved)` undoes it. Without `move` they follow by themselves, being the unit's.
    Who may not see them (`permission`) sees their number only. `by_choice`: the one who hands over may leave
    some behind.
    """

    key: str
    label: str | Promise
    permission: str
    waiting: Callable[[Assignment], list[Item]]
    move: Callable[..., dict] | None = None
    put_back: Callable[..., None] | None = None
    by_choice: bool = False
    note: str | Promise = ""

    @property
    def permissions_named(self) -> tuple[str, ...]:
        return (self.permission,)


@dataclass(frozen=True)
class Following:
    """The rows of one kind that pass with an office, as far as the actor may see them."""

    charge: Charge
    items: list[Item]
    named: bool

    @property
    def count(self) -> int:
        return len(self.items)

    @property
    def more(self) -> int:
        """How many are not named on the page."""
        return max(0, self.count - NAMED)


def preview(by: AnyActor, office: Assignment) -> list[Following]:
    """What would follow an office if it were handed over now."""
    return [
        Following(charge, charge.waiting(office), by.may(charge.permission, office.unit))
        for charge in manifests.all_of("charges")
    ]


class HandOverDetails(TypedDict, total=False):
    """Who takes an office, and what goes with it.

    Without `incoming` an account is opened for `full_name` and `username`. Of rows that may stay behind, those in
    `chosen` follow; all do when nothing was chosen.
    """

    incoming: User | None
    full_name: str
    username: str
    chosen: Collection[str] | None


@transaction.atomic
def hand_over(
    *,
    by: AnyActor,
    office: Assignment,
    on: date,
    document: str = "",
    key: Key | None = None,
    **details: Unpack[HandOverDetails],
) -> HandOver:
    """Hand an office over on a day: the old assignment ends, the new begins, what follows moves; all or nothing.

    Raises Refused outside one's area, ValidationError by field for a day that does
    not fit or a person who cannot.
    """
    chosen_user = details.get("incoming")
    lock_units(alone=[office.unit_id])
    locks.lock_all([office.user, *([chosen_user] if chosen_user else [])])
    policies.check_hand_over(by, office)
    sent = claim(key, by=by, model=HandOver, about=office)
    if sent.earlier:
        return sent.earlier
    held = locks.lock(office)
    _check_day(held, on)
    incoming = chosen_user or _open_account(by, details)
    policies.check_take_over(by, held, incoming)
    if incoming == held.user:
        raise ValidationError({"incoming": _("Chọn người nhận khác với người bàn giao.")})
    made = HandOver(
        incoming=incoming,
        on=on,
        made_by=by.user,
        document=document.strip(),
        begun=_let_begin(by, held, incoming, on),
        opened_account=chosen_user is None,
        **_was(held),
    )
    made.place_in(held.unit)
    set_end(by, held, on, "person.end-assignment")
    made.moved = _move_charges(by, held, incoming, details.get("chosen"))
    return sent.keep(audited_writes.add_row(made, by=by, action="person.hand-over"))


def _open_account(by: AnyActor, details: HandOverDetails) -> User:
    return add_person(by=by, username=details.get("username", ""), full_name=details.get("full_name", ""))


def _was(office: Assignment) -> dict[str, Any]:
    """What a hand-over keeps of the office as it was."""
    return {"role": office.role, "outgoing": office.user, "ended": office, "was_until": office.valid_to}


def _move_charges(
    by: AnyActor, office: Assignment, incoming: User, chosen: Collection[str] | None
) -> dict[str, dict]:
    """Hand over what follows an office; what undoing needs, by the name of its family."""
    moved = {}
    for charge in manifests.all_of("charges"):
        keys = _following(charge, office, chosen) if charge.move else []
        if keys:
            moved[charge.key] = charge.move(by=by, office=office, incoming=incoming, keys=keys)
    return moved


@transaction.atomic
def undo_hand_over(*, by: AnyActor, hand_over: HandOver, version: int) -> HandOver:
    """Take a hand-over back on the day it was made: the old access holds again, what moved goes back.

    An account opened for it that nobody used is removed. Raises Refused on a later day or a second time,
    ValidationError where the old office was given back meanwhile.
    """
    lock_units(alone=[hand_over.unit_id])
    # Its unit is held: nothing else changes it, and whoever it opened an account for may no longer exist.
    hand_over.refresh_from_db()
    locks.lock_all(user for user in (hand_over.outgoing, hand_over.incoming) if user)
    locks.lock(hand_over)
    policies.check_undo_hand_over(by, hand_over)
    for name, moved in hand_over.moved.items():
        manifests.by_key("charges")[name].put_back(by=by, hand_over=hand_over, moved=moved)
    ended, begun, incoming = hand_over.ended, hand_over.begun, hand_over.incoming
    if begun:
        audit.record(by=by, action="person.unassign", row=begun)
        begun.delete()
    if ended:
        ended.valid_to = hand_over.was_until
        check_no_twin(ended)
        set_end(by, ended, hand_over.was_until, "person.restore-assignment")
    audited_writes.change_row(
        hand_over, by=by, action="person.undo-hand-over", version=version, undone_at=clock.now()
    )
    if hand_over.opened_account and incoming and not incoming.assignments.exists():
        _remove_unused(by, incoming)
    return hand_over


def _remove_unused(by: AnyActor, user: User) -> None:
    """Remove an account that was opened in vain, so that its name is free again; one that did something is kept."""
    try:
        with transaction.atomic():
            audit.record(by=by, action="person.remove", row=user)
            user.delete()
    except ProtectedError:
        user.is_active = False
        user.save(update_fields=["is_active"])
        audit.record(by=by, action="person.close", row=user)


def _following(charge: Charge, office: Assignment, chosen: Collection[str] | None) -> list[str]:
    """The keys that follow: all that wait, or of those that may stay behind the chosen ones."""
    keys = [item.key for item in charge.waiting(office)]
    return [key for key in keys if key in chosen] if charge.by_choice and chosen is not None else keys


def _let_begin(by: AnyActor, office: Assignment, incoming: User, on: date) -> Assignment | None:
    """Begin the incoming person's assignment; None where they hold the same office already (a deputy who shares it)."""
    held = {"role": office.role, "unit": office.unit, "body": office.body}
    shared = Assignment.objects.filter(valid_on(on), user=incoming, **held)
    if shared.filter(valid_to=None).exists():
        return None
    return begin(by=by, user=incoming, role=office.role, unit=office.unit, body=office.body, valid_from=on)


def _check_day(office: Assignment, on: date) -> None:
    today = clock.today()
    if is_ahead(on):
        raise ValidationError({"on": _("Bàn giao từ hôm nay trở về trước; chưa tới ngày thì chưa bàn giao.")})
    if office.has_ended_by(today):
        raise ValidationError(_("Người này đã thôi việc từ trước. Tải lại trang."))
    if on <= office.valid_from:
        raise ValidationError(
            {
                "on": _("Người bàn giao bắt đầu từ %(day)s; ngày bàn giao phải sau ngày đó.")
                % {"day": day_words(office.valid_from)}
            }
        )
