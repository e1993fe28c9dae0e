"""The notice by which a province reminds a commune of the rollout, and who gets it."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Assignment, User
from portal.accounts.permissions import Permission, Role, allowed
from portal.core import clock
from portal.core.notices.kinds import NoticeKind
from portal.units.models import Unit, valid_on

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
    roles = [role for role in Role if allowed(role, Permission.EDIT_STEERING)]
    held = Assignment.objects.filter(
        valid_on(clock.today()), unit=commune, role__in=roles, user__is_active=True
    )
    return list(dict.fromkeys(one.user for one in held.select_related("user").order_by("pk")))
