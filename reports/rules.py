"""Which report rule holds for a unit, and which reports it owes around a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from portal.core.deadlines import days_left
from portal.core.periods import CutOff, Period, PeriodKind
from portal.units.choices import Level
from portal.units.models import Unit
from reports.models import Report, ReportRule
from reports.states import ReportState


def rules_for(unit: Unit, day: date) -> dict[PeriodKind, ReportRule]:
    """The rule of each kind for a unit on a day: its own, else the nearest above, else the common one."""
    return _holding(_rules_over(unit), day)


def _rules_over(unit: Unit) -> list[ReportRule]:
    """All rules that hold or held for a unit, the one that precedes the others first (see `rules_for`)."""
    above = [unit.pk, unit.hamlet_id, unit.commune_id, unit.district_id, unit.province_id]
    line = [pk for pk in above if pk] + [None]
    rows = ReportRule.objects.filter(Q(unit__isnull=True) | Q(unit__in=line[:-1]))
    # Of rules that overlap, the one that began last holds.
    rows = rows.order_by(F("valid_from").desc(nulls_last=True))
    return sorted(rows, key=lambda rule: line.index(rule.unit_id))


def _holding(rules: list[ReportRule], day: date) -> dict[PeriodKind, ReportRule]:
    found: dict[PeriodKind, ReportRule] = {}
    for rule in rules:
        if rule.is_valid_on(day):
            found.setdefault(PeriodKind(rule.kind), rule)
    return found


# A report needs attention from so many days before the last day in time.
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

    Each period is owed by the rule of its own last day, as the report is that is begun for it; a rule that changed since
    changes nothing for it.
    """
    first, last = today - timedelta(days=behind), today + timedelta(days=ahead)
    rules = _rules_over(unit)
    owed = []
    for kind in PeriodKind:
        around = Period.around(kind, today)
        # Of months, due from the month before their last one to the second after it.
        for period in (around.shift(count) for count in range(-4, 4)):
            rule = _holding(rules, period.days().last).get(kind)
            due_on = rule.due_on(period) if rule else None
            if rule and due_on and first <= due_on <= last and _owes(unit, period, rule):
                owed.append(Obligation(period, due_on))
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


def _owes(unit: Unit, period: Period, rule: ReportRule) -> bool:
    """Whether a unit owes the report of a period, given the rule of that period."""
    if rule.unit_id is None and unit.level in (Level.PROVINCE, Level.DISTRICT):
        # The plan binds hamlets and communes; those above owe a report only by a rule of their own.
        return False
    if period.kind == PeriodKind.HALF_YEAR and period.index == 2:
        # The yearly report stands for it (S4.1).
        return False
    # Nobody reports for days before their unit began, or after it ended.
    return unit.is_valid_on(period.days(CutOff(rule.cut_off)).last)
