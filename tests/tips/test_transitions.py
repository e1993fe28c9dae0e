"""The table of a tip's transitions, held to exhaustively: every transition from every state, and who may make it."""

import pytest
from django.core.exceptions import ValidationError

from portal.core import clock
from portal.core.errors import Conflict, Refused
from portal.core.models import AuditEntry
from tests.factories import people
from tests.factories.rows import GIVEN, WAY_TO, at, tip, tip_in, transition
from tips import policies
from tips.effects import EFFECTS
from tips.models import TimeLimit, Tip, TipTransition
from tips.services import transition_tip
from tips.states import TONE, TRANSITIONS, TipState

pytestmark = pytest.mark.django_db

# Where each transition leads from each state; what is not here is refused.
LEADS = {
    "new": {"classify": "classified", "assign": "in-hand", "pass_on": "passed-on", "resolve": "resolved", "void": "void"},
    "classified": {"classify": "classified", "assign": "in-hand", "pass_on": "passed-on", "resolve": "resolved", "void": "void"},
    "in-hand": {"reclassify": "in-hand", "assign": "in-hand", "pass_on": "passed-on", "resolve": "resolved", "void": "void"},
    "passed-on": {"answer": "closed", "reopen": "in-hand"},
    "resolved": {"answer": "closed", "reopen": "in-hand"},
    "closed": {"reopen": "in-hand"},
    "void": {"restore": "new"},
}  # fmt: skip
FIELDS = (
    "state",
    "version",
    "category",
    "nature",
    "handler_id",
    "outcome",
    "summary",
    "settled_at",
    "met_at",
    "due_at",
    "search",
)


def stored(changed):
    return Tip.objects.unscoped("test").get(pk=changed.pk)


def written(changed):
    """Everything a transition could have touched."""
    now = stored(changed)
    return (
        [getattr(now, name) for name in FIELDS],
        TipTransition.objects.unscoped("test").count(),
        AuditEntry.objects.filter(action__startswith="tip.").count(),
    )


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


def test_every_state_is_in_the_table_and_has_a_tone():
    assert set(LEADS) == set(WAY_TO) == set(TipState) == set(TONE)


@pytest.mark.parametrize("name", [transition.name for transition in TRANSITIONS])
@pytest.mark.parametrize("state", list(TipState))
def test_a_transition_leads_where_the_table_says_or_nowhere(country, officer, state, name):
    changed = tip_in(state, country.hamlet, by=officer)
    assert stored(changed).state == state
    before, history, audited = written(changed)
    if name in LEADS[state]:
        transition(changed, name, by=officer)
        assert stored(changed).state == LEADS[state][name]
        assert stored(changed).version == before[1] + 1
        written_last = TipTransition.objects.unscoped("test").order_by("-id").first()
        assert (written_last.name, written_last.source, written_last.target, written_last.by) == (
            name,
            state,
            LEADS[state][name],
            officer.user,
        )
        assert (written_last.unit, written_last.commune) == (country.hamlet, country.commune)
        assert TipTransition.objects.unscoped("test").count() == history + 1
        assert AuditEntry.objects.filter(
            action=f"tip.{name}", object_id=changed.public_id, actor=officer.user
        ).exists()
    else:
        with pytest.raises(Refused, match="trạng thái"):
            transition(changed, name, by=officer)
        assert written(changed) == (before, history, audited)


@pytest.mark.parametrize("state", list(TipState))
def test_the_buttons_shown_are_the_transitions_that_go_through(country, officer, state):
    changed = tip_in(state, country.hamlet, by=officer)
    assert {transition.name for transition in policies.transitions_for(officer, changed)} == set(LEADS[state])
    assert policies.transitions_for(people.leader(country.commune), changed) == []


@pytest.mark.parametrize(
    "who",
    [
        lambda c: people.officer(c.neighbour),
        lambda c: people.leader(c.commune),
        lambda c: people.officer(c.hamlet),
        lambda c: people.reporter(c.commune),
        lambda c: people.officer(c.district),
        lambda c: people.officer(c.province),
        lambda c: people.administrator(c.commune),
        lambda c: people.actor(people.user()),
    ],
)
@pytest.mark.parametrize("name", ["classify", "assign", "pass_on", "resolve", "void"])
def test_only_the_unit_that_handles_a_tip_makes_its_transitions(country, officer, who, name):
    changed = tip(country.hamlet)
    before = written(changed)
    given = {"handler": officer.user} if name == "assign" else {}
    with pytest.raises(Refused, match="đơn vị đang giữ tin"):
        transition(changed, name, by=who(country), **given)
    assert written(changed) == before


