"""Changes to the yearly assessment: register, judge criteria, propose, decide, and the undo of each.

All of them are refused once the calendar year of the sheet is over. After the time to decide has passed they ask for
`late=True`, by which a person says that they know, and leave the day in `AssessmentSheet.late_on`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.bodies.models import Body
from portal.core import audit, audited_writes, clock
from portal.core.errors import NotNow
from portal.core.formatting import day as day_words
from portal.core.not_ahead import check_not_ahead
from portal.core.plain_text import plain_line
from portal.steering import policies
from portal.steering.assessments.reasons import obstacle_words, why_apart
from portal.steering.assessments.rules import Obstacle, Window, is_open
from portal.steering.assessments.selectors import Entry, Roll, kind_of, marks_of, roll_of
from portal.steering.assessments.year_rules import year_rules
from portal.steering.choices import AssessmentOutcome, CriterionVerdict, SheetStage
from portal.steering.models import AssessmentCriterion, AssessmentSheet, CriterionMark
from portal.steering.secrecy import check_not_secret
from portal.units.locks import lock_row, lock_unit
from portal.units.models import Unit


@dataclass(frozen=True)
class Judgement:
    """What a person says of one criterion; an empty verdict: not yet judged."""

    verdict: str = ""
    note: str = ""


class RegistrationDetails(TypedDict, total=False):
    """The day of a registration; `late`: the person knows that a time has passed."""

    on: Required[date]
    late: bool


class DecisionDetails(TypedDict, total=False):
    """What was decided of a subject, on which day, by which paper and why; `late`: after the time to decide."""

    outcome: Required[str]
    on: Required[date]
    code: str
    note: str
    late: bool


@transaction.atomic
def register_subjects(
    *,
    by: AnyActor,
    commune: Unit,
    year: int,
    subjects: Iterable[Unit | Body],
    **registration: Unpack[RegistrationDetails],
) -> list[AssessmentSheet]:
    """Enter that some of a commune's subjects registered on a day; the sheets written. Who is registered already keeps its day.

    Raises ValidationError by field (`subjects`, `on`, `late`), NotNow once the year is over, Refused.
    """
    # A subject has one sheet a year.
    lock_unit(commune)
    policies.check_assess(by, commune)
    _check_open(year)
    _check_day(registration["on"], year)
    roll = roll_of(by, commune, year)
    entries = {entry.subject: entry for entry in roll.all()}
    wanted = list(dict.fromkeys(subjects))
    strangers = [subject for subject in wanted if subject not in entries]
    if strangers:
        raise ValidationError({"subjects": _("Có nơi không thuộc xã này trong năm xét. Tải lại trang.")})
    chosen = [entries[subject] for subject in wanted]
    return [_register(by, entry, year, registration) for entry in chosen if entry.registered_on is None]


def _register(by: AnyActor, entry: Entry, year: int, registration: RegistrationDetails) -> AssessmentSheet:
    on, late = registration["on"], registration.get("late", False)
    if not entry.may_register:
        raise ValidationError({"subjects": f"{entry.name}: {why_apart(entry)}"})
    if entry.window.is_past_registration(on) and not late:
        raise ValidationError(
            {
                "late": _("Hạn đăng ký là %(day)s. Đăng ký sau ngày này thì không được công nhận năm nay.")
                % {"day": day_words(entry.window.register_until)}
            }
        )
    values = {"registered_on": on, **_lateness(entry.window, late)}
    if entry.sheet:
        return audited_writes.change_row(entry.sheet, by=by, action="assessment.register", **values)
    body = entry.body
    sheet = AssessmentSheet(subject=kind_of(entry.subject), body=body, year=year, **values)
    if body:
        sheet.place_like(body)
    elif isinstance(entry.subject, Unit):
        sheet.place_in(entry.subject)
    return audited_writes.add_row(sheet, by=by, action="assessment.register")


@transaction.atomic
def unregister(*, by: AnyActor, sheet: AssessmentSheet, late: bool = False) -> AssessmentSheet:
    """Undo a registration entered by mistake; what was judged stays on the sheet. One not registered stays as it is.

    Raises NotNow for a sheet that was proposed or decided on, and once the year is over; ValidationError, Refused.
    """
    window = _begin(by, sheet)
    if sheet.stage == SheetStage.UNREGISTERED:
        return sheet
    if sheet.stage != SheetStage.REGISTERED:
        raise NotNow(
            _("%(name)s đã được đề nghị hoặc đã có kết quả. Rút đề nghị trước.") % {"name": sheet.name}
        )
    return audited_writes.change_row(
        sheet, by=by, action="assessment.unregister", registered_on=None, **_lateness(window, late)
    )


@transaction.atomic
def judge(
    *,
    by: AnyActor,
    sheet: AssessmentSheet,
    version: int,
    judgements: Mapping[AssessmentCriterion, Judgement],
    late: bool = False,
) -> AssessmentSheet:
    """Say of some criteria whether they are met; the others stay as they are. What did not change keeps who judged it.

    Raises ValidationError by criterion key, NotNow for a sheet that is not registered or is decided on, Conflict, Refused.
    """
    window = _begin(by, sheet, version)
    check_under_way(sheet)
    roll = roll_of(by, sheet.keeper, sheet.year)
    own = {row.pk for row in roll.rules.criteria[sheet.kind]}
    if any(criterion.pk not in own for criterion in judgements):
        raise ValidationError(_("Tiêu chí không thuộc bộ tiêu chí của nơi này. Tải lại trang."))
    before = {mark.criterion_id: mark for mark in marks_of(sheet)}
    said = {criterion: Judgement(one.verdict, plain_line(one.note)) for criterion, one in judgements.items()}
    changed = {
        criterion: one for criterion, one in said.items() if one != _judgement(before.get(criterion.pk))
    }
    lateness = _lateness(window, late)
    if not changed:
        return sheet
    _check_shares(changed, roll)
    after = before | {
        criterion.pk: _mark(by, sheet, criterion, one, before.get(criterion.pk))
        for criterion, one in changed.items()
    }
    _count_change(sheet, **lateness)
    changes = _counts(before.values(), after.values())
    changes["criterion_keys"] = sorted(criterion.key for criterion in changed)
    audit.record(by=by, action="assessment.judge", row=sheet, changes=changes)
    return sheet


def _judgement(mark: CriterionMark | None) -> Judgement:
    return Judgement(mark.verdict, mark.note) if mark else Judgement()


def _check_shares(changed: Mapping[AssessmentCriterion, Judgement], roll: Roll) -> None:
    """The criterion of the commune's shares is met only while the portal counts that they are reached."""
    for criterion, said in changed.items():
        if criterion.is_of_shares and said.verdict == CriterionVerdict.MET and roll.shares_hold is not True:
            found = Obstacle.SHARES_UNKNOWN if roll.shares_hold is None else Obstacle.SHARES_MISSED
            raise ValidationError({criterion.key: obstacle_words([found])})


