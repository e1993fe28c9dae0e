"""Job handlers of groups: one function called."""

from datetime import timedelta

from django.conf import settings

from groups import inspection_notices
from portal.accounts.actor import SystemActor
from portal.core import jobs

# A day's reminders are there before its working hours.
REMIND_EVERY = timedelta(hours=6)


def remind_of_inspections() -> None:
    """Remind of what is to be mended in groups, unless reminders are off; run twice, it tells nobody twice."""
    if settings.TASK_REMINDERS:
        inspection_notices.remind(
            by=SystemActor("reminder of inspections due"),
            progress=lambda: jobs.report_progress("every:groups.remind-inspections", 0),
        )
