"""Reports in a hand-over: drafts belong to the unit, so whoever takes over the office has them at once."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.handover import Charge, Item
from portal.accounts.models import Assignment
from portal.accounts.permissions import Permission, allowed
from reports.models import Report
from reports.states import ReportState


def _waiting(office: Assignment) -> list[Item]:
    if not allowed(office.role, Permission.EDIT_REPORTS):
        return []
    drafts = Report.objects.unscoped("what hangs on an office that is handed over").filter(
        unit=office.unit, state=ReportState.DRAFT
    )
    return [
        Item(report.public_id, _("Báo cáo %(period)s") % {"period": report.period.label})
        for report in drafts.defer("content", "narrative").order_by("due_on")
    ]


REPORTS = Charge(
    key="reports",
    label=gettext_lazy("Báo cáo đang soạn"),
    permission=Permission.VIEW_REPORTS,
    waiting=_waiting,
)
