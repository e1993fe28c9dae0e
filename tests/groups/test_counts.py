"""A count holds from its day until the next; on every day exactly the right one is in force."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.indicators import INDICATORS
from groups.models import MemberCount
from groups.services import count_members
from portal.core.periods import Days
from tests.conftest import STORY_DAY
from tests.factories import people
from tests.factories.rows import group

pytestmark = pytest.mark.django_db
FIRST = date(2019, 11, 1)
MEMBERS = next(indicator for indicator in INDICATORS if indicator.key == "groups.members")
counts = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 300)), min_size=1, max_size=10)


def in_force(kept, day):
    """What the figure of members counts of a group on a day."""
    rows = MEMBERS.rows(kept.unit, Days(day, day + timedelta(days=1))).filter(group=kept)
    return list(rows.values_list("members", flat=True))


@settings(max_examples=25)
@given(counts)
def test_whatever_the_order_of_counting_each_day_has_its_latest_count(country, counts):
    with transaction.atomic():
        head = people.officer(country.hamlet)
        kept = group(country.hamlet)
        known = {}
        for offset, members in counts:
            day = FIRST + timedelta(days=offset)
            count_members(by=head, group=kept, counted_on=day, members=members)
            known[day] = members  # a second count on a day replaces the first
        for offset in range(-1, 15):
            day = FIRST + timedelta(days=offset)
            earlier = [members for counted, members in sorted(known.items()) if counted <= day]
            assert in_force(kept, day) == earlier[-1:], day
        assert MemberCount.objects.unscoped("test").filter(group=kept).count() == len(known)
        transaction.set_rollback(True)


def test_counts_of_two_groups_do_not_supersede_each_other(country):
    head = people.officer(country.hamlet)
    one, two = group(country.hamlet), group(country.hamlet)
    count_members(by=head, group=one, counted_on=FIRST, members=10)
    count_members(by=head, group=two, counted_on=FIRST + timedelta(days=1), members=20)
    assert (in_force(one, STORY_DAY), in_force(two, STORY_DAY)) == ([10], [20])


def test_a_closed_groups_count_is_in_force_no_more(country):
    head = people.officer(country.hamlet)
    kept = group(country.hamlet)
    count_members(by=head, group=kept, counted_on=FIRST, members=10)
    kept.closed_on = FIRST + timedelta(days=5)
    kept.save()
    assert in_force(kept, FIRST + timedelta(days=4)) == [10]
    assert in_force(kept, FIRST + timedelta(days=5)) == []
