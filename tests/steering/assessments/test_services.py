"""The yearly assessment through the services: who may, when, what is refused, and the undo of each step."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.core import clock
from portal.core.errors import Conflict, NotNow, Refused
from portal.core.models import AuditEntry
from portal.steering.assessments import services
from portal.steering.assessments.selectors import marks_of, roll_of
from portal.steering.assessments.services import Judgement
from portal.steering.choices import SheetStage
from portal.steering.models import AssessmentSheet
from tests.factories import people, rows
from tests.factories.assessments import criteria, decided, judged, proposed, recognised, sheet
from tests.factories.units import SYSTEM
from tests.steering.assessments.conftest import at_noon

pytestmark = pytest.mark.django_db
IN_TIME = date(2025, 3, 1)


@pytest.fixture
def hamlet(november):
    return november.new_hamlet


@pytest.fixture
def registered(hamlet):
    """The sheet of an area that began in July and continues one registered in March."""
    return sheet(hamlet, on=IN_TIME)


def refused_fields(verb, **given) -> set[str]:
    with pytest.raises(ValidationError) as problem:
        verb(**given)
    return set(problem.value.message_dict)


def register(country, *subjects, **more):
    given = {"by": SYSTEM, "commune": country.new_commune, "year": 2025, "on": IN_TIME, "late": True} | more
    return services.register_subjects(subjects=subjects, **given)


def test_many_register_on_one_day(november):
    station = rows.body(november.new_commune, "agency", name="Trạm Y tế")
    made = register(november, november.new_hamlet, station, november.new_commune)
    assert [(one.subject, one.body, one.unit, one.registered_on) for one in made] == [
        ("area", None, november.new_hamlet, IN_TIME),
        ("agency", station, november.new_commune, IN_TIME),
        ("commune", None, november.new_commune, IN_TIME),
    ]
    assert {one.commune for one in made} == {november.new_commune}


def test_who_is_registered_keeps_the_day_when_registered_again(november, registered):
    assert register(november, november.new_hamlet, on=date(2025, 3, 2)) == []
    registered.refresh_from_db()
    assert registered.registered_on == IN_TIME


def test_who_is_not_liable_or_of_unknown_size_does_not_register(november):
    for details in ({"enterprise_size": "small"}, {"enterprise_size": ""}):
        body = rows.body(november.new_commune, "enterprise", **details)
        with pytest.raises(ValidationError) as problem:
            register(november, body)
        assert body.name in problem.value.message_dict["subjects"][0]


def test_who_began_late_and_is_of_unknown_size_is_asked_for_it_before_registering(november):
    body = rows.body(november.new_commune, "enterprise", valid_from=date(2025, 7, 1))
    with pytest.raises(ValidationError) as problem:
        register(november, body)
    assert "Nhập quy mô" in problem.value.message_dict["subjects"][0]


def test_a_stranger_to_the_commune_does_not_register_there(november):
    with pytest.raises(ValidationError):
        register(november, november.neighbour_hamlet)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"on": date(2025, 11, 19)}, "on"),
        ({"on": date(2024, 12, 31)}, "on"),
        ({"late": False}, "late"),
    ],
)
def test_a_registration_is_refused_beside_its_field(november, given, field):
    with pytest.raises(ValidationError) as problem:
        register(november, november.new_hamlet, **given)
    assert set(problem.value.message_dict) == {field}


def test_in_the_first_quarter_nothing_is_asked_and_after_it_one_says_so(country):
    with clock.pinned_to(at_noon(date(2025, 8, 1))):
        station = rows.body(country.new_commune, "agency")
        assert register(country, station, late=False)[0].late_on is None
        other = rows.body(country.new_commune, "agency")
        with pytest.raises(ValidationError) as problem:
            register(country, other, on=date(2025, 4, 1), late=False)
        assert set(problem.value.message_dict) == {"late"}
        assert register(country, other, on=date(2025, 4, 1))[0].registered_on == date(2025, 4, 1)


@pytest.mark.parametrize("outsider", ["province", "neighbour", "head", "administrator"])
def test_only_people_of_the_commune_write(november, registered, outsider):
    actor = {
        "province": lambda: people.officer(november.new_province),
        "neighbour": lambda: people.officer(november.commune),
        "head": lambda: people.officer(november.new_hamlet),
        "administrator": lambda: people.administrator(november.new_commune),
    }[outsider]()
    with pytest.raises(Refused):
        register(november, november.new_hamlet, by=actor)
    for verb, given in (
        (services.judge, {"version": 1, "judgements": {}}),
        (services.propose, {"version": 1, "on": date(2025, 11, 2)}),
        (services.decide, {"version": 1, "outcome": "not-recognised", "on": date(2025, 11, 2), "note": "x"}),
        (services.unregister, {}),
        (services.withdraw, {}),
        (services.reopen, {}),
    ):
        with pytest.raises(Refused):
            verb(by=actor, sheet=registered, **given)


@pytest.mark.parametrize("keeper", [people.officer, people.leader])
def test_officer_and_leader_of_the_commune_keep_the_sheets(november, keeper):
    made = sheet(november.new_hamlet, by=keeper(november.new_commune))
    assert made.stage == SheetStage.REGISTERED


def test_after_the_time_to_decide_each_change_says_so_and_leaves_the_day(registered):
    given = {"by": SYSTEM, "sheet": registered}
    met = {criteria(registered)[0]: Judgement("met")}
    assert refused_fields(services.judge, **given, version=1, judgements=met) == {"late"}
    assert refused_fields(services.propose, **given, version=1, on=date(2025, 11, 2)) == {"late"}
    assert refused_fields(services.unregister, **given) == {"late"}
    services.judge(**given, version=1, judgements=met, late=True)
    registered.refresh_from_db()
    assert registered.late_on == date(2025, 11, 18)


def test_before_that_nothing_is_asked(november):
    made = sheet(rows.body(november.new_commune, "agency"))
    judged(made, late=False)
    assert made.late_on is None


def test_once_the_year_is_over_nothing_is_written(registered):
    with clock.pinned_to(at_noon(date(2026, 1, 1))):
        with pytest.raises(NotNow):
            services.propose(by=SYSTEM, sheet=registered, version=1, on=date(2025, 11, 2), late=True)
        with pytest.raises(NotNow):
            services.reopen(by=SYSTEM, sheet=registered, late=True)


def test_what_is_judged_keeps_who_judged_it_until_it_changes(november, registered):
    officer, leader = people.officer(november.new_commune), people.leader(november.new_commune)
    judged(registered, by=officer, left=["force"])
    by_key = {row.key: row for row in criteria(registered)}
    said = {
        by_key["policies"]: Judgement("met", "Ghi chú minh họa"),
        by_key["crime"]: Judgement("not-met", "Một vụ cố ý gây thương tích"),
    }
    services.judge(by=leader, sheet=registered, version=registered.version, judgements=said, late=True)
    marks = {mark.criterion.key: mark for mark in marks_of(registered)}
    assert {key: (mark.verdict, mark.by) for key, mark in marks.items()} == {
        "registration": ("met", officer.user),
        "policies": ("met", officer.user),
        "grave": ("met", officer.user),
        "crime": ("not-met", leader.user),
    }
    assert marks["crime"].note == "Một vụ cố ý gây thương tích"


def test_a_judgement_is_taken_back_to_not_yet_judged(registered):
    judged(registered)
    first = criteria(registered)[0]
    services.judge(
        by=SYSTEM, sheet=registered, version=registered.version, judgements={first: Judgement()}, late=True
    )
    assert marks_of(registered).get(criterion=first).verdict == ""


def test_judging_twice_the_same_writes_nothing(registered):
    judged(registered)
    before = registered.version
    judged(registered)
    assert registered.version == before


def test_the_audit_counts_what_was_judged(registered):
    judged(registered, failed=["crime"], left=["force"])
    entry = AuditEntry.objects.filter(action="assessment.judge").get()
    assert entry.changes == {
        "criteria_met": [0, 3],
        "criteria_failed": [0, 1],
        "criterion_keys": ["crime", "grave", "policies", "registration"],
    }


def test_of_two_who_judge_the_second_conflicts(registered):
    judged(registered)
    with pytest.raises(Conflict):
        services.judge(by=SYSTEM, sheet=registered, version=1, judgements={}, late=True)


def test_a_note_with_a_mark_of_secrecy_is_refused_at_its_criterion(registered):
    first = criteria(registered)[0]
    said = {first: Judgement("met", "TỐI MẬT")}
    given = {"by": SYSTEM, "sheet": registered, "version": 1, "judgements": said, "late": True}
    assert refused_fields(services.judge, **given) == {"registration"}


def test_a_criterion_of_another_kind_is_refused(november, registered):
    other = criteria(sheet(rows.body(november.new_commune, "agency")))[0]
    with pytest.raises(ValidationError):
        services.judge(
            by=SYSTEM, sheet=registered, version=1, judgements={other: Judgement("met")}, late=True
        )


def test_an_area_with_all_criteria_is_recognised(registered):
    done = decided(proposed(judged(registered)))
    assert (done.stage, done.decided_on, done.decision_code) == (
        SheetStage.RECOGNISED,
        date(2025, 11, 18),
        "12/QĐ-UBND",
    )


@pytest.mark.parametrize(
    "prepared",
    [
        lambda made: made,
        proposed,
        lambda made: proposed(judged(made, failed=["crime"])),
        lambda made: proposed(judged(made, left=["crime"])),
        judged,
    ],
    ids=["registered alone", "not judged", "one failed", "one open", "not proposed"],
)
def test_an_area_that_lacks_anything_is_not_recognised(registered, prepared):
    made = prepared(registered)
    given = {"by": SYSTEM, "sheet": made, "version": made.version, "on": date(2025, 11, 18), "late": True}
    assert refused_fields(services.decide, **given, outcome="recognised") == {"outcome"}
    declined = services.decide(**given, outcome="not-recognised", note="Tiêu chí 4 không đạt")
    assert declined.stage == SheetStage.NOT_RECOGNISED


def test_who_registered_after_the_first_quarter_is_not_recognised(november):
    station = rows.body(november.new_commune, "agency")
    made = proposed(judged(sheet(station, on=date(2025, 4, 1))))
    given = {"by": SYSTEM, "sheet": made, "version": made.version, "outcome": "recognised"}
    assert refused_fields(services.decide, **given, on=date(2025, 11, 18)) == {"outcome"}


def test_nobody_is_recognised_before_the_window_is_over_or_ahead(november):
    made = proposed(judged(sheet(rows.body(november.new_commune, "agency"))), on=date(2025, 11, 10))
    given = {"by": SYSTEM, "sheet": made, "version": made.version, "outcome": "recognised"}
    for day in (date(2025, 11, 15), date(2025, 11, 19), date(2025, 11, 9)):
        assert refused_fields(services.decide, **given, on=day) == {"on"}
    assert services.decide(**given, on=date(2025, 11, 16)).is_recognised


def test_not_recognising_wants_a_reason(registered):
    given = {"by": SYSTEM, "sheet": registered, "version": 1, "outcome": "not-recognised", "late": True}
    assert refused_fields(services.decide, **given, on=date(2025, 11, 2), note=" ") == {"note"}


def test_a_decision_is_reopened_as_it_was_and_until_then_nothing_else_changes(registered):
    done = decided(proposed(judged(registered)))
    with pytest.raises(NotNow):
        judged(done)
    with pytest.raises(NotNow):
        services.unregister(by=SYSTEM, sheet=done, late=True)
    services.reopen(by=SYSTEM, sheet=done, late=True)
    assert (done.stage, done.decision_code, done.outcome_note) == (SheetStage.PROPOSED, "", "")
    services.withdraw(by=SYSTEM, sheet=done, late=True)
    assert done.stage == SheetStage.REGISTERED
    services.unregister(by=SYSTEM, sheet=done, late=True)
    assert done.stage == SheetStage.UNREGISTERED
    with pytest.raises(NotNow):
        judged(done)
    assert marks_of(done).count() == 5
    assert sheet(done.unit).pk == done.pk


def test_undoing_what_was_not_done_changes_nothing(registered):
    services.withdraw(by=SYSTEM, sheet=registered, late=True)
    services.reopen(by=SYSTEM, sheet=registered, late=True)
    assert registered.version == 1


def test_the_proposal_is_not_before_the_registration(registered):
    given = {"by": SYSTEM, "sheet": registered, "version": 1, "late": True}
    assert refused_fields(services.propose, **given, on=date(2025, 2, 28)) == {"on"}
    services.propose(**given, on=IN_TIME)
    with pytest.raises(NotNow):
        services.propose(**given | {"version": 2}, on=IN_TIME)


def test_the_criterion_of_shares_is_met_only_while_they_are_reached(november, registered):
    own = sheet(november.new_commune)
    [shares] = [row for row in criteria(own) if row.is_of_shares]
    met = {"judgements": {shares: Judgement("met")}, "by": SYSTEM, "sheet": own}
    assert refused_fields(services.judge, **met, version=own.version) == {"shares"}
    recognised_area = decided(proposed(judged(registered)))
    assert recognised_area.is_recognised
    services.judge(**met, version=own.version)
    # An enterprise whose size nobody entered leaves it open again.
    rows.body(november.new_commune, "enterprise")
    assert roll_of(SYSTEM, november.new_commune, 2025).shares_hold is None
    done = proposed(judged(own, left=["shares"]))
    given = {"by": SYSTEM, "sheet": done, "version": done.version, "outcome": "recognised"}
    assert refused_fields(services.decide, **given, on=date(2025, 11, 18)) == {"outcome"}


def test_a_commune_whose_subjects_hold_is_recognised(november, registered):
    decided(proposed(judged(registered)))
    assert recognised(november.new_commune).is_recognised


def test_a_year_has_one_sheet_a_subject(registered):
    twin = AssessmentSheet(subject="area", year=2025, created_at=clock.now())
    twin.place_like(registered)
    with pytest.raises(ValidationError):
        twin.validate_constraints()
