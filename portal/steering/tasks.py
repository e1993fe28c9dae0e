"""Job handlers of reminders of what units and bodies owe the committee: one function called."""

from datetime import timedelta

from django.conf import settings

from portal.accounts.actor import SystemActor
from portal.core import jobs
from portal.steering.activities import notices as findings
from portal.steering.answers import notices as answers
from portal.steering.plans import reminders

# A day's reminders are there before its working hours.
REMIND_EVERY = timedelta(hours=6)


def remind() -> None:
    """Remind of tasks due, unless reminders are off; run twice, it tells nobody twice."""
    if not settings.TASK_REMINDERS:
        return
    reminders.remind(
        by=SystemActor("reminder of tasks due"),
        progress=lambda: jobs.report_progress("every:steering.remind", 0),
    )


def remind_of_findings() -> None:
    """Remind of what inspections found that is to be mended, unless reminders are off; run twice, it tells nobody twice."""
    if settings.TASK_REMINDERS:
        findings.remind(
            by=SystemActor("reminder of findings due"),
            progress=lambda: jobs.report_progress("every:steering.remind-findings", 0),
        )


def remind_of_answers() -> None:
    """Remind of papers that are to be answered, unless reminders are off; run twice, it tells nobody twice."""
    if settings.TASK_REMINDERS:
        answers.remind(
            by=SystemActor("reminder of answers due"),
            progress=lambda: jobs.report_progress("every:steering.remind-answers", 0),
        )
