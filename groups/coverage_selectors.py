"""Queries of coverage: each subject's measure with its base and target, and how former communes add up."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from groups.choices import CoverageSubject
from groups.indicators import COVERAGE, SUBJECT_OF
from groups.models import CoverageBase
from portal.core import indicators
from portal.core.indicators import Indicator, Known, Measure
from portal.core.ordering import sort_key
from portal.core.periods import Days
from portal.steering.plans.selectors import targets_of_area
from portal.units import figures
from portal.units.areas import Area
from portal.units.drilldown import link
from portal.units.models import Unit, UnitVersion, valid_on


@dataclass(frozen=True)
class CoverageLine:
    """One subject's coverage in a unit, its base and its target."""

    indicator: Indicator
    measure: Measure
    subject: CoverageSubject
    base: CoverageBase | None
    target: int | None
    href: str

    @property
    def has_group(self) -> bool:
        """Which of the two measures this is: who has a group, or who takes part."""
        return self.indicator.key.startswith("coverage.has-group.")

    @property
    def entered_none(self) -> bool:
        """Whether the unit said itself that it has none of these: then there is no rate, and nothing to enter."""
        return self.base is not None and self.base.count == 0

    @property
    def begun(self) -> bool:
        """Whether the model had begun here by the day."""
        return self.measure.known is not Known.NOT_APPLICABLE

    @property
    def parts(self) -> str:
        """The numerator and the base of the measure, in words."""
        return figures.parts(self.measure)

    @property
    def over(self) -> str:
        """Over how many communes the ratio is counted; empty where all have a total."""
        return figures.counted_over(self.measure)


def coverage(area: Area) -> list[CoverageLine]:
    """Coverage of an area on the day of its map, subject by subject. The two measures are separate by `has_group`."""
    unit, day = area.unit, area.day
    days = _days_of(day)
    measures = indicators.measure(COVERAGE, area, [days])
    targets = targets_of_area(area)
    bases = {base.subject: base for base in held_bases(unit).filter(year=day.year)}
    lines = []
    for indicator in COVERAGE:
        subject = SUBJECT_OF[indicator.key]
        is_part = indicator.key.startswith("coverage.takes-part.")
        lines.append(
            CoverageLine(
                indicator,
                measures[indicator.key][0],
                subject,
                bases.get(subject),
                targets.get(subject) if is_part else 100,
                link(indicator, area, days),
            )
        )
    return lines


def held_bases(unit: Unit) -> QuerySet[CoverageBase]:
    """What a unit has set as denominators, of all years."""
    return CoverageBase.objects.unscoped("bases of one unit").filter(unit=unit)


@dataclass(frozen=True)
class FormerLine:
    """What one commune of the day's map brings to a unit's coverage of today."""

    name: str
    measures: list[Measure]

    @property
    def parts(self) -> list[str]:
        """Each measure by its two parts; "—" where the commune has no total or had not begun."""
        return [figures.parts(measure) for measure in self.measures]


def by_former_commune(area: Area) -> list[FormerLine]:
    """Coverage on today's map, commune by commune as they were: their parts add up to the whole."""
    days = _days_of(area.day)
    parts = indicators.measure_by(COVERAGE, area, days, "then_commune")
    names = {
        version.unit_id: version.title
        for version in UnitVersion.objects.filter(valid_on(area.day), unit__in=[pk for pk in parts if pk])
    }
    lines = [
        FormerLine(names.get(pk, "") if pk else "", [found[indicator.key] for indicator in COVERAGE])
        for pk, found in parts.items()
    ]
    return sorted(lines, key=lambda line: sort_key(line.name))


def _days_of(day: date) -> Days:
    return Days(day.replace(day=1), date.fromordinal(day.toordinal() + 1))
