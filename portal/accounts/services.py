"""Accounts and assignments."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Assignment, User
from portal.accounts.permissions import Permission, Role
from portal.core import audit, clock
from portal.core.errors import Refused
from portal.hierarchy.choices import Level
from portal.hierarchy.models import Unit

ROLE_LEVELS = {
    Role.COMMUNE_OFFICER: {Level.COMMUNE},
    Role.COMMITTEE_LEADER: {Level.COMMUNE},
    Role.HAMLET_HEAD: {Level.HAMLET, Level.RESIDENTS_GROUP},
    Role.ORGANISATION_REPORTER: {Level.COMMUNE},
    Role.DISTRICT_OFFICER: {Level.DISTRICT},
    Role.PROVINCE_OFFICER: {Level.PROVINCE},
    Role.ADMINISTRATOR: {Level.PROVINCE, Level.DISTRICT, Level.COMMUNE},
}


@transaction.atomic
def add_person(*, by, username: str, full_name: str, password: str | None = None) -> User:
    """Open an account. Raises ValidationError when the name is taken."""
    user = User.objects.create_user(username, full_name, password)
    audit.record(by=by, action="person.add", thing=user)
    return user


@transaction.atomic
def assign(
    *, by, user: User, role: str, unit: Unit, valid_from: date, valid_to: date | None = None
) -> Assignment:
    """Give a person a role in a unit from a day. Raises ValidationError when the role has no place at its level."""
    if unit.level not in ROLE_LEVELS[Role(role)]:
        raise ValidationError(
            _("Vai trò “%(role)s” không phân công ở %(unit)s.") % {"role": Role(role).label, "unit": unit}
        )
    assignment = Assignment(user=user, role=role, unit=unit, valid_from=valid_from, valid_to=valid_to)
    assignment.full_clean()
    assignment.save()
    audit.record(
        by=by,
        action="person.assign",
        thing=assignment,
        unit_id=unit.pk,
        changes={"user": user.pk, "role": role, "from": valid_from.isoformat()},
    )
    return assignment


@transaction.atomic
def end_assignment(*, by, assignment: Assignment) -> Assignment:
    """End someone's role from today on: what they did stays, their rights are gone at the next click.

    Raises Refused outside the area one manages, and for one's own last role (nobody locks themselves out).
    """
    if not by.may(Permission.MANAGE_PEOPLE, assignment.unit):
        raise Refused(_("Anh/chị chỉ kết thúc phân công của đơn vị mình quản lý."))
    if by.user and assignment.user_id == by.user.pk:
        raise Refused(_("Không tự kết thúc phân công của chính mình; nhờ người quản trị khác."))
    today = clock.today()
    if assignment.valid_from >= today:
        # It never held for a whole day: as if it had not been given.
        audit.record(by=by, action="person.unassign", thing=assignment, unit_id=assignment.unit_id)
        assignment.delete()
        return assignment
    assignment.valid_to = today
    assignment.save(update_fields=["valid_to"])
    audit.record(
        by=by,
        action="person.end-assignment",
        thing=assignment,
        unit_id=assignment.unit_id,
        changes={"user": assignment.user_id, "role": assignment.role, "to": today.isoformat()},
    )
    return assignment


@transaction.atomic
def add_person_with_role(
    *, by, username: str, full_name: str, password: str, role: str, unit: Unit, valid_from: date
) -> User:
    """Open an account and assign it at once. Raises Refused outside the area one manages."""
    if not by.may(Permission.MANAGE_PEOPLE, unit):
        raise Refused(_("Anh/chị chỉ mở tài khoản cho đơn vị mình quản lý."))
    user = add_person(by=by, username=username, full_name=full_name, password=password)
    assign(by=by, user=user, role=role, unit=unit, valid_from=valid_from)
    return user
