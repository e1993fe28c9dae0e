"""Changes to what inspections found: `add_finding`, `edit_finding`, and `move_finding`, which alone changes a state."""

from copy import copy
from datetime import date
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.bodies.models import Body
from portal.core import audited_writes
from portal.core.submissions import Key, claim
from portal.steering.activities import notices, policies
from portal.steering.activities.settling import Settlement, settled_by
from portal.steering.activities.states import FINDING_TRANSITIONS, FindingState
from portal.steering.models import Activity, Finding
from portal.steering.places import Place, check_place
from portal.steering.secrecy import check_not_secret
from portal.units.locks import lock_row
from portal.units.models import Unit


class FindingDetails(TypedDict):
    """What an inspection asks to be mended: what, by whom, until the end of which day."""

    text: str
    owner_unit: Unit
    owner_body: Body | None
    due_on: date


@transaction.atomic
def add_finding(
    *, by: AnyActor, inspection: Activity, key: Key | None = None, **details: Unpack[FindingDetails]
) -> Finding:
    """Note what an inspection asks to be mended. Raises Refused or NotNow (policies.check_add), ValidationError by field."""
    lock_row(inspection)
    policies.check_add(by, inspection)
    sent = claim(key, by=by, model=Finding, about=inspection)
    if sent.earlier:
        return sent.earlier
    finding = Finding(inspection=inspection, **details)
    finding.place_like(inspection)
    _check(finding, None)
    sent.keep(audited_writes.add_row(finding, by=by, action="finding.add"))
    notices.tell_owner(finding, by=by)
    return finding


@transaction.atomic
def edit_finding(
    *, by: AnyActor, finding: Finding, version: int, **details: Unpack[FindingDetails]
) -> Finding:
    """Correct an open finding; another owner is told of it.

    Raises Conflict when someone else was first, Refused or NotNow, ValidationError by field.
    """
    lock_row(finding)
    policies.check_transition(by, finding, FINDING_TRANSITIONS["edit"])
    audited_writes.check_version(finding, version)
    proposed = copy(finding)
    for name, value in details.items():
        setattr(proposed, name, value)
    before = Place(finding.owner_unit, finding.owner_body)
    _check(proposed, before)
    now = Place(proposed.owner_unit, proposed.owner_body)
    if now != before or proposed.due_on != finding.due_on:
        notices.settle(finding)
    audited_writes.change_row(finding, by=by, action="finding.edit", version=version, **details)
    if now != before:
        notices.tell_owner(finding, by=by)
    return finding


@transaction.atomic
def move_finding(
    *, by: AnyActor, finding: Finding, name: str, version: int, **given: Unpack[Settlement]
) -> Finding:
    """Make one transition of the table: done on a day with a word, asked no more or asked again with a reason.

    Raises KeyError for a name that leads to no other state, Conflict, Refused or NotNow, ValidationError by field.
    """
    transition = FINDING_TRANSITIONS[name]
    if transition.target is None:
        raise KeyError(name)
    lock_row(finding)
    policies.check_transition(by, finding, transition)
    audited_writes.check_version(finding, version)
    changes = settled_by(finding, transition, given, since=finding.inspection.held_on)
    audited_writes.change_row(finding, by=by, action=f"finding.{name}", version=version, **changes)
    if finding.state == FindingState.OPEN:
        notices.tell_owner(finding, by=by)
    else:
        notices.settle(finding)
    if finding.state == FindingState.DONE:
        notices.tell_mended(finding, by=by)
    return finding


def _check(finding: Finding, before: Place | None) -> None:
    check_not_secret(finding, ("text",))
    if finding.due_on < finding.inspection.held_on:
        raise ValidationError({"due_on": _("Hạn khắc phục không thể trước ngày kiểm tra.")})
    owner = Place(finding.owner_unit, finding.owner_body)
    if owner != before:
        check_place(finding.inspection.unit, owner, "owner")