@pytest.mark.parametrize("name", [transition.name for transition in TRANSITIONS if transition.needs])
def test_what_a_transition_needs_and_lacks_is_named_by_field_and_nothing_is_written(country, officer, name):
    source = next(state for state, leads in LEADS.items() if name in leads)
    changed = tip_in(source, country.hamlet, by=officer)
    before = written(changed)
    with pytest.raises(ValidationError) as problem:
        transition_tip(by=officer, tip=changed, name=name, version=changed.version, note="   ")
    assert set(problem.value.message_dict) == set(TRANSITIONS[name].needs)
    assert written(changed) == before


def test_of_two_who_read_the_same_tip_the_second_conflicts_and_nothing_is_half_done(country, officer):
    colleague = people.officer(country.commune)
    mine = tip(country.hamlet)
    yours = stored(mine)
    transition(mine, "classify", by=officer, nature="administrative")
    before = written(mine)
    with pytest.raises(Conflict):
        transition(yours, "resolve", by=colleague, outcome="noted", note="Đã nhắc nhở")
    assert written(mine) == before
    assert stored(mine).nature == "administrative"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "resolve", "outcome": "no-such", "note": "x"},
        {"name": "classify", "category": "no-such", "nature": "everyday"},
        {"name": "pass_on", "recipient": "no-such"},
        {"name": "void", "note": "x" * 1001},
        {"name": "pass_on", "recipient": "investigators", "document_number": "x" * 41},
    ],
)
def test_a_value_no_list_offers_is_refused_and_nothing_is_written(country, officer, wrong):
    changed = tip(country.hamlet)
    before = written(changed)
    with pytest.raises(ValidationError):
        transition_tip(by=officer, tip=changed, version=1, **wrong)
    assert written(changed) == before


def test_a_nature_without_any_time_limit_is_an_error_and_changes_nothing(country, officer):
    changed = tip(country.hamlet)
    before = written(changed)
    with pytest.raises((LookupError, ValidationError)):
        transition(changed, "classify", by=officer, nature="no-such")
    assert written(changed) == before


@pytest.mark.parametrize("nature", ["crime", "denunciation"])
def test_what_the_commune_may_not_settle_it_passes_on(country, officer, nature):
    changed = transition(tip(country.hamlet), "classify", by=officer, nature=nature)
    with pytest.raises(Refused, match="phải chuyển cơ quan có thẩm quyền"):
        transition(changed, "resolve", by=officer)
    assert "resolve" not in {transition.name for transition in policies.transitions_for(officer, changed)}
    transition(changed, "pass_on", by=officer)
    assert (stored(changed).state, stored(changed).outcome) == ("passed-on", "passed-on")


def test_classified_as_everyday_after_all_it_may_be_settled(country, officer):
    changed = tip(country.hamlet, category="drugs")
    assert changed.nature == "crime"
    transition(changed, "classify", by=officer, category="drugs", nature="everyday")
    transition(changed, "resolve", by=officer, outcome="unfounded")
    assert stored(changed).state == "resolved"


def test_of_a_denunciation_passed_on_only_to_whom_number_and_time_are_kept(country, officer):
    changed = transition(
        tip(country.hamlet, summary="Ông X nhận tiền"), "classify", by=officer, nature="denunciation"
    )
    transition(changed, "pass_on", by=officer, recipient="competent-authority", document_number="07/PC")
    kept = stored(changed)
    assert kept.summary == ""
    assert "nhan tien" not in kept.search
    passed_on = TipTransition.objects.unscoped("test").get(name="pass_on")
    assert (passed_on.recipient, passed_on.document_number) == ("competent-authority", "07/PC")


def test_verified_in_hand_as_no_crime_after_all_it_is_reclassified_and_settled(country, officer):
    changed = tip_in("in-hand", country.hamlet, by=officer, category="drugs")
    with pytest.raises(Refused, match="phân loại lại"):
        transition(changed, "resolve", by=officer)
    transition(changed, "reclassify", by=officer, nature="everyday")
    kept = stored(changed)
    assert (kept.state, kept.nature, kept.handler, kept.limit.nature) == (
        "in-hand",
        "everyday",
        officer.user,
        "everyday",
    )
    transition(changed, "resolve", by=officer)


