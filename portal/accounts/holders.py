"""Who holds a permission: for notices and the like, where nobody reads but someone is addressed."""

from datetime import date

from django.db.models import QuerySet

from portal.accounts.models import Assignment, User
from portal.accounts.permissions import Permission, Role, allowed
from portal.core import clock
from portal.units.models import valid_on


def assignments_with(permission: Permission, on: date) -> QuerySet[Assignment]:
    """The assignments of a day whose role carries a permission, of accounts in use, each with its person."""
    roles = [role for role in Role if allowed(role, permission)]
    held = Assignment.objects.filter(valid_on(on), role__in=roles, user__is_active=True)
    return held.select_related("user")


def people_with(permission: Permission, unit_id: int) -> list[User]:
    """Who has a permission in this very unit today, each once, the longest assigned first."""
    held = assignments_with(permission, clock.today()).filter(unit=unit_id).order_by("pk")
    return list(dict.fromkeys(assignment.user for assignment in held))
