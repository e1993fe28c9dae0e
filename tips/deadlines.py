"""When a tip's first step is due, by the table of time limits: the one step its limit names, not its settling.

The step follows from the tip's nature: to begin, to pass on or to answer (`TimeLimit.step`). Until when is `Tip.due_at`;
`Tip.met_at` is when a transition of `STEP_MET_BY` met it. Both belong to the limit: a classification that changes the
limit decides them anew (tips.effects). `tips.in-time` counts this step alone.
"""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from portal.core.working_time import WorkingTime, end_of
from portal.units.models import valid_on
from tips.choices import LimitClock, Urgency
from tips.models import TimeLimit, Tip, TipTransition


def due(nature: str, urgency: str, received_at: datetime) -> tuple[TimeLimit, datetime]:
    """The limit that holds on the day of receipt, and the moment it runs out.

    An urgent tip takes its nature's urgent limit where there is one. Raises LookupError when the table has none.
    """
    day = timezone.localtime(received_at).date()
    # Of rows that overlap, the one that began last holds.
    latest = F("valid_from").desc(nulls_last=True)
    limits = TimeLimit.objects.filter(valid_on(day), nature=nature).order_by("-urgent", latest)
    if urgency != Urgency.URGENT:
        limits = limits.filter(urgent=False)
    limit = limits.first()
    if limit is None:
        raise LookupError(f"no time limit for {nature} on {day}")
    return limit, run_out(limit.clock, limit.amount, received_at)


def began_at(tip: Tip) -> datetime:
    """When a tip's limit began to run: on receipt, or when a complaint about police arrived at the unit above."""
    sent = TipTransition.objects.unscoped("a tip's own history").filter(tip=tip, name="send-above")
    last = sent.order_by("-at").first()
    return last.at if last else tip.received_at


def run_out(clock: str, amount: int, start: datetime) -> datetime:
    """The moment `amount` of a clock after `start`: limits in days run to the end of their last day."""
    match LimitClock(clock):
        case LimitClock.HOURS:
            return start + timedelta(hours=amount)
        case LimitClock.DAYS:
            return end_of(timezone.localtime(start).date() + timedelta(days=amount))
        case LimitClock.WORKING_DAYS:
            return WorkingTime().add_days(start, amount)
        case LimitClock.WORKING_HOURS:
            return WorkingTime().add_hours(start, amount)
