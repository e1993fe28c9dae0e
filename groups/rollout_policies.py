"""Who says how far the rollout is, sets its deadline and reminds. `check_…` raises Refused with the reason."""

from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.accounts.permissions import Permission
from portal.core.errors import Refused, passes
from portal.units.choices import Level
from portal.units.models import Unit


def check_note(actor: AnyActor, unit: Unit) -> None:
    """Raises Refused for who does not work in the committee of this very commune."""
    if unit.level != Level.COMMUNE or not actor.works_at(Permission.EDIT_STEERING, unit.pk):
        raise Refused(_("Chỉ cán bộ, lãnh đạo Ban Chỉ đạo của xã ghi tiến độ triển khai của xã mình."))


def can_note(actor: AnyActor, unit: Unit) -> bool:
    """Whether `check_note` passes."""
    return passes(check_note, actor, unit)


def check_urge(actor: AnyActor, unit: Unit) -> None:
    """Raises Refused for who does not work at this very province: it sets the deadline and reminds its communes."""
    if unit.level != Level.PROVINCE or not actor.works_at(Permission.EDIT_STEERING, unit.pk):
        raise Refused(_("Chỉ cán bộ cấp tỉnh đặt thời hạn triển khai và nhắc các xã của tỉnh mình."))


def can_urge(actor: AnyActor, unit: Unit) -> bool:
    """Whether `check_urge` passes."""
    return passes(check_urge, actor, unit)
