"""Reads about groups and coverage; the first argument is the actor who reads."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from groups.choices import Subject
from groups.indicators import COVERAGE, SUBJECT_OF
from groups.models import CoverageBase, CoverageTarget, Group, GroupConfirmation, MemberCount
from portal.accounts.permissions import Permission
from portal.core import clock, indicators
from portal.core.folding import pattern
from portal.core.indicators import Indicator, Measure
from portal.core.periods import Days, Period, PeriodKind
from portal.hierarchy.drilldown import link
from portal.hierarchy.models import Unit


def groups(actor, *, query: str = "") -> QuerySet[Group]:
    """The groups an actor may see; words are found without accents."""
    found = Group.objects.visible_to(actor)
    words = pattern(query)
    return found.filter(search__contains=words) if words else found


def with_members(rows: QuerySet[Group]) -> QuerySet[Group]:
    """Groups with their present count beside them (`members`, `counted_on`)."""
    present = MemberCount.objects.unscoped("counts of groups already in scope").filter(
        group=OuterRef("pk"), superseded_on=None
    )
    return rows.annotate(
        members=Subquery(present.values("members")[:1]), counted_on=Subquery(present.values("counted_on")[:1])
    )


def counts(actor) -> QuerySet[MemberCount]:
    return MemberCount.objects.visible_to(actor)


def confirmations(actor) -> QuerySet[GroupConfirmation]:
    return GroupConfirmation.objects.visible_to(actor)


def to_confirm(actor) -> QuerySet[Group]:
    """Standing groups of the actor's whose state nobody confirmed this month."""
    rows = Group.objects.visible_to(actor).filter(closed_on__isnull=True)
    if not actor.has(Permission.CONFIRM_GROUPS):
        return rows.none()
    month = Period.around(PeriodKind.MONTH, clock.today()).days()
    told = GroupConfirmation.objects.visible_to(actor).filter(confirmed_on__gte=month.start)
    return with_members(rows.exclude(pk__in=told.values("group"))).order_by("kind", "name")


@dataclass(frozen=True)
class CoverageLine:
    """One subject's coverage in a unit, its base and its target."""

    indicator: Indicator
    measure: Measure
    subject: Subject
    base: CoverageBase | None
    target: int | None
    href: str

    @property
    def has_group(self) -> bool:
        """Which of the two measures this is: who has a group, or who takes part."""
        return self.indicator.key.startswith("coverage.has-group.")


def coverage(unit: Unit, day: date) -> list[CoverageLine]:
    """Coverage of a unit on a day, subject by subject. The two measures stand apart by `has_group`."""
    days = Days(day.replace(day=1), date.fromordinal(day.toordinal() + 1))
    measures = indicators.measure(COVERAGE, unit, [days])
    targets = dict(
        CoverageTarget.objects.unscoped("targets of one unit")
        .filter(unit=unit, year=day.year)
        .values_list("subject", "percent")
    )
    bases = {
        base.subject: base
        for base in CoverageBase.objects.unscoped("bases of one unit").filter(unit=unit, year=day.year)
    }
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
                link(indicator, unit, days),
            )
        )
    return lines
