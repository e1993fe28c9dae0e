"""When the e-mail of a notice may go out, and when one that failed is tried again."""

from datetime import datetime, time, timedelta

from django.conf import settings

from portal.core.formatting import local

# So often an e-mail is tried, over about a day.
MOST_TRIES = 10
# A try is over well before the next one begins: settings.EMAIL_TIMEOUT holds for each step of it.
_FIRST_WAIT = timedelta(minutes=2)
_LONGEST_WAIT = timedelta(hours=6)


def is_quiet(at: time) -> bool:
    """Whether a time of day in Việt Nam is in the quiet hours: from their first moment on, until before their last."""
    begin, end = settings.QUIET_HOURS
    if begin <= end:
        return begin <= at < end
    return at >= begin or at < end


def not_in_quiet_hours(moment: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours it lies in."""
    here = local(moment)
    if not is_quiet(here.time()):
        return moment
    end = settings.QUIET_HOURS[1]
    day = here.date() if here.time() < end else here.date() + timedelta(days=1)
    return datetime.combine(day, end, tzinfo=here.tzinfo)


def mail_time(now: datetime, *, urgent: bool) -> datetime:
    """When a notice of this moment goes by e-mail: an urgent one at once, others together once the window has passed,
    and not in the quiet hours."""
    if urgent:
        return now
    return not_in_quiet_hours(now + timedelta(minutes=settings.NOTICE_WINDOW_MINUTES))


def wait_after(tries: int) -> timedelta:
    """How long after the beginning of try number `tries` the next one begins: twice as long each time, at most six hours."""
    return min(_FIRST_WAIT * 2 ** (tries - 1), _LONGEST_WAIT)
