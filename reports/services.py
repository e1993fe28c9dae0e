"""Changes to reports: begin, edit, issue; and to a unit's letterhead."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.core import audited_writes, clock, jobs
from portal.core.periods import CutOff, Period
from portal.core.plain_text import plain
from portal.steering.letterheads import services as letterheads
from portal.steering.models import Letterhead
from portal.units.locks import lock_row, lock_unit
from portal.units.models import Unit
from reports import content, policies, reminders
from reports.letterheads import letterhead_of
from reports.models import Report
from reports.rendering import job_key
from reports.rules import rules_for
from reports.sections import narrative_keys
from reports.states import TRANSITIONS

MAX_NARRATIVE = 6000


@transaction.atomic
def begin_report(*, by: AnyActor, unit: Unit, period: Period) -> Report:
    """Begin a unit's report of a period, or give the one already begun."""
    lock_unit(unit)
    begun = Report.objects.unscoped("checked by the policy below").filter(
        unit=unit, kind=period.kind, year=period.year, index=period.index
    )
    rule = rules_for(unit, period.days().last).get(period.kind)
    if rule is None:
        raise LookupError(f"no rule for {period.kind} reports")
    policies.check_begin(by, unit, period.days(CutOff(rule.cut_off)))
    report = begun.order_by("-revision").first()
    if report:
        return report
    report = Report(
        kind=period.kind,
        year=period.year,
        index=period.index,
        cut_off=rule.cut_off,
        due_on=rule.due_on(period),
    )
    report.place_in(unit)
    return audited_writes.add_row(report, by=by, action="report.open")


@transaction.atomic
def save_narrative(*, by: AnyActor, report: Report, version: int, narrative: dict[str, str]) -> Report:
    """Keep the officer's text. Raises Refused once issued, Conflict when someone else saved meanwhile."""
    lock_row(report)
    policies.check_transition(by, report, "edit")
    return audited_writes.change_row(
        report, by=by, action="report.edit", version=version, narrative=_checked(report, narrative)
    )


@transaction.atomic
def issue_report(*, by: AnyActor, report: Report, version: int, number: int | None = None) -> Report:
    """Issue a report: freeze its content with its hash, give it a number, and ask for its PDF, all at once.

    Raises Refused once issued, ValidationError for a number in use or a paper without signer.
    """
    lock_unit(report.unit)
    lock_row(report)
    policies.check_transition(by, report, "issue")
    letterhead = letterhead_of(report.unit)
    if not letterhead.signer:
        raise ValidationError(
            _("Chưa có tên người ký. Vào “Thông tin thể thức” điền tên người ký rồi gửi lại.")
        )
    today = clock.today()
    number = number or next_number(report.unit, today.year, letterhead.symbol)
    _check_number_free(report, today.year, letterhead.symbol, number)
    frozen = content.build(
        unit=report.unit,
        period=report.period,
        cut_off=CutOff(report.cut_off),
        narrative=report.narrative,
        paper=content.Paper(letterhead, signed_on=today, number=number),
    )
    audited_writes.change_row(
        report,
        by=by,
        action="report.submit",
        version=version,
        state=TRANSITIONS["issue"].target,
        number=number,
        number_year=today.year,
        symbol=letterhead.symbol,
        content=frozen,
        content_hash=content.content_digest(frozen),
        issued_at=clock.now(),
        issued_by=by.user,
    )
    reminders.settle(report)
    jobs.enqueue("reports.draw_pdf", key=job_key(report), report_id=report.pk)
    return report


def set_letterhead(*, by: AnyActor, unit: Unit, **details: Any) -> Letterhead:
    """Keep the head and foot of a unit's reports; those already issued keep theirs."""
    return letterheads.set_letterhead(by=by, unit=unit, proposal=letterhead_of(unit), **details)


def next_number(unit: Unit, year: int, symbol: str) -> int:
    """The number after the last one given this year in the unit's series."""
    used = Report.objects.unscoped("numbers of the unit's own series").filter(
        unit=unit, number_year=year, symbol=symbol
    )
    return (used.aggregate(last=Max("number"))["last"] or 0) + 1


def _check_number_free(report: Report, year: int, symbol: str, number: int) -> None:
    taken = Report.objects.unscoped("numbers of the unit's own series").filter(
        unit=report.unit, number_year=year, symbol=symbol, number=number
    )
    if taken.exists():
        raise ValidationError(
            {
                "number": _("Số %(number)02d/%(symbol)s đã dùng trong năm. Chọn số khác.")
                % {"number": number, "symbol": symbol}
            }
        )


def _checked(report: Report, narrative: dict[str, str]) -> dict[str, str]:
    kept = {key: plain(narrative.get(key, "")).strip() for key in narrative_keys(report.unit, report.period)}
    too_long = {key: text for key, text in kept.items() if len(text) > MAX_NARRATIVE}
    if too_long:
        raise ValidationError(
            {
                key: _("Mục này dài quá %(max)d ký tự. Rút gọn lại.") % {"max": MAX_NARRATIVE}
                for key in too_long
            }
        )
    return {key: text for key, text in kept.items() if text}
