"""Reports as dependants of a unit, counted in the preview of an amendment."""

from django.utils.translation import gettext_lazy as _

from portal.units.amendments.dependants import Dependant
from reports.models import Report
from reports.states import ReportState

DEPENDANTS = [
    Dependant(
        key="due-reports",
        label=_("Báo cáo đang soạn, chưa gửi"),
        rows=lambda: Report.objects.unscoped("preview of an amendment: counts only").filter(
            state=ReportState.DRAFT
        ),
    ),
]
