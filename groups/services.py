"""Changes to groups, one function each: policy, write and audit in one transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups import policies, selectors
from groups.models import ChatGroup, CoverageBase, GroupConfirmation, MemberCount
from portal.accounts.actor import AnyActor
from portal.core import audit, audited_writes, clock, locks
from portal.core.formatting import day as day_words
from portal.core.not_ahead import check_day_not_ahead
from portal.core.periods import Period, PeriodKind
from portal.core.submissions import Key, claim
from portal.units.choices import Level
from portal.units.locks import lock_row, lock_unit, lock_units
from portal.units.models import Unit
from portal.units.relocation import move_companions, place_values


class ConfirmationDetails(TypedDict, total=False):
    """What a confirmation says of a group: its condition (`Condition`), and a note."""

    condition: Required[str]
    note: str


class CountDetails(TypedDict, total=False):
    """A count of a group's members on a day; households and bodies where they were counted too."""

    counted_on: Required[date]
    members: Required[int]
    households: int
    bodies: int


class ClosingDetails(TypedDict, total=False):
    """From which day a group counts no more, and why (`CloseReason`)."""

    on: Required[date]
    reason: Required[str]
    note: str


class BaseDetails(TypedDict):
    """How many there are of what a coverage counts, by which source, as of which day."""

    count: int
    source: str
    as_of: date


@transaction.atomic
def create_group(*, by: AnyActor, unit: Unit, key: Key | None = None, **details: Any) -> ChatGroup:
    """Register a group under a unit. Raises ValidationError by field, Refused outside one's area."""
    lock_unit(unit)
    policies.check_edit(by, unit)
    sent = claim(key, by=by, model=ChatGroup, about=unit)
    if sent.earlier:
        return sent.earlier
    group = ChatGroup(**details)
    group.place_in(unit)
    _check_days(group.opened_on, "opened_on", unit)
    _check_name(group.name, unit)
    return sent.keep(audited_writes.add_row(group, by=by, action="group.create"))


@transaction.atomic
def edit_group(
    *, by: AnyActor, group: ChatGroup, version: int, unit: Unit | None = None, **details: Any
) -> ChatGroup:
    """Correct what the register says of a group; `unit` corrects where it was filed, within its commune.

    Counts, confirmations and relays of the group move along. Raises Conflict when someone else was first, Refused
    outside one's area, ValidationError by field.
    """
    # A unit has one group of a name.
    lock_row(group, alone=[unit or group.unit])
    policies.check_edit(by, group)
    place = unit if unit is not None and unit.pk != group.unit_id else None
    if place:
        policies.check_move(by, group, place)
        details |= place_values(place)
    if "opened_on" in details:
        _check_days(details["opened_on"], "opened_on", unit or group.unit)
    if group.closed_on is None:
        _check_name(details.get("name", group.name), unit or group.unit, besides=group)
    audited_writes.change_row(group, by=by, action="group.edit", version=version, **details)
    if place:
        move_companions(group)
    return group


@transaction.atomic
def close_group(
    *, by: AnyActor, group: ChatGroup, version: int, **details: Unpack[ClosingDetails]
) -> ChatGroup:
    """Note that a group ended, and why: from that day it counts no more. Undone by `reopen_group`."""
    on = details["on"]
    lock_row(group)
    policies.check_edit(by, group)
    _check_days(on, "on")
    if on < group.opened_on:
        raise ValidationError({"on": _("Ngày ngừng không thể trước ngày lập nhóm.")})
    return audited_writes.change_row(
        group,
        by=by,
        action="group.close",
        version=version,
        closed_on=on,
        close_reason=details["reason"],
        close_note=details.get("note", ""),
    )


@transaction.atomic
def reopen_group(*, by: AnyActor, group: ChatGroup, version: int) -> ChatGroup:
    """Undo the closing of a group."""
    lock_row(group, alone=[group.unit])
    policies.check_edit(by, group)
    _check_name(group.name, group.unit, besides=group)
    return audited_writes.change_row(
        group, by=by, action="group.reopen", version=version, closed_on=None, close_reason="", close_note=""
    )


@transaction.atomic
def count_members(*, by: AnyActor, group: ChatGroup, **details: Unpack[CountDetails]) -> MemberCount:
    """Note a count of a group's members. It holds from its day until the next count; a second one on a day
    replaces the first. Raises ValidationError for a day in the future or before the group began."""
    lock_row(group)
    policies.check_confirm(by, group)
    counted_on = details["counted_on"]
    _check_days(counted_on, "counted_on")
    if counted_on < group.opened_on:
        raise ValidationError({"counted_on": _("Ngày cập nhật không thể trước ngày lập nhóm.")})
    counts = MemberCount.objects.unscoped("the group was already chosen by scope").filter(group=group)
    counts.filter(counted_on=counted_on).delete()
    later = counts.filter(counted_on__gt=counted_on).order_by("counted_on").first()
    before = counts.filter(counted_on__lt=counted_on).order_by("-counted_on").first()
    if before:
        counts.filter(pk=before.pk).update(superseded_on=counted_on)
    count = MemberCount(
        group=group,
        **details,
        superseded_on=later.counted_on if later else None,
        counted_by=by.user,
    )
    count.place_like(group)
    return audited_writes.add_row(count, by=by, action="group.count")


