"""Which report rule holds for a unit, and which reports it owes around a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from portal.core.periods import CutOff, Days, Period, PeriodKind
from portal.units.choices import Level
from portal.units.models import Unit, valid_on
from reports.deadlines import days_left
from reports.models import Report, ReportRule
from reports.states import ReportState


def rules_for(unit: Unit, day: date) -> dict[PeriodKind, ReportRule]:
    """The rule of each kind for a unit on a day: its own, else the nearest above, else the common one."""
    above = [unit.pk, unit.hamlet_id, unit.commune_id, unit.district_id, unit.province_id]
    line = [pk for pk in above if pk] + [None]
    found: dict[PeriodKind, ReportRule] = {}
    rows = ReportRule.objects.filter(valid_on(day)).filter(unit__isnull=True) | ReportRule.objects.filter(
        valid_on(day), unit__in=line[:-1]
    )
    # Of rules that overlap, the one that began last holds.
    rows = rows.order_by(F("valid_from").desc(nulls_last=True))
    for rule in sorted(rows, key=lambda rule: line.index(rule.unit_id)):
        found.setdefault(PeriodKind(rule.kind), rule)
    return found


# A report asks for attention from so many days before the last day in time.
DUE_WITHIN_DAYS = 10


@dataclass(frozen=True)
class Obligation:
    """A report that a unit owes: its period, the last day in time, and the report where it was begun."""

    period: Period
    due_on: date
    report: Report | None = None

    def days_left(self, today: date) -> int:
        """Days until the last day in time; negative when it has passed."""
        return days_left(self.due_on, today)

    def is_due(self, today: date) -> bool:
        """Whether it is late or its last day in time is at most `DUE_WITHIN_DAYS` away."""
        return self.days_left(today) <= DUE_WITHIN_DAYS


def recent_periods(today: date) -> list[Period]:
    """Periods one may want to report by hand: the last fifteen months, half-years and years begun, newest first."""
    found = []
    for kind, count in ((PeriodKind.MONTH, 15), (PeriodKind.HALF_YEAR, 4), (PeriodKind.YEAR, 3)):
        newest = Period.around(kind, today)
        found += [newest.shift(-n) for n in range(count)]
    return found


def due_around(unit: Unit, today: date, *, behind: int = 35, ahead: int = 45) -> list[Obligation]:
    """Reports of a unit due from `behind` days ago to `ahead` days on, the soonest first.

    The second half-year owes no report of its own: the yearly one stands for it (S4.1).
    """
    first, last = today - timedelta(days=behind), today + timedelta(days=ahead)
    owed = []
    for kind, rule in rules_for(unit, today).items():
        if rule.unit_id is None and unit.level in (Level.PROVINCE, Level.DISTRICT):
            # The plan binds hamlets and communes; those above owe a report only by a rule of their own.
            continue
        period = Period.around(kind, today, CutOff(rule.cut_off)).shift(-2)
        for _step in range(5):
            due_on = period.due_on(rule.due_day, rule.due_month_offset)
            second_half = kind == PeriodKind.HALF_YEAR and period.index == 2
            if (
                first <= due_on <= last
                and not second_half
                and _existed_in(unit, period.days(CutOff(rule.cut_off)))
            ):
                owed.append(Obligation(period, due_on))
            period = period.next()
    begun = {
        report.period: report
        for report in Report.objects.unscoped("a unit's own obligations")
        .defer("content", "narrative")
        .filter(unit=unit, year__gte=first.year - 1)
    }
    return sorted(
        (Obligation(o.period, o.due_on, begun.get(o.period)) for o in owed),
        key=lambda o: (o.due_on, o.period.kind),
    )


def to_send(unit: Unit, today: date) -> tuple[list[Obligation], list[Obligation]]:
    """Reports a unit owes and has not issued: those that are due (`Obligation.is_due`), then those still to come.

    What a first page counts are the due ones; the list of reports shows both, apart.
    """
    waiting = [
        owed
        for owed in due_around(unit, today)
        if not (owed.report and owed.report.state == ReportState.ISSUED)
    ]
    return [o for o in waiting if o.is_due(today)], [o for o in waiting if not o.is_due(today)]


def _existed_in(unit: Unit, days: Days) -> bool:
    """Whether a unit stood on the last day that a report covers: nobody reports for days before their unit began."""
    return unit.is_valid_on(days.last)
