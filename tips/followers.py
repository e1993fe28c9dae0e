"""What of this app stands in a unit, as the preview of an act counts it."""

from django.utils.translation import gettext_lazy as _

from portal.hierarchy.acts.followers import Follower
from tips.models import Tip
from tips.states import OPEN

FOLLOWERS = [
    Follower(
        key="open-tips",
        label=_("Tin báo chưa xong"),
        rows=lambda: Tip.objects.unscoped("preview of an act: counts only").filter(state__in=OPEN),
    ),
    Follower(
        key="tips",
        label=_("Tin báo, tất cả"),
        rows=lambda: Tip.objects.unscoped("preview of an act: counts only"),
    ),
]
