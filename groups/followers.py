"""What of this app stands in a unit, as the preview of an act counts it."""

from django.utils.translation import gettext_lazy as _

from groups.models import CoverageTarget, Group, MemberCount
from portal.hierarchy.acts.followers import Follower

_REASON = "preview of an act: counts only"

FOLLOWERS = [
    Follower(
        key="groups",
        label=_("Nhóm đang hoạt động"),
        rows=lambda: Group.objects.unscoped(_REASON).filter(closed_on=None),
    ),
    Follower(
        key="members",
        label=_("Lượt thành viên"),
        rows=lambda: MemberCount.objects.unscoped(_REASON).filter(superseded_on=None, group__closed_on=None),
        total="members",
    ),
    Follower(
        key="targets",
        label=_("Chỉ tiêu tham gia"),
        rows=lambda: CoverageTarget.objects.unscoped(_REASON),
    ),
]
