"""Groups as dependants of a unit, counted in the preview of an amendment."""

from django.utils.translation import gettext_lazy as _

from groups.models import ChatGroup, MemberCount, RolloutStep
from portal.units.amendments.dependants import Dependant

_REASON = "preview of an amendment: counts only"

DEPENDANTS = [
    Dependant(
        key="groups",
        label=_("Nhóm đang hoạt động"),
        rows=lambda: ChatGroup.objects.unscoped(_REASON).filter(closed_on=None),
    ),
    Dependant(
        key="members",
        label=_("Lượt thành viên"),
        rows=lambda: MemberCount.objects.unscoped(_REASON).filter(superseded_on=None, group__closed_on=None),
        total="members",
    ),
    Dependant(
        key="rollout",
        label=_("Giai đoạn triển khai"),
        rows=lambda: RolloutStep.objects.unscoped(_REASON),
    ),
]