def _mark(
    by: AnyActor,
    sheet: AssessmentSheet,
    criterion: AssessmentCriterion,
    said: Judgement,
    kept: CriterionMark | None,
) -> CriterionMark:
    """Write what was judged of one criterion. Raises ValidationError at its key."""
    mark = CriterionMark(
        pk=kept.pk if kept else None,
        sheet=sheet,
        criterion=criterion,
        verdict=said.verdict,
        note=said.note,
        by=by.user,
        at=clock.now(),
    )
    try:
        mark.clean_fields(exclude={"by"})
        check_not_secret(mark, ["note"])
    except ValidationError as problem:
        raise ValidationError({criterion.key: problem.messages}) from problem
    mark.save()
    return mark


def _counts(before: Iterable[CriterionMark], after: Iterable[CriterionMark]) -> dict[str, Any]:
    """How many criteria were and are met and failed, as the audit log keeps it."""
    counts = [Counter(mark.verdict for mark in marks) for marks in (before, after)]
    return {
        "criteria_met": [count[CriterionVerdict.MET] for count in counts],
        "criteria_failed": [count[CriterionVerdict.NOT_MET] for count in counts],
    }


def _count_change(sheet: AssessmentSheet, **values: Any) -> None:
    """The version counts what was judged, too: whoever read the old one conflicts."""
    sheet.version += 1
    for name, value in values.items():
        setattr(sheet, name, value)
    rows = AssessmentSheet.objects.unscoped("the row is locked").filter(pk=sheet.pk)
    rows.update(version=sheet.version, **values)


@transaction.atomic
def propose(
    *, by: AnyActor, sheet: AssessmentSheet, version: int, on: date, late: bool = False
) -> AssessmentSheet:
    """Enter that a registered subject was proposed on a day. Undone by `withdraw`.

    Raises ValidationError by field, NotNow for a sheet in another stage, Conflict, Refused.
    """
    window = _begin(by, sheet, version)
    if sheet.stage != SheetStage.REGISTERED:
        raise NotNow(_("Chỉ đề nghị nơi đã đăng ký và chưa được đề nghị, chưa có kết quả."))
    _check_day(on, sheet.year)
    if sheet.registered_on and on < sheet.registered_on:
        raise ValidationError({"on": _("Ngày đề nghị không thể trước ngày đăng ký.")})
    return audited_writes.change_row(
        sheet, by=by, action="assessment.propose", version=version, proposed_on=on, **_lateness(window, late)
    )


@transaction.atomic
def withdraw(*, by: AnyActor, sheet: AssessmentSheet, late: bool = False) -> AssessmentSheet:
    """Undo `propose`; a sheet that is not proposed stays as it is."""
    window = _begin(by, sheet)
    if sheet.stage != SheetStage.PROPOSED:
        return sheet
    return audited_writes.change_row(
        sheet, by=by, action="assessment.withdraw", proposed_on=None, **_lateness(window, late)
    )


