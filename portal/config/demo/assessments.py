"""The year 2025 of "An toàn về an ninh, trật tự" in Thuận Lợi (S2.8): seven of eight areas recognised, one not, and
the commune with them; an enterprise without a size stands apart. All invented."""

from datetime import date, datetime, time
from functools import partial

from django.utils import timezone

from portal.config.demo.stage import Stage
from portal.config.demo.timeline import Timeline
from portal.steering.assessments.selectors import roll_of
from portal.steering.assessments.services import Judgement, decide, judge, propose, register_subjects
from portal.steering.choices import AssessmentOutcome, CriterionVerdict, SubjectKind
from portal.steering.models import AssessmentSheet

COMMUNE, YEAR = "25387", 2025
#: Registered before the commune was formed; it goes on with the registrations of those that it was formed of.
REGISTERED_ON, ENTERED_ON = date(2025, 3, 12), date(2025, 8, 29)
#: Areas by 5 November, the rest by 18 November: judged and proposed, then decided.
AREAS_JUDGED, AREAS_DECIDED = date(2025, 11, 5), date(2025, 11, 12)
REST_JUDGED, REST_DECIDED = date(2025, 11, 17), date(2025, 11, 19)
FAILING = "Thuận Phú"
_FAILED = "Một vụ cố ý gây thương tích trong tháng 9"


def schedule_assessments(timeline: Timeline, stage: Stage, code: str, officer: str) -> None:
    """Let the officer of Thuận Lợi enter the year as it went; other communes assess nobody."""
    if code != COMMUNE:
        return
    for day, do in (
        (ENTERED_ON, _register),
        (AREAS_JUDGED, partial(_judge, areas=True)),
        (AREAS_DECIDED, partial(_decide, areas=True)),
        (REST_JUDGED, partial(_judge, areas=False)),
        (REST_DECIDED, partial(_decide, areas=False)),
    ):
        at = datetime.combine(day, time(15), tzinfo=timezone.get_default_timezone())
        timeline.at(at, partial(do, stage, officer))


def _register(stage: Stage, officer: str) -> None:
    by, commune = stage.actor(officer), stage.unit(COMMUNE)
    waiting = [entry.subject for entry in roll_of(by, commune, YEAR).all() if entry.may_register]
    register_subjects(by=by, commune=commune, year=YEAR, subjects=waiting, on=REGISTERED_ON)


def _sheets(stage: Stage, officer: str, areas: bool) -> list[AssessmentSheet]:
    roll = roll_of(stage.actor(officer), stage.unit(COMMUNE), YEAR)
    return [entry.sheet for entry in roll.all() if entry.sheet and (entry.kind == SubjectKind.AREA) is areas]


def _judge(stage: Stage, officer: str, *, areas: bool) -> None:
    by = stage.actor(officer)
    criteria = roll_of(by, stage.unit(COMMUNE), YEAR).rules.criteria
    for sheet in _sheets(stage, officer, areas):
        met = Judgement(CriterionVerdict.MET)
        # The shares of the commune are told once the others are decided on.
        said = {row: met for row in criteria[sheet.kind] if not row.is_of_shares}
        if FAILING in sheet.name:
            failed = Judgement(CriterionVerdict.NOT_MET, _FAILED)
            said |= {row: failed for row in said if row.key == "crime"}
        judge(by=by, sheet=sheet, version=sheet.version, judgements=said)
        if sheet.kind != SubjectKind.COMMUNE and FAILING not in sheet.name:
            propose(by=by, sheet=sheet, version=sheet.version, on=AREAS_JUDGED if areas else REST_JUDGED)


def _decide(stage: Stage, officer: str, *, areas: bool) -> None:
    by = stage.actor(officer)
    for sheet in _sheets(stage, officer, areas):
        failed = FAILING in sheet.name
        if not sheet.proposed_on and not failed:
            continue
        decide(
            by=by,
            sheet=sheet,
            version=sheet.version,
            outcome=AssessmentOutcome.NOT_RECOGNISED if failed else AssessmentOutcome.RECOGNISED,
            on=AREAS_DECIDED if areas else REST_DECIDED,
            code="112/QĐ-UBND" if areas else "118/QĐ-UBND",
            note=_FAILED if failed else "",
        )
    if not areas:
        _decide_on_commune(stage, officer)


def _decide_on_commune(stage: Stage, officer: str) -> None:
    by = stage.actor(officer)
    roll = roll_of(by, stage.unit(COMMUNE), YEAR)
    sheet = roll.own.sheet
    if sheet is None:
        raise LookupError("the commune was not registered")
    shares = {
        row: Judgement(CriterionVerdict.MET) for row in roll.rules.criteria[sheet.kind] if row.is_of_shares
    }
    judge(by=by, sheet=sheet, version=sheet.version, judgements=shares)
    propose(by=by, sheet=sheet, version=sheet.version, on=REST_DECIDED)
    recognised = AssessmentOutcome.RECOGNISED
    decide(by=by, sheet=sheet, version=sheet.version, outcome=recognised, on=REST_DECIDED, code="119/QĐ-UBND")
