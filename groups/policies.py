"""When a group may be changed, and by whom. `check_…` raises Refused with the reason; `can_…` returns whether
it would pass."""

from django.utils.translation import gettext as _

from groups.models import ChatGroup, GroupConfirmation
from portal.accounts.actor import AnyActor
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.errors import NotNow, Refused, passes
from portal.units.models import Unit


def check_edit(actor: AnyActor, place: ChatGroup | Unit) -> None:
    """Raises Refused for who may not change the register of this commune's groups."""
    if not actor.may(Permission.EDIT_GROUPS, place):
        raise Refused(_("Chỉ cán bộ Công an xã sửa danh bạ nhóm của xã mình."))


def check_move(actor: AnyActor, group: ChatGroup, unit: Unit) -> None:
    """A group is filed anew only within its commune; across communes the units' own changes carry it."""
    check_edit(actor, unit)
    if unit.commune_id != group.commune_id:
        raise Refused(_("Chỉ chuyển nhóm sang thôn, ấp, tổ khác trong cùng xã."))


def can_edit(actor: AnyActor, place: ChatGroup | Unit) -> bool:
    """Whether `check_edit` passes."""
    return actor.may(Permission.EDIT_GROUPS, place)


def check_confirm(actor: AnyActor, group: ChatGroup) -> None:
    """Raises NotNow for a group that ended, Refused for who is neither its head or leader nor its commune's officer."""
    if group.closed_on:
        raise NotNow(_("Nhóm này đã ngừng hoạt động nên không xác nhận được nữa."))
    if not speaks_for(actor, group):
        raise Refused(_("Chỉ trưởng thôn, ấp, người đứng tên nhóm hoặc cán bộ Công an xã xác nhận nhóm này."))


def speaks_for(actor: AnyActor, group: ChatGroup) -> bool:
    """Whether a group is the actor's to speak for: of an area whose groups they see, or in their own name."""
    leads = actor.user is not None and group.leader_id == actor.user.pk
    return actor.may(Permission.CONFIRM_GROUPS, group) and (leads or actor.may(Permission.VIEW_GROUPS, group))


def can_confirm(actor: AnyActor, group: ChatGroup) -> bool:
    """Whether `check_confirm` passes."""
    return passes(check_confirm, actor, group)


def check_edit_coverage(actor: AnyActor, unit: Unit) -> None:
    """Raises Refused for who may not enter the bases of this unit."""
    if not actor.may(Permission.EDIT_COVERAGE, unit):
        raise Refused(_("Chỉ cán bộ Công an xã nhập tổng số của xã mình."))


def check_undo_confirmation(actor: AnyActor, confirmation: GroupConfirmation) -> None:
    """Whoever confirmed takes it back, on the same day; later a new confirmation corrects."""
    if actor.user is None or confirmation.confirmed_by_id != actor.user.pk:
        raise Refused(_("Chỉ người đã xác nhận mới hoàn tác được."))
    if confirmation.confirmed_on != clock.today():
        raise NotNow(_("Chỉ hoàn tác được trong ngày. Xác nhận lại để ghi tình hình mới."))
