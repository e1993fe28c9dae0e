"""What of this app stands in a unit, as the preview of an act counts it."""

from django.utils.translation import gettext_lazy as _

from portal.hierarchy.acts.followers import Follower
from reports.models import Report
from reports.states import ReportState

FOLLOWERS = [
    Follower(
        key="due-reports",
        label=_("Báo cáo đang soạn, chưa gửi"),
        rows=lambda: Report.objects.unscoped("preview of an act: counts only").filter(
            state=ReportState.DRAFT
        ),
    ),
]
