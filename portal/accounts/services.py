"""Changes to accounts and to dated assignments, from which all rights come."""

from datetime import date
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts import policies
from portal.accounts.actor import AnyActor
from portal.accounts.models import Assignment, User
from portal.accounts.permissions import OF_A_BODY, Role
from portal.bodies.models import Body
from portal.core import audit, clock, locks, manifests
from portal.core.errors import Refused
from portal.core.formatting import day
from portal.core.plain_text import plain
from portal.units.choices import Level
from portal.units.locks import lock_unit, lock_units
from portal.units.models import Unit, not_ended_by

ROLE_LEVELS = {
    Role.COMMUNE_OFFICER: {Level.COMMUNE},
    Role.POLICE_CHIEF: {Level.COMMUNE},
    Role.AREA_OFFICER: {Level.HAMLET},
    Role.COMMITTEE_LEADER: {Level.COMMUNE},
    Role.COMMITTEE_DEPUTY: {Level.COMMUNE},
    Role.COMMUNE_CHAIR: {Level.COMMUNE},
    Role.CLERK: {Level.COMMUNE},
    Role.HAMLET_HEAD: {Level.HAMLET, Level.SELF_MANAGED_TEAM},
    Role.ORGANISATION_REPORTER: {Level.COMMUNE},
    Role.DISTRICT_OFFICER: {Level.DISTRICT},
    Role.PROVINCE_OFFICER: {Level.PROVINCE},
    Role.ADMINISTRATOR: {Level.PROVINCE, Level.DISTRICT, Level.COMMUNE},
    Role.SUPPORT: {Level.PROVINCE},
    # Nobody is assigned to look: support staff raise themselves (portal.accounts.elevation).
    Role.SUPPORT_READER: set(),
    Role.SUPPORT_WATCHER: set(),
}


class Office(TypedDict, total=False):
    """A role in a unit, perhaps for one of its bodies, for half-open days; without `valid_to` until it is ended."""

    unit: Required[Unit]
    role: Required[str]
    body: Body | None
    valid_from: Required[date]
    valid_to: date | None


@transaction.atomic
def add_person(*, by: AnyActor, username: str, full_name: str, password: str | None = None) -> User:
    """Open an account. Raises ValidationError when the name is taken."""
    user = User.objects.create_user(username, full_name, password)
    audit.record(by=by, action="person.add", row=user)
    return user


@transaction.atomic
def rename_person(*, by: AnyActor, user: User, full_name: str) -> User:
    """Correct how a person is called; papers already issued keep the name they bear."""
    lock_person(user)
    policies.check_account(by, user)
    before = user.full_name
    user.full_name = " ".join(plain(full_name).split())
    derived = user.refold()
    user.clean_fields(exclude=["password", "last_login", "search"])
    user.save(update_fields=["full_name", *derived])
    changes = {"full_name": [audit.text_digest(before), audit.text_digest(user.full_name)]}
    audit.record(by=by, action="person.rename", row=user, changes=changes)
    return user


@transaction.atomic
def close_account(*, by: AnyActor, user: User) -> User:
    """Let nobody in by an account any more; its sessions end at the next click, its assignments stay as history.

    Raises Refused where its person works elsewhere too, for one's own, and for the last who manages a unit.
    """
    lock_person(user)
    policies.check_close(by, user)
    return _set_active(by, user, False, "person.close")


@transaction.atomic
def reopen_account(*, by: AnyActor, user: User) -> User:
    """Undo the closing of an account. Layers above hear of it (`on_account_reopened` of their manifests), in the same transaction."""
    lock_person(user)
    policies.check_account(by, user)
    _set_active(by, user, True, "person.reopen")
    for notify in manifests.all_of("on_account_reopened"):
        notify(user=user)
    return user


def _set_active(by: AnyActor, user: User, active: bool, action: str) -> User:
    if user.is_active != active:
        user.is_active = active
        user.save(update_fields=["is_active"])
        audit.record(by=by, action=action, row=user)
    return user


