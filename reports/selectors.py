"""Queries of reports; the first argument is the actor who reads."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.deadlines import days_left, is_in_time, is_late
from portal.core.models import Job
from portal.core.periods import CutOff, Period
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.search import narrow_with_short_forms
from portal.units.selectors import communes_on
from reports import content
from reports.letterheads import letterhead_of
from reports.models import Report, ReportFile, ReportRule
from reports.rendering import job_key
from reports.rules import to_send
from reports.services import next_number
from reports.states import ReportState


def reports(actor: Actor, *, query: str = "") -> QuerySet[Report]:
    """The reports an actor may see: the own unit's, and issued ones from below; a query narrows them by words."""
    return narrow_with_short_forms(Report.objects.visible_to(actor), query).select_related("unit")


def listed(actor: Actor, unit: Unit, *, below: bool, query: str) -> QuerySet[Report]:
    """The rows of a unit's list: its own reports, or those from below it; words are searched in all one may see."""
    rows = reports(actor, query=query)
    if query:
        return rows
    if not below:
        return rows.filter(unit=unit)
    # What hamlets send is for their commune; above it the communes' own reports are read.
    own = {"hamlet__isnull": True} if unit.level in (Level.PROVINCE, Level.DISTRICT) else {}
    return rows.exclude(unit=unit).filter(**own)


def content_of(report: Report) -> dict:
    """The frozen content of an issued report, or the live one of a draft."""
    if report.state == ReportState.ISSUED:
        return report.frozen_content
    return live_content(report.unit, report.period, CutOff(report.cut_off), report.narrative)


def live_content(unit: Unit, period: Period, cut_off: CutOff, narrative: dict) -> dict:
    """What a report would say if it were issued today, marked as a draft."""
    paper = content.Paper(letterhead_of(unit), signed_on=clock.today(), draft=True)
    return content.build(unit=unit, period=period, cut_off=cut_off, narrative=narrative, paper=paper)


def proposed_number(report: Report) -> int:
    """The number the report would bear if issued today."""
    return next_number(report.unit, clock.today().year, letterhead_of(report.unit).symbol)


def owed(unit: Unit, today: date) -> tuple[list[dict], list[dict]]:
    """The reports a unit owes now and those to come, each {obligation, days_left} (negative once it is late)."""
    due, to_come = (
        [{"obligation": obligation, "days_left": obligation.days_left(today)} for obligation in rows]
        for rows in to_send(unit, today)
    )
    return due, to_come


def file_of(report: Report, format: str) -> ReportFile | None:
    """The file of a report in one of `rendering.FORMATS`; None until it was drawn."""
    return ReportFile.objects.filter(report=report, format=format).first()


def job_of(report: Report) -> Job | None:
    """The job that draws the report's PDF."""
    return Job.objects.filter(key=job_key(report)).first()


def paper_state(actor: Actor, report: Report) -> dict:
    """Of an issued report {file, job, can_draw_again}: its PDF, or the job that draws it; nothing of a draft."""
    if report.state != ReportState.ISSUED:
        return {}
    file = file_of(report, "pdf")
    can_draw_again = actor.has(Permission.EDIT_REPORTS)
    return {"file": file, "job": None if file else job_of(report), "can_draw_again": can_draw_again}


@dataclass(frozen=True)
class Punctuality:
    """The state of one commune's report of one period; `report_id` is its public id once issued."""

    unit: Unit
    report_id: str | None
    issued_at: datetime | None
    due_on: date
    last_day: date
    #: Of a unit that had not begun by then: how many of its predecessors had issued theirs.
    by_predecessors: int = 0

    @property
    def begun(self) -> bool:
        """Whether the unit itself existed on the period's last day."""
        return self.unit.has_begun_by(self.last_day)

    @property
    def words(self) -> tuple[str, str]:
        """State in words and its tone."""
        if not self.begun and self.by_predecessors:
            return _("%(n)d xã tại thời điểm đó đã gửi") % {"n": self.by_predecessors}, "done"
        if not self.begun:
            return _("Chưa thành lập"), "neutral"
        if self.issued_at:
            in_time = is_in_time(self.issued_at, self.due_on)
            return (_("Đúng hạn"), "done") if in_time else (_("Gửi chậm"), "waiting")
        today = clock.today()
        if is_late(self.due_on, today):
            return _("Quá hạn %(days)d ngày") % {"days": -days_left(self.due_on, today)}, "late"
        return _("Chưa gửi"), "neutral"


def punctuality(
    actor: Actor, above: Unit, period: Period, rule: ReportRule, day: date | None = None
) -> list[Punctuality]:
    """Each commune that reports to a unit, by name, with the state of its report of a period; one query. Who reports
    to whom is the rule's chain of command on the period's last day (or on `day`)."""
    due_on = rule.due_on(period)
    issued = reports(actor).filter(
        unit=OuterRef("pk"), kind=period.kind, year=period.year, index=period.index, state=ReportState.ISSUED
    )
    last = period.days(CutOff(rule.cut_off)).last
    taken_over = (
        reports(actor)
        .filter(
            commune=OuterRef("pk"), unit__level=Level.COMMUNE, kind=period.kind, year=period.year,
            index=period.index, state=ReportState.ISSUED,
        )
        .exclude(unit=OuterRef("pk"))
        .order_by()
        .values("commune")
        .annotate(n=Count("pk"))
        .values("n")
    )  # fmt: skip
    communes = communes_on(above, day or last, rule.command_chain).annotate(
        report_id=Subquery(issued.values("public_id")[:1]),
        issued_at=Subquery(issued.values("issued_at")[:1]),
        taken_over=Subquery(taken_over),
    )
    return [
        Punctuality(unit, unit.report_id, unit.issued_at, due_on, last, unit.taken_over or 0)
        for unit in communes
    ]
