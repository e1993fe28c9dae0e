"""The terms and criteria that hold for a year, read from their dated rows."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import F

from portal.steering.assessments.rules import Window, rules_day, window_of
from portal.steering.choices import SubjectKind
from portal.steering.models import AssessmentCriterion, AssessmentTerm
from portal.units.models import valid_on


@dataclass(frozen=True)
class YearRules:
    """What holds for one year. A year before the first term has none: `exist` is False then."""

    year: int
    terms: dict[SubjectKind, AssessmentTerm]
    criteria: dict[SubjectKind, list[AssessmentCriterion]]

    @property
    def exist(self) -> bool:
        """Whether every kind of subject has its days."""
        return set(self.terms) == set(SubjectKind)

    @cached_property
    def windows(self) -> dict[SubjectKind, Window]:
        """The window of each kind."""
        return {
            kind: window_of(
                self.year,
                starts=term.starts,
                ends=term.ends,
                registers_from=term.registers_from,
                registers_until=term.registers_until,
                decides_before=term.decides_before,
            )
            for kind, term in self.terms.items()
        }

    @property
    def percents(self) -> tuple[int, int]:
        """The percent of subjects that must have registered, and been recognised, for their commune to be."""
        own = self.terms[SubjectKind.COMMUNE]
        return own.registered_percent or 0, own.recognised_percent or 0


def year_rules(year: int) -> YearRules:
    """The rules of a year; of rows that overlap, the one that began last holds."""
    day = rules_day(year)
    begun = F("valid_from").asc(nulls_first=True)
    terms = {
        SubjectKind(term.subject): term
        for term in AssessmentTerm.objects.filter(valid_on(day)).order_by(begun)
    }
    latest = {
        (row.subject, row.key): row
        for row in AssessmentCriterion.objects.filter(valid_on(day)).order_by(begun)
    }
    criteria: dict[SubjectKind, list[AssessmentCriterion]] = {kind: [] for kind in SubjectKind}
    for row in sorted(latest.values(), key=lambda row: row.place):
        criteria[SubjectKind(row.subject)].append(row)
    return YearRules(year, terms, criteria)
