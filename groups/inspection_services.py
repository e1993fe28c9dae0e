"""Changes to inspections of groups: note, edit, take out, put back, and `move_inspection`, which alone settles what was asked."""

from copy import copy
from datetime import date
from typing import Any, Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups import inspection_notices as notices
from groups import inspection_policies as policies
from groups.inspection_states import INSPECTION_TRANSITIONS, InspectionState
from groups.models import ChatGroup, GroupInspection
from portal.accounts.actor import AnyActor
from portal.core import audited_writes, clock
from portal.core.not_ahead import check_not_ahead
from portal.core.submissions import Key, claim
from portal.steering.activities.settling import Settlement, settled_by
from portal.steering.secrecy import check_not_secret
from portal.units.locks import lock_row
from portal.units.models import Unit

# What is typed of an inspection.
_TEXTS = ("inspectors", "found", "to_mend")


class InspectionDetails(TypedDict, total=False):
    """When who looked at a group, what they found, and what is to be mended until the end of which day."""

    inspected_on: Required[date]
    inspectors: Required[str]
    found: Required[str]
    to_mend: str
    due_on: date | None


@transaction.atomic
def note_inspection(
    *,
    by: AnyActor,
    group: ChatGroup,
    unit: Unit,
    key: Key | None = None,
    **details: Unpack[InspectionDetails],
) -> GroupInspection:
    """Note that the committee of a unit inspected a group; its people are told what is to be mended.

    Raises Refused or NotNow (check_inspect), ValidationError by field.
    """
    lock_row(group)
    policies.check_inspect(by, group, unit)
    sent = claim(key, by=by, model=GroupInspection, about=group)
    if sent.earlier:
        return sent.earlier
    inspection = GroupInspection(group=group, by_unit=unit, **_completed(details))
    inspection.place_like(group)
    _check(inspection)
    sent.keep(audited_writes.add_row(inspection, by=by, action="inspection.note"))
    if inspection.state == InspectionState.OPEN:
        notices.tell_group(inspection, by=by)
    return inspection


@transaction.atomic
def edit_inspection(
    *, by: AnyActor, inspection: GroupInspection, version: int, **details: Unpack[InspectionDetails]
) -> GroupInspection:
    """Correct an inspection whose mending is not settled; what is newly asked is told.

    Raises Conflict when someone else was first, Refused or NotNow, ValidationError by field.
    """
    lock_row(inspection)
    policies.check_edit(by, inspection)
    audited_writes.check_version(inspection, version)
    changes = _completed(details)
    proposed = copy(inspection)
    for name, value in changes.items():
        setattr(proposed, name, value)
    _check(proposed)
    asked = proposed.state == InspectionState.OPEN and inspection.state == InspectionState.CLEAR
    if proposed.due_on != inspection.due_on:
        notices.settle(inspection)
    audited_writes.change_row(inspection, by=by, action="inspection.edit", version=version, **changes)
    if asked:
        notices.tell_group(inspection, by=by)
    return inspection


@transaction.atomic
def move_inspection(
    *, by: AnyActor, inspection: GroupInspection, name: str, version: int, **given: Unpack[Settlement]
) -> GroupInspection:
    """Make one transition of the table: mended on a day with a word, asked no more or asked again with a reason.

    Raises KeyError for a name that is none, Conflict, Refused or NotNow, ValidationError by field.
    """
    transition = INSPECTION_TRANSITIONS[name]
    lock_row(inspection)
    policies.check_transition(by, inspection, transition)
    audited_writes.check_version(inspection, version)
    changes = settled_by(inspection, transition, given, since=inspection.inspected_on)
    audited_writes.change_row(inspection, by=by, action=f"inspection.{name}", version=version, **changes)
    if inspection.state == InspectionState.OPEN:
        notices.tell_group(inspection, by=by)
    else:
        notices.settle(inspection)
    if inspection.state == InspectionState.DONE:
        notices.tell_mended(inspection, by=by)
    return inspection


@transaction.atomic
def withdraw_inspection(*, by: AnyActor, inspection: GroupInspection, version: int) -> GroupInspection:
    """Take an entry out of the book: it counts nowhere. Undone by `restore_inspection`; one taken out stays as it is."""
    lock_row(inspection)
    policies.check_keep(by, inspection)
    if inspection.withdrawn_at:
        return inspection
    notices.settle(inspection)
    return audited_writes.change_row(
        inspection, by=by, action="inspection.withdraw", version=version, withdrawn_at=clock.now()
    )


@transaction.atomic
def restore_inspection(*, by: AnyActor, inspection: GroupInspection, version: int) -> GroupInspection:
    """Undo `withdraw_inspection`; an entry in the book stays as it is."""
    lock_row(inspection)
    policies.check_keep(by, inspection)
    if inspection.withdrawn_at is None:
        return inspection
    return audited_writes.change_row(
        inspection, by=by, action="inspection.restore", version=version, withdrawn_at=None
    )


def _completed(details: InspectionDetails) -> dict[str, Any]:
    """The details with the state that follows from whether something is to be mended."""
    given: dict[str, Any] = {"to_mend": "", "due_on": None} | dict(details)
    given["to_mend"] = given["to_mend"].strip()
    return given | {"state": InspectionState.OPEN if given["to_mend"] else InspectionState.CLEAR}


def _check(inspection: GroupInspection) -> None:
    check_not_secret(inspection, _TEXTS)
    check_not_ahead(inspection.inspected_on, "inspected_on")
    if inspection.inspected_on < inspection.group.opened_on:
        raise ValidationError({"inspected_on": _("Ngày kiểm tra không thể trước ngày lập nhóm.")})
    if inspection.to_mend and inspection.due_on is None:
        raise ValidationError({"due_on": _("Nhập hạn khắc phục.")})
    if inspection.due_on and not inspection.to_mend:
        raise ValidationError({"to_mend": _("Ghi nội dung phải khắc phục, hoặc xóa hạn.")})
    if inspection.due_on and inspection.due_on < inspection.inspected_on:
        raise ValidationError({"due_on": _("Hạn khắc phục không thể trước ngày kiểm tra.")})
