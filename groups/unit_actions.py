"""What a unit's page leads to in the work with groups."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.unit_actions import UnitAction
from portal.units.models import Unit


def _works_there(actor: Actor, unit: Unit) -> bool:
    return actor.works_at(Permission.VIEW_STEERING, unit.pk)


ACTIONS = [UnitAction(_("Tiến độ triển khai"), "groups:rollout", "flag", 70, _works_there, own=True)]
