"""Services called at once, past the turns that forms take: each locks what it checks, and reads it again."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from groups.models import ChatGroup, CoverageBase, MemberCount
from groups.services import count_members, create_group, set_base
from portal.accounts.models import Assignment
from portal.accounts.services import assign, close_account, end_assignment
from portal.core import clock
from portal.core.errors import Conflict, Refused
from portal.signin.cards.services import issue_card
from portal.signin.models import Card
from portal.units.amendments.kinds import CloseUnit, CreateUnit, MergeUnits, MoveUnit, RenameUnit
from portal.units.amendments.preview_fingerprint import fingerprint_of
from portal.units.amendments.reform import ReformProvince, begin_reform
from portal.units.amendments.serialization import NewUnit
from portal.units.amendments.services import decide_amendment, undo_amendment
from portal.units.models import Amendment, Unit, UnitEdge, UnitVersion
from reports.models import Report
from reports.services import begin_report, issue_report
from tests.concurrency.gates import at_the_gate
from tests.conftest import STORY_MOMENT
from tests.factories import people, rows
from tests.factories.units import LONG_AGO, SYSTEM, Country, make_country, unit
from tests.surroundings import on_postgresql
from tips.models import Tip

pytestmark = pytest.mark.skipif(not on_postgresql(), reason="SQLite writes one transaction after the other")
TODAY = STORY_MOMENT.date()


@pytest.fixture
def standing(seeds) -> Country:
    """The small country, with none of its units with an end."""
    country = make_country()
    for model in (Unit, UnitVersion, UnitEdge):
        model.objects.update(valid_from=LONG_AGO, valid_to=None)
    for one in country.all():
        one.refresh_from_db()
    return country


def at_once(*actions: Callable[[], object]) -> list:
    """The result of each action, or the refusal it raised. None locks or writes before all have read what they read."""
    gate = threading.Barrier(len(actions))

    def run(action):
        try:
            with clock.pinned_to(STORY_MOMENT), at_the_gate(gate):
                return action()
        except (ValidationError, Refused, Conflict) as no:
            return no
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as workers:
        return [each.result(timeout=60) for each in [workers.submit(run, action) for action in actions]]


def done(results: list) -> list:
    """The results that are no refusals."""
    return [each for each in results if not isinstance(each, Exception)]


def act(one, by=SYSTEM):
    return lambda: decide_amendment(by=by, plan=one, on=TODAY)


def test_two_that_swallow_each_other_one_does(standing):
    one, other = standing.hamlet, standing.other_hamlet
    made = done(at_once(act(MergeUnits((one, other), other)), act(MergeUnits((one, other), one))))
    assert len(made) == 1
    kept = Unit.objects.filter(pk__in=[one.pk, other.pk], valid_to=None).get()
    gone = Unit.objects.exclude(pk=kept.pk).get(pk__in=[one.pk, other.pk])
    assert (gone.parent, kept.parent) == (kept, standing.commune)


def test_nothing_is_merged_into_what_closes(standing):
    one, other = standing.hamlet, standing.other_hamlet
    made = done(at_once(act(MergeUnits((one, other), other)), act(CloseUnit(other))))
    assert len(made) == 1
    ended = Unit.objects.filter(pk__in=[one.pk, other.pk]).exclude(valid_to=None)
    assert ended.get() == (one if made[0].kind == "merge" else other)


def test_eight_who_add_one_hamlet_add_one(standing):
    new = CreateUnit("hamlet", standing.commune, NewUnit("ap", "Bình Minh"))
    assert len(done(at_once(*[act(new)] * 8))) == 1
    assert Unit.objects.filter(name="Bình Minh").count() == 1


def test_eight_renames_bear_a_number_each(standing):
    renames = [act(RenameUnit(standing.hamlet, f"Tên {n}")) for n in range(8)]
    made = done(at_once(*renames))
    numbers = list(Amendment.objects.order_by("nth").values_list("nth", flat=True))
    assert numbers == list(range(1, len(made) + 1))
    # Each took the name valid then: the last one's remains.
    last = Amendment.objects.order_by("nth").last()
    assert Unit.objects.get(pk=standing.hamlet.pk).name == last.details["name"]


def test_of_eight_renames_confirmed_on_one_preview_one_goes_through(standing):
    renames = [RenameUnit(standing.hamlet, f"Tên {n}") for n in range(8)]
    marks = [fingerprint_of(one, TODAY) for one in renames]
    results = at_once(
        *[
            lambda one=one, seen=seen: decide_amendment(by=SYSTEM, plan=one, on=TODAY, seen=seen)
            for one, seen in zip(renames, marks, strict=True)
        ]
    )
    (made,) = done(results)
    assert Unit.objects.get(pk=standing.hamlet.pk).name == made.details["name"]
    told = [str(each) for each in results if isinstance(each, Conflict)]
    assert len(told) == 7
    assert all(f"Hiện nay: Ấp {made.details['name']}" in words for words in told)


def test_two_siblings_do_not_take_one_name(standing):
    both = (standing.hamlet, standing.other_hamlet)
    assert len(done(at_once(*[act(RenameUnit(one, "Tên chung")) for one in both]))) == 1
    assert Unit.objects.filter(name="Tên chung").count() == 1


def test_two_far_away_communes_do_not_take_one_code(standing):
    renames = [RenameUnit(one, one.name, "26000") for one in (standing.neighbour, standing.new_commune)]
    assert len(done(at_once(*map(act, renames)))) == 1


def test_four_closes_close_once(standing):
    assert len(done(at_once(*[act(CloseUnit(standing.other_hamlet))] * 4))) == 1
    assert Amendment.objects.filter(state="in-force").count() == 1


def test_an_act_is_taken_back_once(standing):
    stored = decide_amendment(by=SYSTEM, plan=RenameUnit(standing.hamlet, "Khác"), on=TODAY)
    version = stored.version
    twice = [lambda: undo_amendment(by=SYSTEM, amendment=Amendment.objects.get(), version=version)] * 2
    assert len(done(at_once(*twice))) == 1


def test_what_is_written_in_a_unit_goes_where_the_unit_goes(standing):
    beside = unit("district", "huyen", "Tân Biên", standing.province, code="705", valid_from=LONG_AGO)
    tip, moved = at_once(
        lambda: rows.tip(standing.hamlet),
        act(MoveUnit(standing.commune, beside)),
    )
    found = Tip.objects.unscoped("test").get(pk=tip.pk)
    assert moved.state == "in-force"
    assert found.district == beside


def test_a_reform_is_begun_once(standing):
    province = standing.new_province
    Unit.objects.filter(pk=province.pk).update(valid_from=date(2025, 7, 1))
    begun = at_once(
        *[lambda: begin_reform(by=SYSTEM, plan=ReformProvince(Unit.objects.get(pk=province.pk)))] * 2
    )
    assert begun[0] == begun[1]
    assert Amendment.objects.count() == 1


@pytest.mark.parametrize("days", [(10, 5), (5, 10), (5, 5), (40, 20)])
def test_two_counts_for_days_before_a_later_one_do_not_overlap(standing, days):
    group = rows.group(standing.hamlet)
    for ago, members in ((30, 41), (1, 42)):
        count_members(by=SYSTEM, group=group, counted_on=TODAY - timedelta(ago), members=members)

    def count(ago):
        own = ChatGroup.objects.unscoped("test").get()
        return lambda: count_members(
            by=SYSTEM, group=own, counted_on=TODAY - timedelta(ago), members=80 + ago
        )

    assert len(done(at_once(*map(count, days)))) == 2
    spans = list(
        MemberCount.objects.unscoped("test")
        .order_by("counted_on")
        .values_list("counted_on", "superseded_on", "members")
    )
    begins = [begin for begin, _end, _members in spans]
    assert [end for _begin, end, _members in spans] == [*begins[1:], None]
    assert set(begins) == {TODAY - timedelta(ago) for ago in (30, 1, *days)}


@pytest.mark.django_db
def test_the_database_refuses_counts_that_overlap(country):
    group = rows.group(country.hamlet)
    count_members(by=SYSTEM, group=group, counted_on=TODAY - timedelta(30), members=1)
    last = count_members(by=SYSTEM, group=group, counted_on=TODAY - timedelta(10), members=2)
    held = MemberCount.objects.unscoped("test")
    with pytest.raises(IntegrityError), transaction.atomic():
        held.filter(pk=last.pk).update(counted_on=TODAY - timedelta(20))


def test_two_taps_begin_one_report(standing):
    officer = people.officer(standing.commune)
    period = rows.Period.parse("2019-11")
    begun = at_once(*[lambda: begin_report(by=officer, unit=standing.commune, period=period)] * 5)
    assert len({report.pk for report in begun}) == 1
    assert Report.objects.unscoped("test").count() == 1


def test_two_reports_issued_at_once_bear_two_numbers(standing):
    officer = people.officer(standing.commune)
    drafts = [rows.report(standing.commune, code, by=officer) for code in ("2019-10", "2019-11")]
    issued = at_once(*[lambda d=draft: issue_report(by=officer, report=d, version=1) for draft in drafts])
    assert sorted(report.number for report in issued) == [1, 2]


def test_bases_set_at_once_stand_once(standing):
    officer = people.officer(standing.commune)
    given = {"unit": standing.commune, "subject": "households", "year": 2019}
    bases = [lambda n=n: set_base(by=officer, **given, count=n, source="Xã", as_of=TODAY) for n in (1, 2, 3)]
    assert len(done(at_once(*bases))) == 3
    assert CoverageBase.objects.unscoped("test").get().version == 3


def test_one_name_of_a_group_is_registered_once_and_said_no_to_by_field(standing):
    officer = people.officer(standing.commune)
    more = {"kind": "hamlet", "name": "Nhóm ấp 1", "opened_on": LONG_AGO}
    results = at_once(*[lambda: create_group(by=officer, unit=standing.hamlet, **more)] * 4)
    assert len(done(results)) == 1
    assert {type(each) for each in results} == {ChatGroup, ValidationError}


def test_two_administrators_do_not_take_the_last_ones_office_from_each_other(standing):
    one, other = people.administrator(standing.commune), people.administrator(standing.commune)
    results = at_once(
        lambda: end_assignment(by=one, assignment=Assignment.objects.get(pk=other.current.pk)),
        lambda: close_account(by=other, user=one.user),
    )
    assert len(done(results)) == 1
    assert any(isinstance(each, Refused) for each in results)


def test_nobody_is_given_the_same_office_twice(standing):
    person, admin = people.user(), people.administrator(standing.commune)
    role = {"role": "hamlet-head", "unit": standing.hamlet, "valid_from": TODAY}
    days = (None, TODAY + timedelta(30), TODAY + timedelta(60))
    given = [lambda d=day: assign(by=admin, user=person, valid_to=d, **role) for day in days]
    assert len(done(at_once(*given))) == 1


def test_cards_issued_at_once_leave_one_that_lives(standing):
    holder, officer = people.officer(standing.hamlet), people.officer(standing.commune)
    made = at_once(*[lambda: issue_card(by=officer, person=holder.user)] * 3)
    assert len(done(made)) == 3
    assert Card.objects.filter(user=holder.user, ended_at=None).count() == 1
