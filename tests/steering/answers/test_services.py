"""Answers to papers: the table of transitions exhaustively, who makes them, when they are late, who reads them, who is told."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.accounts.permissions import Role
from portal.accounts.services import assign
from portal.core import clock
from portal.core.errors import Conflict, NotNow, Refused
from portal.core.models import AuditEntry
from portal.core.notices.models import Notice
from portal.core.notices.rules import mail_time
from portal.steering import tasks
from portal.steering.answers import notices, policies, selectors, services
from portal.steering.answers.states import ANSWER_TONE, ANSWER_TRANSITIONS, OPEN, AnswerState
from portal.steering.directives.services import end_directive
from portal.steering.models import AnswerRequest, AnswerStep, Directive
from portal.steering.places import Place
from tests.factories import people, rows
from tests.factories.rows import at
from tests.factories.steering import SAID_WITH, answer_request, directive
from tests.factories.units import SYSTEM
from tests.story_day import STORY_DAY

pytestmark = pytest.mark.django_db

DUE = date(2019, 12, 20)
# Where each transition leads from each state; what is not here is refused.
_OPEN = {"give": "answered", "withdraw": "withdrawn"}
LEADS = {
    "asked": _OPEN | {"postpone": "asked"},
    "sent-back": _OPEN | {"postpone": "sent-back"},
    "answered": {"correct": "answered", "take_back": "asked", "send_back": "sent-back"},
    "withdrawn": {"restore": "asked"},
}
BY_ASKED = {"give", "correct", "take_back"}


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


@pytest.fixture
def head(country):
    return people.officer(country.hamlet)


@pytest.fixture
def paper(country):
    return directive(country.commune)


def reporter_of(country, body):
    person = people.user()
    since = people.LONG_AGO
    assign(
        by=SYSTEM,
        user=person,
        role=Role.ORGANISATION_REPORTER,
        unit=country.commune,
        body=body,
        valid_from=since,
    )
    return people.actor(person)


def stored(row):
    return AnswerRequest.objects.unscoped("test").get(pk=row.pk)


def move(by, row, name, **more):
    said = SAID_WITH[name] | more
    return services.move_request(by=by, request=row, name=name, version=row.version, **said)


def state_leading(name):
    return next(state for state, leads in LEADS.items() if name in leads)


def test_the_table_knows_every_state():
    assert set(LEADS) == set(AnswerState) == set(ANSWER_TONE)
    assert {one.name for one in ANSWER_TRANSITIONS} == set(SAID_WITH)
    assert {state for state, leads in LEADS.items() if "give" in leads} == OPEN


@pytest.mark.parametrize("state", LEADS)
@pytest.mark.parametrize("name", SAID_WITH)
def test_each_transition_from_each_state_leads_where_the_table_says_or_is_refused(
    country, officer, paper, state, name
):
    row = answer_request(paper, country.hamlet, state)
    before = (row.state, row.version, AuditEntry.objects.count(), AnswerStep.objects.count())
    if name in LEADS[state]:
        move(officer, row, name)
        assert stored(row).state == LEADS[state][name]
        step = AnswerStep.objects.latest("pk")
        assert (step.name, step.by) == (name, officer.user)
        assert AuditEntry.objects.latest("pk").action == f"answer.{name}"
    else:
        with pytest.raises(NotNow):
            move(officer, row, name)
        now = stored(row)
        after = (now.state, now.version, AuditEntry.objects.count(), AnswerStep.objects.count())
        assert after == before


@pytest.mark.parametrize("name", SAID_WITH)
def test_whoever_is_asked_answers_and_whoever_asked_does_the_rest(country, head, officer, paper, name):
    clerk = people.officer(country.commune, Role.CLERK)
    row = answer_request(paper, country.hamlet, state_leading(name))
    others = [
        people.officer(country.other_hamlet),
        people.officer(country.neighbour),
        people.officer(country.district),
        people.officer(country.commune, Role.COMMITTEE_DEPUTY),
        people.officer(country.commune, Role.COMMUNE_CHAIR),
    ]
    if name not in BY_ASKED:
        others.append(head)
    for other in others:
        with pytest.raises(Refused):
            policies.check_transition(other, row, ANSWER_TRANSITIONS[name])
    move(head if name in BY_ASKED else clerk, row, name)
    assert stored(row).state == LEADS[state_leading(name)][name]


def test_an_answer_keeps_what_was_said_before_when_it_is_corrected_or_sent_back(
    country, head, officer, paper
):
    row = answer_request(paper, country.hamlet)
    move(head, row, "give")
    move(head, row, "correct")
    now = stored(row)
    assert (now.results, now.proposals) == ("Đã họp dân ở 5 ấp", "")
    move(officer, row, "send_back")
    assert stored(row).due_on == date(2019, 12, 22)
    assert [(step.name, step.results, step.word, step.due_on) for step in selectors.history(row)] == [
        ("send_back", "", "Nêu rõ số hộ", date(2019, 12, 22)),
        ("correct", "Đã họp dân ở 5 ấp", "", DUE),
        ("give", "Đã họp dân ở 4 ấp", "", DUE),
    ]


@pytest.mark.parametrize(
    ("answered", "corrected", "late"),
    [(DUE, None, False), (DUE, DUE + timedelta(3), False), (DUE + timedelta(1), None, True)],
)
def test_an_answer_is_in_time_until_the_end_of_its_last_day_and_a_correction_does_not_make_it_late(
    country, head, paper, answered, corrected, late
):
    row = answer_request(paper, country.hamlet)
    with clock.pinned_to(at(answered, 23, 59)):
        move(head, row, "give")
    if corrected:
        with clock.pinned_to(at(corrected)):
            move(head, row, "correct")
    assert stored(row).is_late(DUE + timedelta(30)) is late


@pytest.mark.parametrize(
    ("state", "today", "late"),
    [
        ("asked", DUE, False),
        ("asked", DUE + timedelta(1), True),
        ("withdrawn", DUE + timedelta(1), False),
    ],
)
def test_what_is_not_answered_is_late_from_the_day_after_its_last(country, paper, state, today, late):
    assert answer_request(paper, country.hamlet, state).is_late(today) is late


def test_an_answer_is_taken_back_on_its_day_and_not_on_the_next(country, head, paper):
    row = answer_request(paper, country.hamlet, "answered")
    with clock.pinned_to(at(STORY_DAY + timedelta(1), 0, 0)), pytest.raises(NotNow):
        move(head, row, "take_back")
    move(head, row, "take_back")
    now = stored(row)
    assert (now.state, now.answered_on, now.answered_by) == ("asked", None, None)


@pytest.mark.parametrize(
    ("name", "said", "field"),
    [
        ("give", {"results": "  "}, "results"),
        ("give", {"results": "TỐI MẬT"}, "results"),
        ("give", {"results": "Xong", "proposals": "Tài liệu MẬT"}, "proposals"),
        ("correct", {"results": ""}, "results"),
        ("send_back", {"word": "", "due_on": DUE}, "word"),
        ("send_back", {"word": "Thiếu", "due_on": STORY_DAY - timedelta(1)}, "due_on"),
        ("postpone", {"due_on": None}, "due_on"),
        ("withdraw", {"word": "TUYỆT MẬT"}, "word"),
    ],
)
def test_what_is_missing_secret_or_past_is_refused_at_its_field(country, officer, paper, name, said, field):
    row = answer_request(paper, country.hamlet, state_leading(name))
    with pytest.raises(ValidationError) as refused:
        move(officer, row, name, **said)
    assert list(refused.value.message_dict) == [field]
    assert stored(row).version == row.version


def test_the_paper_of_an_answer_is_of_the_answerers_own_register(country, paper):
    above = directive(country.province)
    row = answer_request(above, country.commune)
    commune = people.officer(country.commune)
    for wrong in (above, directive(country.neighbour), directive(country.province)):
        with pytest.raises(ValidationError) as refused:
            move(commune, row, "give", paper=wrong)
        assert list(refused.value.message_dict) == ["paper"]
    move(commune, row, "give", paper=paper)
    assert stored(row).paper == paper


def test_of_two_answers_the_second_is_refused(country, head, officer, paper):
    row = answer_request(paper, country.hamlet)
    read = stored(row)
    move(head, row, "give")
    with pytest.raises((Conflict, NotNow)):
        move(officer, read, "give")
    assert stored(row).answered_by == head.user


# --- asking ---------------------------------------------------------------------------------------


def ask(by, paper, *places, due_on=DUE, key=None):
    return services.ask_for_answers(by=by, directive=paper, places=places, due_on=due_on, key=key)


def test_a_commune_asks_its_hamlets_and_bodies_and_neither_itself_nor_a_team_nor_a_neighbour(country, paper):
    union = rows.body(country.commune, name="Hội Phụ nữ")
    rows.body(country.neighbour, name="Hội của xã bên")
    named = selectors.may_be_asked(paper)
    assert {place.unit for place in named if place.body is None} == {country.hamlet, country.other_hamlet}
    assert [place.body for place in named if place.body] == [union]
    for wrong in (country.commune, country.self_managed_team, country.neighbour, country.neighbour_hamlet):
        with pytest.raises(ValidationError) as refused:
            ask(SYSTEM, paper, Place(wrong))
        assert list(refused.value.message_dict) == ["places"]


def test_a_province_asks_its_communes(country):
    places = selectors.may_be_asked(directive(country.province))
    assert country.commune in {place.unit for place in places}
    assert country.hamlet not in {place.unit for place in places}


def test_whoever_is_asked_already_is_not_asked_again(country, paper):
    ask(SYSTEM, paper, Place(country.hamlet))
    assert [place.unit for place in selectors.may_be_asked(paper)] == [country.other_hamlet]
    with pytest.raises(ValidationError):
        ask(SYSTEM, paper, Place(country.other_hamlet), Place(country.hamlet))
    assert AnswerRequest.objects.unscoped("test").count() == 1


@pytest.mark.parametrize("owner", ["unit", "body"])
def test_the_database_holds_one_request_an_owner(country, paper, owner):
    body = rows.body(country.commune) if owner == "body" else None
    row = answer_request(paper, body or country.hamlet)
    row.pk, row.public_id = None, "khac12345678"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_only_who_keeps_the_register_asks_and_only_of_a_paper_in_force(country, officer, paper):
    for other in (
        people.officer(country.neighbour),
        people.officer(country.district),
        people.officer(country.commune, Role.COMMITTEE_DEPUTY),
        people.officer(country.hamlet),
    ):
        with pytest.raises(Refused):
            ask(other, paper, Place(country.hamlet))
    end_directive(by=SYSTEM, directive=paper, version=paper.version, on=STORY_DAY)
    with pytest.raises(NotNow):
        ask(officer, paper, Place(country.hamlet))
    assert not AnswerRequest.objects.unscoped("test").exists()


@pytest.mark.parametrize(("due_on", "refused"), [(STORY_DAY, False), (STORY_DAY - timedelta(1), True)])
def test_the_last_day_is_not_before_today(country, paper, due_on, refused):
    if refused:
        with pytest.raises(ValidationError):
            ask(SYSTEM, paper, Place(country.hamlet), due_on=due_on)
    else:
        assert ask(SYSTEM, paper, Place(country.hamlet), due_on=due_on)[0].due_on == due_on


def test_a_form_that_is_sent_twice_asks_once(country, officer, paper):
    key = uuid4()
    for _twice in range(2):
        ask(officer, paper, Place(country.hamlet), Place(country.other_hamlet), key=key)
    assert AnswerRequest.objects.unscoped("test").count() == 2
    assert Notice.objects.filter(kind="answer.asked", user=officer.user).count() == 0


# --- who reads it ---------------------------------------------------------------------------------


def reads(actor, row):
    """Whether a person finds the request, and whether the paper."""
    return (
        selectors.requests(actor).filter(pk=row.pk).exists(),
        Directive.objects.visible_to(actor).filter(pk=row.directive_id).exists(),
    )


def test_a_bodys_person_reads_the_requests_of_that_body_and_their_papers_alone(country, paper):
    union, front = rows.body(country.commune, name="Hội Phụ nữ"), rows.body(country.commune, name="Mặt trận")
    unions, fronts = answer_request(paper, union), answer_request(directive(country.commune), front)
    hamlets = answer_request(paper, country.hamlet)
    member, plain = reporter_of(country, union), people.reporter(country.commune)
    assert reads(member, unions) == (True, True)
    assert reads(member, fronts) == (False, False)
    assert reads(member, hamlets) == (False, True)
    assert reads(plain, unions) == (False, False)
    assert [line.request for line in selectors.requests_of(member, paper)] == [unions]


def test_a_hamlet_reads_what_it_is_asked_until_that_is_withdrawn(country, head, officer, paper):
    row = answer_request(paper, country.hamlet)
    assert reads(head, row) == (True, True)
    for other in (people.officer(country.other_hamlet), people.officer(country.neighbour)):
        assert reads(other, row) == (False, False)
    move(officer, row, "withdraw")
    assert reads(head, row) == (True, False)


def test_a_commune_reads_what_the_province_asks_of_it_and_not_what_it_asks_of_another(country):
    above = directive(country.province)
    own, theirs = answer_request(above, country.commune), answer_request(above, country.neighbour)
    leader = people.leader(country.commune)
    assert reads(leader, own) == (True, True)
    assert reads(leader, theirs) == (False, True)
    assert reads(people.leader(country.neighbour), own) == (False, True)


# --- notices --------------------------------------------------------------------------------------


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("user", flat=True))


def test_who_is_asked_is_told_and_who_asked_hears_of_the_answer(country, head, officer, paper):
    clerk = people.officer(country.commune, Role.CLERK)
    people.officer(country.other_hamlet)
    row = answer_request(paper, country.hamlet, by=officer)
    assert told("answer.asked") == [head.user.pk]
    move(head, row, "give")
    assert told("answer.given") == sorted([officer.user.pk, clerk.user.pk])
    move(officer, row, "send_back")
    assert told("answer.sent-back") == [head.user.pk]
    text = Notice.objects.get(kind="answer.sent-back").text
    assert text == "Nội dung trả lời văn bản được đề nghị bổ sung, hạn 22/12/2019."


def test_a_body_without_anyone_is_answered_for_by_the_committee(country, officer, paper):
    front = rows.body(country.commune, name="Mặt trận")
    row = answer_request(paper, front)
    assert told("answer.asked") == [officer.user.pk]
    move(officer, row, "give")
    assert stored(row).answered_by == officer.user


def remind_on(day):
    with clock.pinned_to(at(str(day))):
        tasks.remind_of_answers()


def occasions(actor):
    kept = Notice.objects.filter(kind="answer.due", user=actor.user).order_by("pk")
    return [notice.key.rsplit(":", 1)[1] for notice in kept]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (DUE - timedelta(3), []),
        (DUE - timedelta(2), ["before"]),
        (DUE, ["today"]),
        (DUE + timedelta(1), ["late"]),
        (DUE + timedelta(7), ["late"]),
        (DUE + timedelta(8), []),
    ],
)
def test_who_is_asked_is_reminded_before_the_last_day_on_it_and_once_when_late(
    country, head, paper, day, expected
):
    answer_request(paper, country.hamlet)
    for _twice in range(2):
        remind_on(day)
    assert occasions(head) == expected


@pytest.mark.parametrize("name", ["give", "withdraw", "postpone"])
def test_what_is_not_owed_by_that_day_is_reminded_of_no_more_and_an_unseen_reminder_goes(
    country, head, officer, paper, name
):
    row = answer_request(paper, country.hamlet)
    remind_on(DUE)
    assert occasions(head) == ["today"]
    with clock.pinned_to(at(str(DUE))):
        move(officer, row, name, **({"due_on": DUE + timedelta(20)} if name == "postpone" else {}))
    remind_on(DUE)
    assert occasions(head) == []


@pytest.mark.parametrize("on", [True, False])
def test_the_job_reminds_unless_reminders_are_off(country, head, paper, settings, on):
    settings.TASK_REMINDERS = on
    answer_request(paper, country.hamlet)
    remind_on(DUE)
    assert bool(occasions(head)) is on


@pytest.mark.parametrize("kind", notices.KINDS, ids=lambda kind: kind.key)
def test_what_is_told_at_night_goes_by_mail_in_the_morning(kind):
    assert mail_time(at("2019-12-20", 23, 10), urgent=kind.urgent) == at("2019-12-21", 6, 30)


def test_who_asked_reminds_those_who_have_not_answered_once_a_day(country, head, officer, paper):
    other = people.officer(country.other_hamlet)
    row = answer_request(paper, country.hamlet)
    answer_request(paper, country.other_hamlet, "answered")
    assert services.remind_of_answers(by=officer, directive=paper) == 1
    assert told("answer.reminded") == [head.user.pk]
    assert other.user.pk not in told("answer.reminded")
    with pytest.raises(NotNow):
        services.remind_of_answers(by=officer, directive=paper)
    assert stored(row).reminded_on == STORY_DAY
    with clock.pinned_to(at(STORY_DAY + timedelta(1))):
        assert services.remind_of_answers(by=officer, directive=paper) == 1
    for other in (head, people.officer(country.district), people.officer(country.neighbour)):
        with pytest.raises(Refused):
            services.remind_of_answers(by=other, directive=paper)