@pytest.mark.parametrize("settled", ["resolved", "passed-on"])
def test_reopened_it_is_in_hand_again_with_its_handler_and_without_an_outcome(country, officer, settled):
    changed = tip_in(settled, country.hamlet, by=officer)
    before = stored(changed)
    assert before.settled_at is not None
    assert before.outcome != ""
    transition(changed, "reopen", by=officer, note="Có thêm tin mới")
    after = stored(changed)
    assert (after.state, after.outcome, after.settled_at) == ("in-hand", "", None)
    # What was decided and kept before stays: who has it in hand, its limit, and when the first step was taken.
    kept = ("handler_id", "nature", "limit_id", "due_at", "met_at", "category")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]


@pytest.mark.parametrize("way", ["resolve", "pass_on"])
def test_who_settles_what_nobody_had_in_hand_was_its_handler(country, officer, way):
    changed = tip(country.hamlet)
    transition(changed, way, by=officer)
    assert stored(changed).handler == officer.user


@pytest.mark.parametrize("way", ["resolve", "pass_on"])
def test_who_settles_what_a_colleague_has_in_hand_leaves_it_theirs(country, officer, way):
    colleague = people.officer(country.commune).user
    changed = tip(country.hamlet)
    transition(changed, "assign", by=officer, handler=colleague)
    transition(changed, way, by=officer)
    assert stored(changed).handler == colleague


def test_every_effect_the_table_names_is_there_and_none_is_spare():
    assert {transition.effect for transition in TRANSITIONS} == set(EFFECTS)


def test_a_tip_is_given_only_to_people_of_the_unit_that_handles_it(country, officer):
    changed = tip(country.hamlet)
    for stranger in (
        people.officer(country.neighbour),
        people.officer(country.district),
        people.leader(country.commune),
    ):
        with pytest.raises(ValidationError, match="không phải cán bộ"):
            transition(changed, "assign", by=officer, handler=stranger.user)
    gone = people.officer(country.commune).user
    gone.is_active = False
    gone.save()
    with pytest.raises(ValidationError):
        transition(changed, "assign", by=officer, handler=gone)
    transition(changed, "assign", by=officer, handler=people.officer(country.commune).user)
    assert stored(changed).state == "in-hand"


def test_reopened_it_is_unsettled_and_its_first_step_stays_done(country, officer):
    changed = tip_in("closed", country.hamlet, by=officer)
    met = stored(changed).met_at
    transition(changed, "reopen", by=officer)
    kept = stored(changed)
    assert (kept.outcome, kept.settled_at, kept.met_at) == ("", None, met)


def test_the_first_step_is_stopped_by_its_own_transition_only_and_only_once(country, officer):
    def met(changed):
        return stored(changed).met_at

    everyday = tip(country.hamlet)
    transition(everyday, "classify", by=officer)
    assert met(everyday) is None
    with clock.pinned_to(at("2019-12-09", 8)):
        transition(everyday, "assign", by=officer)
    with clock.pinned_to(at("2019-12-09", 15)):
        transition(everyday, "resolve", by=officer)
    assert met(everyday) == at("2019-12-09", 8)

    crime = transition(tip(country.hamlet), "classify", by=officer, nature="crime")
    transition(crime, "assign", by=officer)
    assert met(crime) is None
    transition(crime, "pass_on", by=officer)
    assert met(crime) is not None

    feedback = transition(tip(country.hamlet), "classify", by=officer, nature="feedback")
    transition(feedback, "resolve", by=officer)
    assert met(feedback) is None
    transition(feedback, "answer", by=officer)
    assert met(feedback) is not None


DAY = "2019-12-09"


def made_by(officer, unit, *transitions):
    """A tip and its transitions, each an hour after the one before, from seven o'clock on `DAY`."""
    changed = tip(unit)
    for hour, (name, given) in enumerate(transitions, 7):
        with clock.pinned_to(at(DAY, hour)):
            transition(changed, name, by=officer, **given)
    return stored(changed)


ASSIGN, PASS_ON, RESOLVE, REOPEN = (("assign", {}), ("pass_on", {}), ("resolve", {}), ("reopen", {}))
ANSWER, VOID, RESTORE = (("answer", {}), ("void", {}), ("restore", {}))


def classified_as(nature, name="reclassify"):
    return (name, {"nature": nature})


