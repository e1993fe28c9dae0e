"""Where a unit stands beside its targets. What is counted, the registry of indicators says; which of its figures measures
a subject is said here, by key."""

from dataclasses import dataclass
from datetime import date

from portal.accounts.actor import AnyActor
from portal.core import clock, indicators
from portal.core.indicators import Indicator, Measure
from portal.core.periods import Days
from portal.steering.choices import TargetSubject
from portal.steering.models import Plan
from portal.steering.plans.selectors import TargetFromAbove, targets_by_subject, targets_from_above
from portal.units import figures
from portal.units.areas import Area
from portal.units.drilldown import link

#: The key of the figure that measures each subject; organisations and forces have none yet.
MEASURED_BY = {
    TargetSubject.AGENCIES: "coverage.takes-part.agencies",
    TargetSubject.HAMLETS: "coverage.takes-part.hamlets",
    TargetSubject.SELF_MANAGED_TEAMS: "coverage.has-group.residents-groups",
    TargetSubject.ENTERPRISES: "coverage.takes-part.enterprises",
    TargetSubject.HOUSEHOLDS: "coverage.takes-part.households",
    TargetSubject.TIPS: "tips.in-time",
}


@dataclass(frozen=True)
class TargetStanding:
    """A subject in a year: its target, the one from above, and what the portal counts."""

    subject: TargetSubject
    target: int | None
    above: TargetFromAbove | None
    indicator: Indicator | None
    measure: Measure | None
    href: str

    @property
    def is_lower_than_above(self) -> bool:
        """Whether the unit wants less than the unit above wants of it."""
        return self.above is not None and self.target is not None and self.target < self.above.percent

    @property
    def value(self) -> float | int | None:
        """What is reached, in percent; None where it is not known."""
        return self.measure.value if self.measure else None

    @property
    def is_met(self) -> bool | None:
        """Whether the target is reached; None where either is not known."""
        if self.value is None or self.target is None:
            return None
        return self.value >= self.target

    @property
    def parts(self) -> str:
        """Both parts of the figure, "7/8"."""
        return figures.parts(self.measure) if self.measure else figures.NOTHING


def standings(actor: AnyActor, plan: Plan, year: int, *, today: date | None = None) -> list[TargetStanding]:
    """Where the plan's unit stands in a year, subject by subject: those with a target of the plan or from above. Until
    the year is over, as of today; a year that has not begun is not counted. Figures whose rows a person may not see are
    left out."""
    own = targets_by_subject(plan)
    above = targets_from_above(plan, year)
    subjects = [
        subject for subject in TargetSubject if own.get((subject, year)) is not None or subject in above
    ]
    known = {subject: found for subject in subjects if (found := _indicator(actor, plan, subject))}
    days = days_counted(year, today or clock.today())
    measures, area = {}, None
    if days and known:
        area = Area.of(plan.unit, days.last)
        measures = indicators.measure(list(known.values()), area, [days])
    lines = []
    for subject in subjects:
        indicator = known.get(subject)
        measure = measures[indicator.key][0] if indicator and measures else None
        href = link(indicator, area, days) if indicator and measure and area and days else ""
        lines.append(
            TargetStanding(subject, own.get((subject, year)), above.get(subject), indicator, measure, href)
        )
    return lines


def days_counted(year: int, today: date) -> Days | None:
    """The days of a year up to today; None before it has begun."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    return Days(first, date.fromordinal(last.toordinal() + 1)) if first <= last else None


def _indicator(actor: AnyActor, plan: Plan, subject: TargetSubject) -> Indicator | None:
    key = MEASURED_BY.get(subject)
    if key is None:
        return None
    indicator = indicators.get(key)
    model = indicator.source.rows(plan.unit).model
    return indicator if actor.may(model.scope_permission, plan.unit) else None
