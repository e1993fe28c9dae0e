"""Who may register a post, and who may record a relay. `check_…` raises Refused with the reason."""

from django.utils.translation import gettext as _

from groups.models import ChatGroup
from portal.accounts.actor import AnyActor
from portal.accounts.permissions import Permission
from portal.core.errors import NotNow, Refused
from portal.units.models import Unit
from propaganda.models import Post


def check_edit(actor: AnyActor, place: Post | Unit) -> None:
    """Raises Refused for who may not register or change posts of this commune."""
    if not actor.may(Permission.EDIT_POSTS, place):
        raise Refused(_("Chỉ cán bộ Công an xã thêm tin, bài của xã mình."))


def can_edit(actor: AnyActor, place: Post | Unit) -> bool:
    """Whether `check_edit` passes."""
    return actor.may(Permission.EDIT_POSTS, place)


def check_relay(actor: AnyActor, post: Post, group: ChatGroup) -> None:
    """Raises NotNow for a withdrawn post or a group that ended, Refused for a group that is not the actor's to speak for."""
    if post.withdrawn_at:
        raise NotNow(_("Bài này đã được rút, không chia sẻ nữa."))
    if group.closed_on:
        raise NotNow(_("Nhóm này đã ngừng hoạt động."))
    leads = group.leader_id and actor.user and group.leader_id == actor.user.pk
    # An organisation's reporter is assigned to a commune, yet speaks only for the groups in their own name.
    area = actor.may(Permission.RELAY_POSTS, group) and actor.may(Permission.VIEW_GROUPS, group)
    if not (area or (leads and actor.has(Permission.RELAY_POSTS))):
        raise Refused(_("Anh/chị chỉ đánh dấu cho nhóm của địa bàn mình."))
