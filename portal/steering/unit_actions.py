"""What a unit's page leads to in the work of its steering committee."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.unit_actions import UnitAction
from portal.units.models import Unit


def _may_read(actor: Actor, unit: Unit) -> bool:
    return actor.may(Permission.VIEW_STEERING, unit)


def _works_there(actor: Actor, unit: Unit) -> bool:
    return actor.works_at(Permission.VIEW_STEERING, unit.pk)


ACTIONS = [
    UnitAction(_("Ban Chỉ đạo"), "steering:committee", "people", 30, _may_read),
    UnitAction(_("Sổ văn bản"), "steering:directives", "journal-text", 40, _works_there, own=True),
    UnitAction(_("Kế hoạch"), "steering:plans", "flag", 50, _works_there, own=True),
    UnitAction(_("Họp, kiểm tra"), "steering:activities", "calendar-check", 60, _works_there, own=True),
    UnitAction(_("An toàn về ANTT"), "steering:assessments", "shield", 80, _works_there, own=True),
]
