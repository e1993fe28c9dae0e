"""The notice by which a province reminds a commune of the rollout, and who gets it."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.holders import people_with
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.core.notices.kinds import NoticeKind
from portal.units.models import Unit

REMINDER = NoticeKind(
    "rollout.reminder",
    _("Nhắc triển khai nhóm Zalo"),
    _("%(province)s nhắc triển khai nhóm Zalo toàn xã, hạn %(due)s."),
    "groups:rollout",
    permission=Permission.EDIT_STEERING,
)
KINDS = [REMINDER]


def who_are_reminded(commune: Unit) -> list[User]:
    """Who works in the committee of a commune today."""
    return people_with(Permission.EDIT_STEERING, commune.pk)