@transaction.atomic
def decide(
    *, by: AnyActor, sheet: AssessmentSheet, version: int, **decision: Unpack[DecisionDetails]
) -> AssessmentSheet:
    """Enter that a subject was recognised, or was not, on a day. Undone by `reopen`.

    Recognised is only who was proposed, after its days are over, and if nothing stands against it (rules.obstacles); not
    recognising needs a reason. Raises ValidationError by field, NotNow for a sheet in another stage, Conflict, Refused.
    """
    window = _begin(by, sheet, version)
    outcome, on = decision["outcome"], decision["on"]
    code, note = decision.get("code", ""), decision.get("note", "")
    check_under_way(sheet)
    _check_day(on, sheet.year)
    _check_texts(code, note)
    if outcome == AssessmentOutcome.RECOGNISED:
        _check_recognition(by, sheet, window, on)
    elif not plain_line(note):
        raise ValidationError({"note": _("Nêu lý do không công nhận.")})
    return audited_writes.change_row(
        sheet,
        by=by,
        action="assessment.decide",
        version=version,
        outcome=outcome,
        decided_on=on,
        decision_code=code,
        outcome_note=note,
        **_lateness(window, decision.get("late", False)),
    )


def _check_texts(code: str, note: str) -> None:
    proposed = AssessmentSheet(decision_code=code, outcome_note=note)
    try:
        check_not_secret(proposed, ["decision_code", "outcome_note"])
    except ValidationError as problem:
        fields = {"decision_code": "code", "outcome_note": "note"}
        raise ValidationError(
            {fields[name]: said for name, said in problem.message_dict.items()}
        ) from problem


def _check_recognition(by: AnyActor, sheet: AssessmentSheet, window: Window, on: date) -> None:
    if sheet.stage != SheetStage.PROPOSED or sheet.proposed_on is None:
        raise ValidationError({"outcome": _("Ghi đề nghị công nhận trước.")})
    if on < sheet.proposed_on:
        raise ValidationError({"on": _("Ngày quyết định không thể trước ngày đề nghị.")})
    if not window.is_over(on):
        raise ValidationError(
            {"on": _("Kỳ xét đến hết %(day)s. Công nhận sau ngày đó.") % {"day": day_words(window.last)}}
        )
    roll = roll_of(by, sheet.keeper, sheet.year)
    entry = roll.entry_of(sheet)
    found = roll.obstacles_of(entry, marks_of(sheet)) if entry else [Obstacle.NOT_COUNTED]
    if found:
        raise ValidationError({"outcome": _("Chưa công nhận được. %(why)s") % {"why": obstacle_words(found)}})


@transaction.atomic
def reopen(*, by: AnyActor, sheet: AssessmentSheet, late: bool = False) -> AssessmentSheet:
    """Undo `decide` within the year: the sheet is proposed or registered again, as it was. One not decided on stays."""
    window = _begin(by, sheet)
    if not sheet.outcome:
        return sheet
    return audited_writes.change_row(
        sheet,
        by=by,
        action="assessment.reopen",
        outcome="",
        decided_on=None,
        decision_code="",
        outcome_note="",
        **_lateness(window, late),
    )


def _begin(by: AnyActor, sheet: AssessmentSheet, version: int | None = None) -> Window:
    """Hold the sheet and its commune, and ask what is asked before each change; the window of the sheet's subject.

    Recognising a commune counts the other sheets, so all of them change one after the other.
    """
    lock_row(sheet, alone=[sheet.keeper])
    policies.check_assess(by, sheet)
    if version is not None:
        audited_writes.check_version(sheet, version)
    _check_open(sheet.year)
    return year_rules(sheet.year).windows[sheet.kind]


def _check_open(year: int) -> None:
    if not is_open(year, clock.today()):
        raise NotNow(
            _("Chỉ cập nhật việc xét năm %(year)s trong chính năm %(year)s; nay chỉ xem.") % {"year": year}
        )


def check_under_way(sheet: AssessmentSheet) -> None:
    """Raises NotNow for a sheet that is not registered or is decided on: nothing more is said of it."""
    if sheet.outcome:
        raise NotNow(_("Đã có kết quả xét. Muốn sửa thì mở lại trước."))
    if sheet.registered_on is None:
        raise NotNow(_("%(name)s chưa đăng ký trong năm này.") % {"name": sheet.name})


def _check_day(on: date, year: int) -> None:
    check_not_ahead(on, "on")
    if on.year != year:
        raise ValidationError({"on": _("Nhập một ngày trong năm %(year)s.") % {"year": year}})


def _lateness(window: Window, late: bool) -> dict[str, Any]:
    """What is written beside a change after the time to decide; nothing within it. Raises ValidationError at `late`."""
    today = clock.today()
    if not window.is_late(today):
        return {}
    if not late:
        raise ValidationError(
            {
                "late": _("Đã quá thời hạn công nhận (%(day)s). Đánh dấu vào ô này nếu vẫn ghi.")
                % {"day": day_words(window.decide_until)}
            }
        )
    return {"late_on": today}
