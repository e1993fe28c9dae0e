"""Lists of tips: whose they are, how they are found, what needs someone now. A neighbour's row never shows."""

import pytest

from portal.core import clock
from tests.factories import people
from tests.factories.rows import at, tip, tip_in, transition
from tips import selectors
from tips.models import Tip, TipTransition

pytestmark = pytest.mark.django_db


def seen(actor, **query):
    return set(selectors.tips(actor, **query))


def test_a_list_never_shows_a_neighbours_row_however_it_is_asked(country):
    mine, theirs = (
        tip(country.hamlet),
        tip(country.neighbour_hamlet, summary="Mất trộm xe đạp trước chợ Phước Minh"),
    )
    officer = people.officer(country.commune)
    assert seen(officer) == seen(officer, query="mat trom") == {mine}
    assert seen(officer, query="phuoc minh") == set()
    assert set(selectors.open_tips(officer)) == {mine}
    assert selectors.most_pressing(officer) == [mine]
    assert selectors.the_day(officer)[0]["open"] == 1
    assert not selectors.tips(officer).filter(public_id=theirs.public_id).exists()
    assert {transition.tip for transition in TipTransition.objects.visible_to(officer)} == {mine}


def test_who_sees_which_tips(country):
    head, neighbours_head = people.officer(country.hamlet), people.officer(country.neighbour_hamlet)
    reporter = people.reporter(country.commune)
    of_head = tip(country.hamlet, by=head)
    of_officer = tip(country.hamlet, by=people.officer(country.commune))
    of_reporter = tip(country.commune, by=reporter)
    of_neighbour = tip(country.neighbour_hamlet, by=neighbours_head)
    commune = {of_head, of_officer, of_reporter}
    for actor, tips in (
        (people.officer(country.commune), commune),
        (people.leader(country.commune), commune),
        (people.officer(country.district), commune | {of_neighbour}),
        (people.officer(country.province), commune | {of_neighbour}),
        (people.officer(country.new_province), set()),
        (head, {of_head}),  # only what one sent in oneself
        (people.officer(country.hamlet), set()),
        (reporter, {of_reporter}),
        (people.administrator(country.commune), set()),
        (people.actor(people.user()), set()),
    ):
        assert seen(actor) == tips


def test_what_one_sent_in_is_ones_own_only_while_one_works_there(country):
    head = people.officer(country.hamlet)
    sent = tip(country.hamlet, by=head)
    head.user.assignments.update(valid_to="2019-12-08")
    assert seen(people.actor(head.user)) == set()
    moved_on = people.officer(country.neighbour_hamlet, person=head.user)
    assert seen(moved_on) == set()
    assert Tip.objects.unscoped("test").get() == sent


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("trom cho", True),
        ("TRỘM CHÓ", True),
        ("trộm ch", True),
        ("  trộm   chó  ", True),
        ("cho trom", True),
        ("rom cho", False),
        ("trom cho phuoc hoi dem", True),
        ("trom%", True),  # signs are no words
        ("trom_cho", True),
        ("ma tuy", True),  # the category's own words
        ("co%u", False),
    ],
)
def test_tips_are_found_by_words_without_accents(country, query, found):
    kept = tip(country.hamlet, category="drugs", summary="Trộm chó, Phước Hội (đêm)")
    assert seen(people.officer(country.commune), query=query) == ({kept} if found else set())


def test_an_empty_search_finds_all(country):
    tip(country.hamlet)
    officer = people.officer(country.commune)
    assert len(seen(officer, query="")) == 1
    # Only signs is a search, and nothing is spelled like that.
    assert seen(officer, query="…") == set()


@pytest.mark.parametrize(
    ("now", "counts"),
    [
        # Logged Thursday 5 December at 16:00, due Friday at 16:00.
        (at("2019-12-05", 16, 30), {"due_today": 0, "overdue": 0}),
        (at("2019-12-06", 8), {"due_today": 1, "overdue": 0}),
        (
            at("2019-12-06", 16),
            {"due_today": 1, "overdue": 0},
        ),  # the due moment is still in time
        (at("2019-12-06", 16, 0, 1), {"due_today": 0, "overdue": 1}),
    ],
)
def test_what_is_due_today_and_what_is_overdue(country, now, counts):
    officer = people.officer(country.commune)
    tip(country.hamlet, received_at=at("2019-12-05", 16))
    with clock.pinned_to(now):
        assert selectors.the_day(officer)[0] == {"new": 1, "open": 1} | counts


def test_once_the_first_step_is_taken_nothing_is_owed_and_the_tip_stays_open(country):
    officer = people.officer(country.commune)
    taken = tip(country.hamlet, received_at=at("2019-12-05", 16))
    with clock.pinned_to(at("2019-12-06", 9)):
        transition(taken, "assign", by=officer)
    with clock.pinned_to(at("2019-12-20", 9)):
        assert selectors.the_day(officer)[0] == {
            "new": 0,
            "due_today": 0,
            "overdue": 0,
            "open": 1,
        }


@pytest.mark.parametrize(
    ("state", "is_open"),
    [
        ("new", 1),
        ("classified", 1),
        ("in-hand", 1),
        ("passed-on", 0),
        ("resolved", 0),
        ("closed", 0),
        ("void", 0),
    ],
)
def test_which_states_are_open(country, state, is_open):
    officer = people.officer(country.commune)
    tip_in(state, country.hamlet, by=officer)
    assert selectors.the_day(officer)[0]["open"] == is_open


def test_the_most_pressing_come_first(country):
    later = tip(country.hamlet, received_at=at("2019-12-06", 9))
    sooner = tip(country.hamlet, received_at=at("2019-12-05", 9))
    assert selectors.most_pressing(people.officer(country.commune)) == [sooner, later]


def test_a_history_is_the_tips_own_newest_first(country):
    officer = people.officer(country.commune)
    tip_in("resolved", country.hamlet, by=officer)
    kept = tip_in("closed", country.hamlet, by=officer)
    assert [transition.name for transition in selectors.history(officer, kept)] == [
        "answer",
        "resolve",
        "log",
    ]
