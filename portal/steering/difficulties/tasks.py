"""Job handlers of difficulties: one function called."""

from datetime import timedelta

from django.conf import settings

from portal.accounts.actor import SystemActor
from portal.core import jobs
from portal.steering.difficulties import notices

# A day's reminders are there before its working hours.
REMIND_EVERY = timedelta(hours=6)


def remind() -> None:
    """Remind of difficulties due, unless reminders are off; run twice, it tells nobody twice."""
    if settings.DIFFICULTY_REMINDERS:
        notices.remind(
            by=SystemActor("reminder of difficulties due"),
            progress=lambda: jobs.report_progress("every:steering.remind-difficulties", 0),
        )
