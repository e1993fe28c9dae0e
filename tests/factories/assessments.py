"""Sheets of the yearly assessment, made through the services."""

from collections.abc import Iterable
from datetime import date

from portal.accounts.actor import Actor
from portal.bodies.models import Body
from portal.core import clock
from portal.steering.assessments.selectors import roll_of
from portal.steering.assessments.services import Judgement, decide, judge, propose, register_subjects
from portal.steering.models import AssessmentCriterion, AssessmentSheet, AssessmentTerm
from portal.units.models import Unit
from tests.factories.units import SYSTEM


def rules_since_long_ago() -> None:
    """Let the rules seeded for 2022 hold for every year: the tests' clock stands in 2019."""
    AssessmentTerm.objects.update(valid_from=None)
    AssessmentCriterion.objects.update(valid_from=None)


def sheet(
    subject: Unit | Body, *, by: Actor | None = None, on: date | None = None, commune: Unit | None = None
) -> AssessmentSheet:
    """A sheet of this year: the subject registered on a day, by default 1 March."""
    year = clock.today().year
    keeper = commune or (subject.unit.commune if isinstance(subject, Body) else subject.commune)
    [made] = register_subjects(
        by=by or SYSTEM, commune=keeper, year=year, subjects=[subject], on=on or date(year, 3, 1), late=True
    )
    return made


def criteria(made: AssessmentSheet) -> list[AssessmentCriterion]:
    """The criteria by which a sheet is judged."""
    return roll_of(SYSTEM, made.keeper, made.year).rules.criteria[made.kind]


def judged(
    made: AssessmentSheet,
    *,
    by: Actor | None = None,
    failed: Iterable[str] = (),
    left: Iterable[str] = (),
    late: bool = True,
) -> AssessmentSheet:
    """The same sheet with all criteria met, but those `failed` and those `left` open."""
    said = {
        row: Judgement("not-met" if row.key in set(failed) else "met", "Ghi chú minh họa")
        for row in criteria(made)
        if row.key not in set(left)
    }
    return judge(by=by or SYSTEM, sheet=made, version=made.version, judgements=said, late=late)


def proposed(made: AssessmentSheet, *, by: Actor | None = None, on: date | None = None) -> AssessmentSheet:
    """The same sheet, proposed on a day."""
    return propose(by=by or SYSTEM, sheet=made, version=made.version, on=on or clock.today(), late=True)


def decided(
    made: AssessmentSheet, outcome: str = "recognised", *, by: Actor | None = None, on: date | None = None
) -> AssessmentSheet:
    """The same sheet with a decision."""
    return decide(
        by=by or SYSTEM,
        sheet=made,
        version=made.version,
        outcome=outcome,
        on=on or clock.today(),
        code="12/QĐ-UBND",
        note="Ghi chú minh họa",
        late=True,
    )


def recognised(subject: Unit | Body, **more: object) -> AssessmentSheet:
    """A sheet taken all the way: registered, judged, proposed, recognised."""
    return decided(proposed(judged(sheet(subject, **more))))
