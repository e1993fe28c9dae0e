"""Who may amend units: people with that permission at a unit above."""

from django.utils.translation import gettext as _

from portal.core.errors import Refused
from portal.units.amendments.kinds import AmendmentPlan
from portal.units.models import Unit
from portal.units.scoping import UnitActor

CHANGE_UNITS = "units.change"


def check_amendment(actor: UnitActor, plan: AmendmentPlan) -> None:
    """Raises Refused unless the actor may do this over every unit that changes and every place where one comes to be."""
    for unit in plan.changed():
        if not may_change(actor, unit):
            raise Refused(
                _("%(unit)s không thuộc quyền thay đổi của anh/chị: việc này do đơn vị cấp trên làm.")
                % {"unit": unit.title}
            )
    for unit in plan.places():
        if not actor.may(CHANGE_UNITS, unit):
            raise Refused(_("%(unit)s nằm ngoài địa bàn anh/chị được phân công.") % {"unit": unit.title})


def may_change(actor: UnitActor, unit: Unit) -> bool:
    """Whether a unit is below one where the actor may change units. Nobody renames or closes the own unit."""
    return (actor.may(CHANGE_UNITS, unit) and not actor.works_at(CHANGE_UNITS, unit.pk)) or actor.user is None
