"""Which entries of the log share a line: one person's, of one kind, without a long pause."""

from collections import namedtuple
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.services import confirm_groups
from portal.core import clock
from portal.oversight.grouping import AT_LEAST, PAUSE, sittings
from tests.architecture.world import client_of
from tests.conftest import STORY_MOMENT
from tests.factories import people, rows

Row = namedtuple("Row", ("at", "actor__full_name", "actor_role", "action", "model"))


def row(minutes: int, name: str = "An", action: str = "group.confirm") -> Row:
    return Row(STORY_MOMENT - timedelta(minutes=minutes), name, "hamlet-head@1", action, "groups.chatgroup")


def test_three_of_a_kind_share_a_line_and_two_do_not():
    assert sittings([row(0), row(1), row(2)]) == [[0, 1, 2]]
    assert sittings([row(0), row(1)]) == [[0], [1]]


@pytest.mark.parametrize(("pause", "together"), [(PAUSE, True), (PAUSE + timedelta(minutes=1), False)])
def test_a_longer_pause_begins_another_sitting(pause, together):
    later = int(pause.total_seconds()) // 60
    found = sittings([row(0), row(1), row(1 + later), row(2 + later)])
    assert (found == [[0, 1, 2, 3]]) is together


def test_counts_between_confirmations_do_not_tear_them_apart():
    kinds = ["group.confirm", "group.count"] * 3
    found = sittings([row(n, action=kind) for n, kind in enumerate(kinds)])
    assert found == [[0, 2, 4], [1, 3, 5]]


def test_another_person_between_them_does():
    found = sittings([row(0), row(1), row(2, name="Bình"), row(3), row(4)])
    assert found == [[0], [1], [2], [3], [4]]


@given(
    st.lists(st.tuples(st.integers(0, 90), st.sampled_from("AB"), st.sampled_from(["x", "y"])), max_size=30)
)
def test_every_entry_stands_on_one_line_in_the_order_of_the_first(steps):
    at, listed = 0, []
    for gap, name, action in steps:
        at += gap
        listed.append(row(at, name, action))
    lines = sittings(listed)
    assert sorted(position for line in lines for position in line) == list(range(len(listed)))
    assert [line[0] for line in lines] == sorted(line[0] for line in lines)
    for line in lines:
        assert len(line) == 1 or len(line) >= AT_LEAST
        assert len({listed[position][1:] for position in line}) == 1


@pytest.mark.django_db
def test_ten_confirmations_of_one_evening_are_one_line_that_opens_into_ten(country):
    head = people.officer(country.hamlet)
    groups = [rows.group(country.hamlet) for _n in range(10)]
    with clock.pinned_to(STORY_MOMENT + timedelta(hours=9)):
        confirm_groups(by=head, groups=groups, condition="active")
    text = client_of(people.leader(country.commune)).get("/nhat-ky/").content.decode()
    assert "Xác nhận tình hình nhóm · 10 lần" in text
    opened = text.partition("Xác nhận tình hình nhóm · 10 lần")[2].partition("</details>")[0]
    assert opened.count("<li>") == 10
