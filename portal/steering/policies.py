"""Who keeps the committee's register and plan. `check_…` raises Refused with the reason."""

from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.accounts.permissions import Permission
from portal.core.errors import Refused
from portal.units.models import Unit
from portal.units.scoping import ScopedModel, seat_id


def check_edit(actor: AnyActor, place: ScopedModel | Unit) -> None:
    """Raises Refused for who does not keep the books of this very unit; units above read only."""
    if not can_edit(actor, place):
        raise Refused(_("Chỉ cán bộ, lãnh đạo Ban Chỉ đạo của đơn vị này sửa sổ của đơn vị mình."))


def can_edit(actor: AnyActor, place: ScopedModel | Unit) -> bool:
    """Whether `check_edit` passes."""
    unit = place if isinstance(place, Unit) else place.unit
    return actor.works_at(Permission.EDIT_STEERING, seat_id(unit))
