"""What a unit's page leads to in changing units: hamlets, amendments, the reform of 2025."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.unit_actions import UnitAction
from portal.core import clock
from portal.unit_pages.amendments.guides import subject_of
from portal.unit_pages.amendments.kinds import offered
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.national.tables import REFORM


def _takes_hamlets(actor: Actor, unit: Unit) -> bool:
    is_standing_commune = unit.level == Level.COMMUNE and unit.is_valid_on(clock.today())
    return is_standing_commune and actor.may(Permission.EDIT_GROUPS, unit)


def _can_be_amended(actor: Actor, unit: Unit) -> bool:
    subject = subject_of(actor, unit)
    return subject is not None and bool(offered(actor, subject))


def _came_by_the_reform(actor: Actor, unit: Unit) -> bool:
    is_new_province = unit.level == Level.PROVINCE and unit.valid_from == REFORM
    return is_new_province and subject_of(actor, unit) is not None


ACTIONS = [
    UnitAction(_("Thêm thôn, ấp, tổ"), "units:add-hamlet", "plus-lg", 10, _takes_hamlets),
    UnitAction(_("Nhập từ Excel"), "units:imports", "upload", 20, _takes_hamlets),
    UnitAction(_("Thay đổi đơn vị"), "units:choose-amendment", "pencil", 90, _can_be_amended),
    UnitAction(_("Sắp xếp 01/7/2025"), "units:reform", "arrow-repeat", 100, _came_by_the_reform, own=True),
]