@transaction.atomic
def confirm_group(
    *,
    by: AnyActor,
    group: ChatGroup,
    members: int | None = None,
    key: Key | None = None,
    **details: Unpack[ConfirmationDetails],
) -> GroupConfirmation:
    """Take a head's word on the state of the group today, with a fresh count of members when given."""
    lock_row(group)
    policies.check_confirm(by, group)
    sent = claim(key, by=by, model=GroupConfirmation, about=group)
    if sent.earlier:
        return sent.earlier
    confirmation = GroupConfirmation(group=group, **details, confirmed_on=clock.today(), confirmed_by=by.user)
    confirmation.place_like(group)
    audited_writes.add_row(confirmation, by=by, action="group.confirm")
    if members is not None:
        _count_anew(by, group, members)
    return sent.keep(confirmation)


def _count_anew(by: AnyActor, group: ChatGroup, members: int) -> None:
    """Today's count of members; households and bodies as they were counted last."""
    counts = MemberCount.objects.unscoped("the group was already chosen by scope")
    last = counts.filter(group=group, superseded_on=None).first()
    besides = {"households": last.households, "bodies": last.bodies} if last else {}
    count_members(by=by, group=group, counted_on=clock.today(), members=members, **besides)


@transaction.atomic
def confirm_groups(*, by: AnyActor, groups: Iterable[ChatGroup], condition: str) -> list[GroupConfirmation]:
    """Confirm several groups with one state today, one confirmation each.

    A group that was confirmed this month already is passed over, so that a second tap adds nothing.
    Returns the confirmations made. Raises Refused where one group is not the actor's to confirm: then none is made.
    """
    groups = list(groups)
    lock_units(shared={group.unit_id for group in groups})
    groups = locks.lock_all(groups)
    month = Period.around(PeriodKind.MONTH, clock.today()).days()
    confirmations = GroupConfirmation.objects.unscoped("the groups are checked below by the policy")
    confirmed = set(
        confirmations.filter(group__in=groups, confirmed_on__gte=month.start).values_list("group", flat=True)
    )
    return [
        confirm_group(by=by, group=group, condition=condition)
        for group in groups
        if group.pk not in confirmed
    ]


@transaction.atomic
def undo_confirmations(*, by: AnyActor, confirmations: Iterable[GroupConfirmation]) -> int:
    """Take back confirmations on the day they were made, by whoever made them. The number taken back."""
    undone = 0
    for confirmation in locks.lock_all(confirmations):
        policies.check_undo_confirmation(by, confirmation)
        audit.record(by=by, action="group.undo-confirm", row=confirmation)
        confirmation.delete()
        undone += 1
    return undone


@transaction.atomic
def set_base(
    *, by: AnyActor, unit: Unit, subject: str, year: int, **details: Unpack[BaseDetails]
) -> CoverageBase:
    """Set the denominator of a coverage for a unit and year: one a year, replaced when set again."""
    lock_unit(unit)
    policies.check_edit_coverage(by, unit)
    _check_days(details["as_of"], "as_of")
    held = CoverageBase.objects.unscoped("the unit was checked by the policy")
    base = held.filter(unit=unit, subject=subject, year=year).first()
    if base:
        return audited_writes.change_row(base, by=by, action="base.set", **details)
    base = CoverageBase(subject=subject, year=year, **details)
    base.place_in(unit)
    return audited_writes.add_row(base, by=by, action="base.set")


def _check_name(name: str, unit: Unit, *, besides: ChatGroup | None = None) -> None:
    """A unit has one open group of a name; the constraint holds it, this says so beside the name."""
    if selectors.twin_of(name, unit, besides=besides):
        raise ValidationError(
            {
                "name": _("%(unit)s đã có nhóm tên như vậy. Đặt tên khác hoặc sửa nhóm cũ.")
                % {"unit": unit.placed_title}
            }
        )


def _check_days(day: date, field: str, unit: Unit | None = None) -> None:
    check_day_not_ahead(day, field)
    if unit and unit.level != Level.PROVINCE and unit.has_ended_by(day):
        raise ValidationError(
            {field: _("Đơn vị này đã chấm dứt hoạt động trước ngày %(day)s.") % {"day": day_words(day)}}
        )
