"""Reminders of reports due: three days before, on the last day in time, and once when late."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import AnyActor
from portal.accounts.holders import assignments_with
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.deadlines import stage_of
from portal.core.formatting import day as day_words
from portal.core.notices.kinds import NoticeKind
from portal.core.notices.services import Words, notify, withdraw
from portal.core.periods import Period
from portal.units.models import Unit
from reports.models import Report
from reports.rules import Obligation, due_around
from reports.states import ReportState

DUE = NoticeKind(
    "reports.due",
    _("Báo cáo sắp đến hạn"),
    _("Báo cáo %(period)s: hạn gửi %(due)s."),
    "reports:list",
    permission=Permission.ISSUE_REPORTS,
)
LATE = NoticeKind(
    "reports.late",
    _("Báo cáo quá hạn"),
    _("Báo cáo %(period)s chưa gửi, quá hạn từ %(due)s."),
    "reports:list",
    permission=Permission.ISSUE_REPORTS,
)
KINDS = [DUE, LATE]
_STAGES = {DUE.key: ("before", "today"), LATE.key: ("late",)}

# So many days before the last day in time the first reminder comes.
DAYS_BEFORE = 3
# What is late for longer is not told any more: a portal that begins late in the year does not begin by blaming.
LATE_FOR = 7


def remind(*, by: AnyActor, progress: Callable[[], None] = lambda: None) -> None:
    """Remind those who may issue a unit's reports of what it owes today. Run again, it tells nobody anything twice;
    not run for a day, it makes up for it. `progress` is called after each unit.
    """
    today = clock.today()
    for unit, people in _who_may_issue(today).items():
        for owed in due_around(unit, today, behind=LATE_FOR, ahead=DAYS_BEFORE):
            if owed.report is None or owed.report.state != ReportState.ISSUED:
                _remind_of(owed, unit, people, by)
        progress()


def settle(report: Report) -> None:
    """Take back the reminders of a report that is issued now, from those who have not seen them."""
    for kind, stages in _STAGES.items():
        occasions = [_occasion(report.period, report.due_on, stage) for stage in stages]
        withdraw(kind=kind, about=report.unit, occasions=occasions)


def _remind_of(owed: Obligation, unit: Unit, people: list[User], by: AnyActor) -> None:
    stage = stage_of(owed.due_on, clock.today())
    kind = LATE if stage == "late" else DUE
    words = Words(
        given={"period": owed.period.label, "due": day_words(owed.due_on)},
        place=unit.title,
        occasion=_occasion(owed.period, owed.due_on, stage),
        due_on=owed.due_on,
    )
    notify(by=by, to=people, kind=kind.key, about=unit, words=words)


def _occasion(period: Period, due_on: date, stage: str) -> str:
    return f"{period.code}:{due_on}:{stage}"


def _who_may_issue(today: date) -> dict[Unit, list[User]]:
    """By unit the people who may issue its reports on a day."""
    held = assignments_with(Permission.ISSUE_REPORTS, today)
    found = defaultdict(list)
    for assignment in held.select_related("user", "unit").order_by("unit_id", "id"):
        if assignment.unit.is_valid_on(today):
            found[assignment.unit].append(assignment.user)
    return dict(found)
