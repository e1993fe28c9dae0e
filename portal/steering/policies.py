"""Who keeps the committee's list, plan and register of papers. `check_…` raises Refused with the reason."""

from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.accounts.permissions import Permission
from portal.core.errors import Refused, passes
from portal.steering.models import AssessmentSheet
from portal.units.models import Unit
from portal.units.scoping import ScopedModel, seat_id


def check_edit(actor: AnyActor, place: ScopedModel | Unit) -> None:
    """Raises Refused for who does not keep the committee's list and plan at this very unit; units above read only."""
    if not _works_there(actor, Permission.EDIT_STEERING, place):
        raise Refused(_("Chỉ cán bộ, lãnh đạo Ban Chỉ đạo của đơn vị này sửa sổ của đơn vị mình."))


def can_edit(actor: AnyActor, place: ScopedModel | Unit) -> bool:
    """Whether `check_edit` passes."""
    return passes(check_edit, actor, place)


def check_edit_directives(actor: AnyActor, place: ScopedModel | Unit) -> None:
    """Raises Refused for who does not keep the register of papers of this very unit; units above read only."""
    if not _works_there(actor, Permission.EDIT_DIRECTIVES, place):
        raise Refused(
            _("Chỉ cán bộ, văn thư, lãnh đạo Ban Chỉ đạo của đơn vị này sửa sổ văn bản của đơn vị mình.")
        )


def can_edit_directives(actor: AnyActor, place: ScopedModel | Unit) -> bool:
    """Whether `check_edit_directives` passes."""
    return passes(check_edit_directives, actor, place)


def _works_there(actor: AnyActor, permission: Permission, place: ScopedModel | Unit) -> bool:
    unit = place if isinstance(place, Unit) else place.unit
    return actor.works_at(permission, seat_id(unit))


def check_assess(actor: AnyActor, place: AssessmentSheet | Unit) -> None:
    """Raises Refused for who does not work at the commune that keeps the yearly assessments; units above read only."""
    if not can_assess(actor, place):
        raise Refused(
            _("Chỉ cán bộ, lãnh đạo Ban Chỉ đạo của chính xã này ghi việc xét “An toàn về an ninh, trật tự”.")
        )


def can_assess(actor: AnyActor, place: AssessmentSheet | Unit) -> bool:
    """Whether `check_assess` passes."""
    return place.commune_id is not None and actor.works_at(Permission.EDIT_STEERING, place.commune_id)