@transaction.atomic
def assign(*, by: AnyActor, user: User, **office: Unpack[Office]) -> Assignment:
    """Give a person a role in a unit for half-open days; roles in several units may overlap.

    Raises Refused outside the area one manages and for oneself, ValidationError when the role has no place at the
    unit's level, the unit or the body has ended, the body is not the unit's, the account is closed, or the person has the
    very role on one of the days.
    """
    lock_unit(office["unit"])
    locks.lock(user)
    policies.check_assign(by, user, office["unit"])
    return begin(by=by, user=user, **office)


def begin(*, by: AnyActor, user: User, **office: Unpack[Office]) -> Assignment:
    """Write an assignment whose giver was checked: by `assign`, or by the hand-over of an office."""
    unit, valid_from, body = office["unit"], office["valid_from"], office.get("body")
    # Two at once for one person wait for each other here.
    locks.lock(user)
    if body:
        locks.lock(body)
    if wrong := misplaced(office["role"], unit, valid_from, office.get("valid_to"), body=body):
        raise ValidationError(wrong)
    if not user.is_active:
        raise ValidationError(_("Tài khoản này đã đóng. Mở lại tài khoản trước khi phân công."))
    assignment = Assignment(user=user, **office)
    assignment.given_by = by.user
    check_no_twin(assignment)
    assignment.full_clean()
    assignment.save()
    audit.record(
        by=by,
        action="person.assign",
        row=assignment,
        unit_id=unit.pk,
        changes=_coded(assignment) | {"from": valid_from.isoformat()},
    )
    return assignment


def misplaced(
    role: str | None,
    unit: Unit | None,
    valid_from: date | None,
    valid_to: date | None = None,
    *,
    body: Body | None = None,
) -> dict[str, str]:
    """What keeps a role from being given there and then, by the name of what is wrong; all of it at once.

    What is not known yet is None, and nothing is said about it.
    """
    wrong: dict[str, str] = {}
    if role and unit and unit.level not in ROLE_LEVELS[Role(role)]:
        wrong["unit"] = _("Vai trò “%(role)s” không phân công ở %(unit)s.") % {
            "role": Role(role).label,
            "unit": unit,
        }
    if unit and valid_from and unit.has_ended_by(valid_from):
        wrong["valid_from"] = _("%(unit)s đã chấm dứt hoạt động trước ngày %(day)s.") % {
            "unit": unit.title,
            "day": day(valid_from),
        }
    if valid_from and valid_to and valid_to <= valid_from:
        wrong["valid_to"] = _("Ngày này phải sau “Từ ngày” (%(day)s).") % {"day": day(valid_from)}
    if (
        body
        and role
        and unit
        and valid_from
        and (why := _not_for_body(role, unit, body, valid_from, valid_to))
    ):
        wrong["body"] = why
    return wrong


def _not_for_body(role: str, unit: Unit, body: Body, valid_from: date, valid_to: date | None) -> str:
    """What keeps a role from being held for a body on these days; "" if nothing does."""
    if role not in OF_A_BODY:
        return _("Vai trò “%(role)s” không phân công cho cơ quan, tổ chức.") % {"role": Role(role).label}
    if body.keeper_id != unit.pk:
        return _("%(body)s không thuộc %(unit)s.") % {"body": body, "unit": unit}
    if body.valid_from and valid_from < body.valid_from:
        return _("%(body)s hoạt động từ ngày %(day)s; phân công từ ngày đó trở đi.") % {
            "body": body,
            "day": day(body.valid_from),
        }
    if body.valid_to and (valid_to is None or valid_to > body.valid_to):
        return _("%(body)s đã chấm dứt hoạt động từ ngày %(day)s nên không nhận phân công từ ngày đó.") % {
            "body": body,
            "day": day(body.valid_to),
        }
    return ""


