"""Job handlers of reports: ids in, one function called."""

from datetime import timedelta

from django.conf import settings

from portal.accounts.actor import SystemActor
from portal.core import jobs
from reports import reminders
from reports.models import Report
from reports.rendering import draw_issued

# A day's reminders are there before its working hours.
REMIND_EVERY = timedelta(hours=6)


def draw_pdf(report_id: int) -> None:
    """Draw an issued report's PDF; run twice, it finds the file and does nothing."""
    draw_issued(Report.objects.unscoped("job: draw an issued report").get(pk=report_id))


def remind() -> None:
    """Remind of reports due, unless reminders are off; run twice, it tells nobody twice."""
    if not settings.REPORT_REMINDERS:
        return
    reminders.remind(
        by=SystemActor("reminder of reports due"),
        progress=lambda: jobs.report_progress("every:reports.remind", 0),
    )
