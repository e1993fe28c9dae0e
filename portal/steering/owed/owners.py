"""Whose a row is to settle, and who may do so for its owner today."""

from portal.accounts.actor import Actor, AnyActor
from portal.accounts.holders import people_with
from portal.accounts.models import Assignment, User
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.steering.models.owed import OwedModel
from portal.units.choices import Level
from portal.units.models import Unit, valid_on
from portal.units.scoping import seat_id


def owns(actor: AnyActor, row: OwedModel) -> bool:
    """Whether a row is for the actor's own body or unit to settle; as `OwedModel.owned_by` says of rows."""
    if not isinstance(actor, Actor):
        return False
    if row.owner_body_id:
        return row.owner_body_id in actor.body_ids
    return any(actor.works_at(Permission.REPORT_TASKS, pk) for pk in _seats(row.owner_unit))


def people_of(row: OwedModel) -> list[User]:
    """Who may settle a row today for its owner; where nobody can, the committee that speaks for the owner."""
    if row.owner_body_id:
        found = holders_for(row.owner_body_id)
    else:
        found = [user for pk in _seats(row.owner_unit) for user in people_with(Permission.REPORT_TASKS, pk)]
    return list(dict.fromkeys(found)) or people_with(Permission.EDIT_STEERING, row.keeper_id)


def holders_for(body_id: int) -> list[User]:
    """Who holds a role for a body today, the longest assigned first."""
    held = Assignment.objects.filter(valid_on(clock.today()), body=body_id, user__is_active=True)
    return list(dict.fromkeys(one.user for one in held.select_related("user").order_by("pk")))


def _seats(unit: Unit) -> list[int]:
    """The units whose people do what a unit is to do: itself or its successor; of a self-managed team its hamlet, too."""
    above = [unit.hamlet_id] if unit.level == Level.SELF_MANAGED_TEAM and unit.hamlet_id else []
    return list(dict.fromkeys([seat_id(unit), *above]))