@pytest.mark.parametrize(
    ("transitions", "hour"),
    [
        # To begin was met; to pass on, or to answer, is not.
        ([ASSIGN, classified_as("crime")], None),
        ([ASSIGN, classified_as("administrative")], None),
        ([ASSIGN, classified_as("feedback")], None),
        ([ASSIGN, classified_as("crime"), PASS_ON], 9),
        ([ASSIGN, classified_as("feedback"), RESOLVE], None),
        ([ASSIGN, classified_as("feedback"), RESOLVE, ANSWER], 10),
        # The same step by another limit stays met when it was.
        ([ASSIGN, classified_as("everyday")], 7),
        ([ASSIGN, classified_as("complaint")], 7),
        # What was made before meets the new step: its moment remains, the first of several.
        ([classified_as("crime", "classify"), ASSIGN, classified_as("everyday")], 8),
        ([classified_as("crime", "classify"), ASSIGN, ASSIGN, classified_as("everyday")], 8),
        ([PASS_ON, REOPEN, classified_as("crime")], 7),
        ([ASSIGN, RESOLVE, REOPEN, classified_as("administrative")], 8),
        ([RESOLVE, ANSWER, REOPEN, classified_as("feedback")], 8),
        (
            [
                ASSIGN,
                RESOLVE,
                ANSWER,
                REOPEN,
                classified_as("feedback"),
                classified_as("administrative"),
                classified_as("everyday"),
            ],
            7,
        ),
        # Mistaken for another kind and put right again, it is as if nothing had been said.
        ([ASSIGN, classified_as("crime"), classified_as("everyday")], 7),
        ([classified_as("crime", "classify"), classified_as("everyday", "classify")], None),
        # Called void and restored, it may be classified as new: what was made stays made.
        ([ASSIGN, VOID, RESTORE, classified_as("crime", "classify")], None),
        ([ASSIGN, VOID, RESTORE, classified_as("complaint", "classify")], 7),
    ],
)
def test_whether_the_first_step_is_met_follows_the_limit_it_is_classified_under(
    country, officer, transitions, hour
):
    kept = made_by(officer, country.hamlet, *transitions)
    assert kept.met_at == (None if hour is None else at(DAY, hour))


def test_a_limit_whose_step_changed_asks_for_the_step_that_holds_now(country, officer):
    changed = made_by(officer, country.hamlet, ASSIGN)
    TimeLimit.objects.filter(nature="complaint").update(step="answer")
    assert transition(changed, "reclassify", by=officer, nature="complaint").met_at is None


def test_a_tip_without_a_limit_gets_one_with_what_was_made_of_it(country, officer):
    changed = made_by(officer, country.hamlet, ASSIGN)
    Tip.objects.unscoped("test").update(limit=None, met_at=None)
    changed = transition(stored(changed), "reclassify", by=officer, nature="everyday")
    assert changed.met_at == at(DAY, 7)


def test_another_tips_transitions_meet_no_step(country, officer):
    made_by(officer, country.hamlet, PASS_ON)
    assert made_by(officer, country.hamlet, ASSIGN, classified_as("crime")).met_at is None


def test_what_the_commune_did_before_a_tip_went_above_meets_no_step_there(country, officer):
    above = people.officer(country.district)
    changed = made_by(officer, country.hamlet, ASSIGN)
    given = {"category": "misconduct", "nature": "denunciation"}
    transition(changed, "reclassify", by=officer, **given)
    changed = transition(stored(changed), "classify", by=above, category="misconduct", nature="everyday")
    assert changed.met_at is None
    with clock.pinned_to(at(DAY, 15)):
        transition(changed, "assign", by=above)
    assert changed.met_at == at(DAY, 15)
    changed = transition(changed, "reclassify", by=above, category="misconduct", nature="crime")
    assert changed.met_at is None
    changed = transition(changed, "reclassify", by=above, category="misconduct", nature="complaint")
    assert changed.met_at == at(DAY, 15)


def test_history_is_written_once_and_never_changed(country, officer):
    tip_in("resolved", country.hamlet, by=officer)
    logged = TipTransition.objects.unscoped("test").order_by("id").first()
    assert logged.name == "log"
    logged.note = "khác"
    with pytest.raises(TypeError):
        logged.save()


def test_every_transition_the_tests_know_is_in_the_table():
    assert {transition.name for transition in TRANSITIONS} == set(GIVEN) | {"assign"}
