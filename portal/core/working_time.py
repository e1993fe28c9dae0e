"""Working days and hours (weekends, holidays, days worked in exchange): due times are computed here."""

from collections import Counter
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.models import Holiday


class WorkingTime:
    """Adds working days and hours to a moment. Reads the holiday table once; make one per task."""

    def __init__(self) -> None:
        self._exceptions = dict(Holiday.objects.values_list("day", "kind"))

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`: a weekday that is no holiday, or a weekend day worked in exchange."""
        exception = self._exceptions.get(day)
        return exception == Holiday.Kind.WORKED if exception else day.weekday() < 5

    def add_days(self, start: datetime, days: int) -> datetime:
        """The end of the `days`-th working day after the day of `start` (that day itself is not counted)."""
        day = timezone.localtime(start).date()
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_working(day)
        return end_of(day)

    def add_hours(self, start: datetime, hours: float) -> datetime:
        """`start` plus working hours, skipping nights, lunch and days off (settings.WORKING_HOURS)."""
        left = timedelta(hours=hours)
        moment = timezone.localtime(start)
        day = moment.date()
        while True:
            for opens, closes in settings.WORKING_HOURS if self.is_working(day) else ():
                begin = max(moment, _at(day, opens))
                free = _at(day, closes) - begin
                if free >= left:
                    return begin + left
                left -= max(free, timedelta(0))
            day += timedelta(days=1)


# A year with fewer days off than this has no table yet: the law gives eleven.
_ENOUGH = 5
KEPT = timedelta(minutes=1)
_known_years: tuple[frozenset[int], datetime] | None = None


def known_years() -> frozenset[int]:
    """The years whose days off are in the table; kept in the process for a minute, for lists."""
    global _known_years
    now = clock.machine_now()
    if _known_years is None or now - _known_years[1] > KEPT:
        days = Holiday.objects.filter(kind=Holiday.Kind.OFF).values_list("day", flat=True)
        counted = Counter(day.year for day in days)
        _known_years = frozenset(year for year, count in counted.items() if count >= _ENOUGH), now
    return _known_years[0]


def forget_known_years() -> None:
    """Read the table anew from now on: it changed."""
    global _known_years
    _known_years = None


def unknown_years(first: datetime, last: datetime) -> list[int]:
    """The years between two moments whose days off nobody entered: a time counted in working days may be wrong."""
    here = timezone.get_default_timezone()
    years = range(first.astimezone(here).year, last.astimezone(here).year + 1)
    return [year for year in years if year not in known_years()]


def unknown_words(first: datetime, last: datetime) -> str:
    """What to say beside a time counted in working days over such years; empty where all are known."""
    years = unknown_years(first, last)
    return _("chưa có lịch nghỉ lễ năm %(years)s") % {"years": ", ".join(map(str, years))} if years else ""


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=timezone.get_default_timezone())


def end_of(day: date) -> datetime:
    """The last second of a day in Vietnam: a limit in days runs to its end."""
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), timezone.get_default_timezone())
    return midnight - timedelta(seconds=1)


def start_of(day: date) -> datetime:
    """The first moment of a day in Vietnam: days that bound timestamps are compared with this."""
    return datetime.combine(day, datetime.min.time(), tzinfo=timezone.get_default_timezone())
