"""Recounts the due times of open tips after the table of holidays changed."""

from datetime import date, timedelta

from django.db import transaction

from portal.accounts.actor import AnyActor
from portal.core import audited_writes
from portal.core.working_time import start_of
from portal.units.locks import lock_row
from tips import deadlines
from tips.choices import WORKING_CLOCKS
from tips.models import Tip
from tips.states import OPEN

_WHY = "due times are counted for all units alike"


def recount(*, by: AnyActor, first: date, last: date) -> int:
    """Count the due times that run over days from `first` to `last` anew; the number of those that moved.

    Only first steps still owed, by limits in working days or hours. Each tip is a transaction of its own.
    """
    concerned = Tip.objects.unscoped(_WHY).filter(
        state__in=OPEN, met_at=None, limit__clock__in=WORKING_CLOCKS, due_at__gte=start_of(first)
    )
    concerned = concerned.filter(received_at__lt=start_of(last + timedelta(days=1)))
    return sum(_recounted(by, pk) for pk in list(concerned.values_list("pk", flat=True)))


@transaction.atomic
def _recounted(by: AnyActor, pk: int) -> bool:
    tip = lock_row(Tip.objects.unscoped(_WHY).select_related("limit").get(pk=pk))
    if tip.state not in OPEN or tip.met_at is not None or tip.limit is None:
        return False
    due_at = deadlines.run_out(tip.limit.clock, tip.limit.amount, deadlines.began_at(tip))
    if due_at == tip.due_at:
        return False
    audited_writes.change_row(tip, by=by, action="tip.recount", due_at=due_at)
    return True
