"""Who may change the register of bodies. `check_…` raises Refused with the reason; `can_…` returns whether it would
pass."""

from django.utils.translation import gettext as _

from portal.bodies.models import Body
from portal.core.errors import Refused, passes
from portal.units.models import Unit
from portal.units.scoping import UnitActor

EDIT = "bodies.edit"


def check_edit(actor: UnitActor, place: Body | Unit) -> None:
    """Raises Refused for who does not work at the unit that keeps the entry: a commune keeps those of its hamlets, too."""
    if not actor.works_at(EDIT, _keeper_of(place)):
        raise Refused(_("Chỉ người làm việc ở chính đơn vị quản lý mới sửa cơ quan, tổ chức của đơn vị đó."))


def can_edit(actor: UnitActor, place: Body | Unit) -> bool:
    """Whether `check_edit` passes."""
    return passes(check_edit, actor, place)


def _keeper_of(place: Body | Unit) -> int:
    if isinstance(place, Body):
        return place.keeper_id
    # A province is its own; above it is nothing.
    return place.commune_id or place.district_id or place.province_id or place.pk
