"""Job handlers of notices: the e-mails that are due go out, old notices go."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection

from portal.core import clock, jobs
from portal.core.notices import mailing, services
from portal.core.notices.models import Mail

EVERY = timedelta(minutes=1)
TIDY_EVERY = timedelta(days=1)


def mail() -> None:
    """Gather what is to go by e-mail, and send what is due."""
    if not settings.NOTICES_BY_MAIL:
        return
    mailing.gather(clock.machine_now())
    mailing.send_due(clock.machine_now(), progress=lambda: jobs.report_progress("every:notices.mail", 0))


def send(mail_id: int) -> None:
    """Send one e-mail that somebody waits for; where that fails, `mail` tries again."""
    found = Mail.objects.filter(pk=mail_id, state=Mail.State.WAITING).first()
    if found and settings.NOTICES_BY_MAIL:
        connection = get_connection()
        try:
            mailing.send(found, clock.machine_now(), connection)
        finally:
            connection.close()


def tidy() -> None:
    """Remove the notices that were kept long enough."""
    if settings.NOTICE_DAYS_KEPT:
        services.tidy(clock.machine_now() - timedelta(days=settings.NOTICE_DAYS_KEPT))