@transaction.atomic
def end_assignment(*, by: AnyActor, assignment: Assignment, on: date | None = None) -> Assignment:
    """End someone's role from today on, or from a later day: what they did stays, their rights end that day.

    A role that never held for a whole day is taken back as if it had not been given. Raises Refused outside the
    area one manages, for one's own role, and for the last that manages a unit; ValidationError for a past day.
    """
    _lock_assignment(assignment)
    policies.check_end(by, assignment)
    today = clock.today()
    on = on or today
    if by.user and on < today:
        raise ValidationError(
            {"on": _("Quyền không rút lại được cho những ngày đã qua. Chọn từ hôm nay trở đi.")}
        )
    if assignment.has_ended_by(on):
        raise ValidationError(_("Phân công này đã kết thúc từ trước. Tải lại trang."))
    if assignment.valid_from >= on:
        audit.record(by=by, action="person.unassign", row=assignment, changes=_coded(assignment))
        assignment.delete()
        return assignment
    return set_end(by, assignment, on, "person.end-assignment")


@transaction.atomic
def restore_assignment(*, by: AnyActor, assignment: Assignment, valid_to: date | None = None) -> Assignment:
    """Undo the ending of a role, on the day it ends or before: it holds again until `valid_to`.

    Raises Refused once the day has passed: what was over stays over, a new assignment is given instead.
    """
    _lock_assignment(assignment)
    policies.check_assign(by, assignment.user, assignment.unit)
    today = clock.today()
    if assignment.valid_to is None or assignment.valid_to < today:
        raise Refused(_("Phân công này không còn hoàn tác được. Phân công lại cho người ấy."))
    if valid_to and valid_to <= today:
        raise ValidationError(_("Ngày kết thúc phải sau hôm nay."))
    body = assignment.body
    if body and body.valid_to and (valid_to is None or valid_to > body.valid_to):
        raise ValidationError(
            _("%(body)s đã chấm dứt hoạt động nên phân công này không khôi phục được.") % {"body": body}
        )
    assignment.valid_to = valid_to
    check_no_twin(assignment)
    return set_end(by, assignment, valid_to, "person.restore-assignment")


@transaction.atomic
def add_person_with_role(
    *, by: AnyActor, username: str, full_name: str, password: str | None = None, **office: Unpack[Office]
) -> User:
    """Open an account and assign it at once: both or neither. Raises as `add_person` and `assign` do."""
    lock_unit(office["unit"])
    user = add_person(by=by, username=username, full_name=full_name, password=password)
    assign(by=by, user=user, **office)
    return user


def lock_person(user: User) -> None:
    """Lock a person with the units they work in, so that nobody else ends or gives a role of theirs meanwhile."""
    lock_units(alone=set(Assignment.objects.filter(user=user).values_list("unit", flat=True)))
    locks.lock(user)


def _lock_assignment(assignment: Assignment) -> None:
    """Lock an assignment, its unit and its person, and read it again."""
    lock_units(alone=[assignment.unit_id])
    locks.lock(assignment.user)
    locks.lock(assignment)


def set_end(by: AnyActor, assignment: Assignment, day: date | None, action: str) -> Assignment:
    """Write until when an assignment holds, for a change that was checked."""
    assignment.valid_to = day
    assignment.save(update_fields=["valid_to"])
    changes = _coded(assignment) | {"to": day.isoformat() if day else None}
    audit.record(by=by, action=action, row=assignment, changes=changes)
    return assignment


def _coded(assignment: Assignment) -> dict:
    """Whom and as what, as the audit keeps it."""
    coded = {"user": assignment.user_id, "role": assignment.role}
    return coded | ({"body": assignment.body_id} if assignment.body_id else {})


def check_no_twin(assignment: Assignment) -> None:
    """Nobody has the same role in the same unit, for the same body, twice on a day. Raises ValidationError."""
    twins = Assignment.objects.filter(
        not_ended_by(assignment.valid_from),
        user=assignment.user_id,
        role=assignment.role,
        unit=assignment.unit_id,
        body=assignment.body_id,
    ).exclude(pk=assignment.pk)
    if assignment.valid_to:
        twins = twins.filter(valid_from__lt=assignment.valid_to)
    if twins.exists():
        raise ValidationError(
            {
                "role": _(
                    "Người này đã có vai trò “%(role)s” ở %(unit)s trong khoảng ngày đó. Chọn ngày khác, hoặc kết thúc vai trò đó trước rồi làm lại."
                )
                % {"role": Role(assignment.role).label, "unit": assignment.unit}
            }
        )
