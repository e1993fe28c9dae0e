"""Difficulties: the table of transitions exhaustively, who makes them, whose they are, when they are late, who is told."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from portal.accounts.actor import SystemActor
from portal.core import clock
from portal.core.errors import Conflict, NotNow, Refused
from portal.core.models import AuditEntry
from portal.core.notices.models import Notice
from portal.steering.difficulties import notices, policies, selectors, services
from portal.steering.difficulties.states import DIFFICULTY_TONE, DIFFICULTY_TRANSITIONS, OPEN, DifficultyState
from portal.steering.models import Difficulty, DifficultyStep
from tests.factories import people
from tests.factories.rows import at
from tests.factories.steering import difficulty
from tests.story_day import STORY_DAY

pytestmark = pytest.mark.django_db

# Where each transition leads from each state; what is not here is refused.
_BY_OWNER = {"answer": "answered", "pass_up": "passed-up"}
LEADS = {
    "raised": _BY_OWNER | {"withdraw": "withdrawn"},
    "passed-up": _BY_OWNER,
    "reopened": _BY_OWNER,
    "answered": {"close": "closed", "reopen": "reopened"},
    "closed": {"reopen": "reopened"},
    "withdrawn": {"restore": "raised"},
}
NAMES = [one.name for one in DIFFICULTY_TRANSITIONS]
# Ten working days after Sunday, 8 December 2019.
DUE = date(2019, 12, 20)


@pytest.fixture
def head(country):
    return people.officer(country.hamlet)


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


def stored(row):
    return Difficulty.objects.unscoped("test").get(pk=row.pk)


def move(by, row, name, word="Đã rõ"):
    return services.move_difficulty(by=by, difficulty=row, name=name, version=row.version, word=word)


def owner_of(country, row):
    return people.officer(stored(row).owner)


def test_the_table_knows_every_state():
    assert set(LEADS) == set(DifficultyState) == set(DIFFICULTY_TONE)
    assert {name for leads in LEADS.values() for name in leads} == set(NAMES)
    assert {state for state in LEADS if "answer" in LEADS[state]} == OPEN


@pytest.mark.parametrize("state", LEADS)
@pytest.mark.parametrize("name", NAMES)
def test_each_transition_from_each_state_leads_where_the_table_says_or_is_refused(country, head, state, name):
    row = difficulty(country.hamlet, state, by=head)
    owner = owner_of(country, row)
    by = owner if name in _BY_OWNER else head
    before = (row.state, row.version, DifficultyStep.objects.count(), AuditEntry.objects.count())
    if name in LEADS[state]:
        move(by, stored(row), name)
        now = stored(row)
        assert now.state == LEADS[state][name]
        step = DifficultyStep.objects.latest("pk")
        assert (step.name, step.target, step.word, step.owner) == (name, now.state, "Đã rõ", now.owner)
    else:
        with pytest.raises(NotNow):
            move(by, stored(row), name)
        now = stored(row)
        assert (now.state, now.version, DifficultyStep.objects.count(), AuditEntry.objects.count()) == before
    table = list(DIFFICULTY_TRANSITIONS)
    for actor, mine in ((owner_of(country, now), True), (head, False)):
        offered = {one.name for one in policies.transitions_for(actor, now, table)}
        highest = {"pass_up"} if now.owner == country.province else set()
        assert offered == {leads for leads in LEADS[now.state] if (leads in _BY_OWNER) is mine} - highest


@pytest.mark.parametrize("name", NAMES)
def test_only_the_owner_answers_and_only_who_raised_it_closes_or_asks_again(country, head, officer, name):
    state = next(state for state, leads in LEADS.items() if name in leads)
    row = difficulty(country.hamlet, state, by=head)
    others = [
        people.officer(country.other_hamlet),
        people.officer(country.neighbour),
        people.reporter(country.commune),
    ]
    others += [head, people.officer(country.district)] if name in _BY_OWNER else [officer]
    for actor in others:
        with pytest.raises(Refused):
            move(actor, stored(row), name)
    assert stored(row).state == state


def test_it_goes_up_unit_by_unit_and_no_further_than_the_province(country, head, officer):
    row = difficulty(country.hamlet, by=head)
    assert row.owner == country.commune
    move(officer, row, "pass_up")
    assert stored(row).owner == country.district
    move(people.officer(country.district), stored(row), "pass_up")
    assert stored(row).owner == country.province
    with pytest.raises(NotNow):
        move(people.officer(country.province), stored(row), "pass_up")
    with pytest.raises(Refused):
        move(officer, stored(row), "answer")
    move(people.officer(country.province), stored(row), "answer")
    assert stored(row).state == "answered"


def test_without_districts_it_goes_from_the_commune_to_the_province(country):
    with clock.pinned_to(at("2025-12-08")):
        row = difficulty(country.new_hamlet, by=people.officer(country.new_hamlet))
        move(people.officer(country.new_commune), row, "pass_up")
        assert stored(row).owner == country.new_province


@pytest.mark.parametrize("level", ["hamlet", "commune", "district", "province"])
def test_it_is_owned_by_the_commune_it_was_raised_in_or_by_the_unit_itself_above(country, level):
    unit = getattr(country, level)
    row = difficulty(unit, by=people.officer(unit))
    assert row.owner == (country.commune if level == "hamlet" else unit)


def test_who_works_there_raises_it_and_nobody_else(country, head, officer):
    for actor, unit in (
        (head, country.commune),
        (head, country.other_hamlet),
        (officer, country.neighbour),
        (officer, country.hamlet),
        (people.administrator(country.commune), country.commune),
    ):
        with pytest.raises(Refused):
            difficulty(unit, by=actor)
    for actor in (officer, people.leader(country.commune), people.reporter(country.commune)):
        assert difficulty(country.commune, by=actor).raised_by == actor.user


def test_its_last_day_is_ten_working_days_away_and_begins_anew_with_each_who_owes_it(country, head, officer):
    row = difficulty(country.hamlet, by=head)
    assert row.due_on == DUE
    with clock.pinned_to(at("2019-12-10")):
        move(officer, row, "pass_up")
    assert stored(row).due_on == date(2019, 12, 24)
    with clock.pinned_to(at("2019-12-11")):
        move(people.officer(country.district), stored(row), "answer")
    assert (stored(row).due_on, stored(row).answered_on) == (date(2019, 12, 24), date(2019, 12, 11))
    with clock.pinned_to(at("2019-12-12")):
        move(head, stored(row), "reopen")
    again = stored(row)
    assert (again.owner, again.due_on, again.answered_on) == (country.district, date(2019, 12, 26), None)


@pytest.mark.parametrize(
    ("state", "days", "late"),
    [
        ("raised", 0, False),
        ("raised", 1, True),
        ("reopened", 1, True),
        ("answered", 9, False),
        ("withdrawn", 9, False),
    ],
)
def test_it_is_late_from_the_day_after_its_last_while_an_answer_is_owed(state, days, late):
    row = Difficulty(state=state, due_on=DUE)
    assert row.is_late(DUE + timedelta(days)) is late


def test_what_is_late_in_the_list_is_what_is_late_by_the_rule(country, head, officer):
    for state in LEADS:
        for days in (0, 1):
            row = difficulty(country.hamlet, state, by=head)
            Difficulty.objects.unscoped("test").filter(pk=row.pk).update(due_on=STORY_DAY - timedelta(days))
    listed = selectors.difficulties(officer).filter(selectors.late(STORY_DAY))
    by_rule = {row.pk for row in Difficulty.objects.unscoped("test") if row.is_late(STORY_DAY)}
    assert {row.pk for row in listed} == by_rule
    assert len(by_rule) == 3


def test_it_is_seen_by_who_raised_it_and_by_those_above_and_not_beside(country, head, officer):
    reporter = people.reporter(country.commune)
    row, reporters = difficulty(country.hamlet, by=head), difficulty(country.commune, by=reporter)
    seen = {
        name: set(selectors.difficulties(actor))
        for name, actor in {
            "head": head,
            "reporter": reporter,
            "officer": officer,
            "leader": people.leader(country.commune),
            "district": people.officer(country.district),
            "province": people.officer(country.province),
            "other head": people.officer(country.other_hamlet),
            "other reporter": people.reporter(country.commune),
            "neighbour": people.officer(country.neighbour),
            "elsewhere": people.officer(country.new_province),
        }.items()
    }
    both = {row, reporters}
    expected = dict.fromkeys(seen, both) | {"head": {row}, "reporter": {reporters}}
    expected |= {key: set() for key in ("other head", "other reporter", "neighbour", "elsewhere")}
    assert seen == expected


@pytest.mark.parametrize("field", ["title", "text"])
def test_text_with_a_mark_of_secrecy_is_refused_at_its_field(country, officer, field):
    given = {"title": "Thiếu máy", "text": ""} | {field: "Phương án TỐI MẬT"}
    with pytest.raises(ValidationError) as problem:
        services.raise_difficulty(by=officer, unit=country.commune, **given)
    assert set(problem.value.message_dict) == {field}


@pytest.mark.parametrize(
    ("name", "word", "refused"),
    [
        ("answer", " \u200b ", True),
        ("pass_up", "", True),
        ("reopen", "", True),
        ("close", "", False),
        ("withdraw", "", False),
        ("answer", "Phương án TỐI MẬT", True),
    ],
)
def test_what_others_must_understand_wants_words_and_no_secret(country, head, name, word, refused):
    state = next(state for state, leads in LEADS.items() if name in leads)
    row = difficulty(country.hamlet, state, by=head)
    by = owner_of(country, row) if name in _BY_OWNER else head
    if refused:
        with pytest.raises(ValidationError) as problem:
            move(by, stored(row), name, word)
        assert set(problem.value.message_dict) == {"word"}
        assert stored(row).state == state
    else:
        move(by, stored(row), name, word)
        assert stored(row).state == LEADS[state][name]


def test_of_two_answers_the_second_is_refused(country, head, officer):
    row = difficulty(country.hamlet, by=head)
    first, second = stored(row), stored(row)
    move(officer, first, "answer", "Cấp thêm máy")
    with pytest.raises((Conflict, NotNow)):
        services.move_difficulty(by=officer, difficulty=second, name="answer", version=1, word="Không có máy")
    assert stored(row).answer == "Cấp thêm máy"


def test_a_form_that_is_sent_twice_raises_one(country, officer):
    given = {"by": officer, "unit": country.commune, "title": "Thiếu máy", "key": uuid4()}
    assert services.raise_difficulty(**given) == services.raise_difficulty(**given)
    assert Difficulty.objects.unscoped("test").count() == 1


# --- who is told ----------------------------------------------------------------------------------


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("user", "text"))


def test_the_owner_is_told_what_waits_and_who_raised_it_is_told_the_answer(country, head, officer):
    leader = people.leader(country.commune)
    above, beside = people.officer(country.district), people.officer(country.neighbour)
    row = difficulty(country.hamlet, by=head)
    waits = "Có khó khăn, vướng mắc chờ trả lời, hạn 20/12/2019."
    assert told("difficulty.waiting") == sorted([(officer.user.pk, waits), (leader.user.pk, waits)])
    move(officer, row, "pass_up")
    assert (above.user.pk, waits) in told("difficulty.waiting")
    move(above, stored(row), "answer")
    assert told("difficulty.answered") == [
        (head.user.pk, "Khó khăn anh/chị nêu ngày 08/12/2019 đã được trả lời.")
    ]
    assert not Notice.objects.filter(user=beside.user).exists()


@pytest.mark.parametrize(
    ("day", "occasions"),
    [
        ("2019-12-17", []),
        ("2019-12-18", ["before"]),
        ("2019-12-19", ["before"]),
        ("2019-12-20", ["today"]),
        ("2019-12-21", ["late"]),
        ("2019-12-27", ["late"]),
        ("2019-12-28", []),
    ],
)
def test_the_owner_is_reminded_before_the_last_day_on_it_and_once_when_late(
    country, head, officer, day, occasions
):
    row = difficulty(country.hamlet, by=head)
    assert row.due_on == DUE
    with clock.pinned_to(at(day)):
        for _again in range(2):
            notices.remind(by=SystemActor("test"))
    keys = Notice.objects.filter(kind="difficulty.due", user=officer.user).values_list("key", flat=True)
    assert [key.rpartition(":")[2] for key in keys] == occasions


def test_what_is_answered_is_reminded_of_no_more_and_an_unseen_reminder_goes(country, head, officer):
    row = difficulty(country.hamlet, by=head)
    with clock.pinned_to(at("2019-12-20")):
        notices.remind(by=SystemActor("test"))
        assert Notice.objects.filter(kind="difficulty.due").exists()
        move(officer, row, "answer")
        notices.remind(by=SystemActor("test"))
    assert not Notice.objects.filter(kind="difficulty.due").exists()
