"""Lines upward: a turn changes the days from its own on and no others; no line ever leads back to where it began."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.bodies.lines import Span, lead_back, overlap, turned

D = date(2020, 1, 1)


def day(number: int) -> date:
    return D + timedelta(days=number)


def span(above: int, first: int | None, end: int | None) -> Span:
    return Span(above, None if first is None else day(first), None if end is None else day(end))


def above_on(spans, when: date) -> int | None:
    """The body above on a day, by reading every span."""
    found = [one.above for one in spans if one.holds(when)]
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("before", "above", "on", "after"),
    [
        ([], 7, 0, [span(7, 0, None)]),
        ([], 7, None, [span(7, None, None)]),
        ([], None, 0, []),
        ([span(1, 0, None)], 2, 5, [span(1, 0, 5), span(2, 5, None)]),
        # On the first day of the old line nothing of it is left.
        ([span(1, 0, None)], 2, 0, [span(2, 0, None)]),
        ([span(1, 0, None)], 2, 1, [span(1, 0, 1), span(2, 1, None)]),
        # The new line lasts as long as the one it replaces.
        ([span(1, 0, 9)], 2, 5, [span(1, 0, 5), span(2, 5, 9)]),
        # On the day after its last, the old line stays whole.
        ([span(1, 0, 9)], 2, 9, [span(1, 0, 9), span(2, 9, None)]),
        # Before the first line: until that begins.
        ([span(1, 4, None)], 2, 1, [span(2, 1, 4), span(1, 4, None)]),
        ([span(1, 4, None)], 2, None, [span(2, None, 4), span(1, 4, None)]),
        ([span(1, None, None)], 2, None, [span(2, None, None)]),
        # Under none from a day on.
        ([span(1, 0, None)], None, 5, [span(1, 0, 5)]),
        ([span(1, 0, 3), span(2, 3, None)], None, 1, [span(1, 0, 1), span(2, 3, None)]),
        # What meets under the same body is one line.
        ([span(1, 0, 5), span(2, 5, None)], 1, 5, [span(1, 0, None)]),
        ([span(1, 0, None)], 1, 5, [span(1, 0, None)]),
        ([span(1, 4, None)], 1, 1, [span(1, 1, None)]),
        ([span(1, 0, 2), span(1, 4, None)], 1, 2, [span(1, 0, None)]),
        ([span(1, 0, 3), span(2, 3, 5)], 2, 5, [span(1, 0, 3), span(2, 3, None)]),
    ],
)
def test_a_turn_on_a_day(before, above, on, after):
    assert turned(before, above, None if on is None else day(on)) == after


@pytest.mark.parametrize(
    ("spans", "do"),
    [
        ([], False),
        ([span(1, 0, 5), span(2, 5, None)], False),
        ([span(2, 5, None), span(1, 0, 6)], True),
        ([span(1, None, None), span(2, 0, 1)], True),
        ([span(1, None, 1), span(2, None, 0)], True),
        ([span(1, 0, 1), span(2, 3, 4)], False),
    ],
)
def test_the_day_after_the_last_belongs_to_the_next(spans, do):
    assert overlap(spans) is do


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (span(1, 0, 5), span(2, 4, 9), span(1, 4, 5)),
        (span(1, 0, 5), span(2, 5, 9), None),
        (span(1, None, None), span(2, None, None), span(1, None, None)),
        (span(1, None, 5), span(2, 1, None), span(1, 1, 5)),
    ],
)
def test_the_days_that_two_spans_share(one, other, shared):
    assert one.within(other) == shared


LIMITS = st.one_of(st.none(), st.integers(0, 12))
TURNS = st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 3)), LIMITS), max_size=8)


@given(TURNS, st.one_of(st.none(), st.integers(1, 3)), LIMITS)
def test_turns_never_overlap_and_change_nothing_before_their_day(turns, above, on):
    spans: list[Span] = []
    for under, first in turns:
        spans = turned(spans, under, None if first is None else day(first))
    after = turned(spans, above, None if on is None else day(on))
    assert not overlap(after)
    begins = -2 if on is None else on
    for number in range(-2, 15):
        if number < begins:
            assert above_on(after, day(number)) == above_on(spans, day(number))
    if on is not None:
        assert above_on(after, day(on)) == above
    # What began later than the turn's day goes on as it was.
    for later in spans:
        if (
            later.first
            and later.first > (D if on is None else day(on))
            and not (on is None and later.first <= D)
        ):
            assert above_on(after, later.first) == later.above


@given(st.lists(st.tuples(st.integers(0, 4), st.one_of(st.none(), st.integers(0, 4)), LIMITS), max_size=14))
def test_whatever_is_turned_no_line_leads_back_on_any_day(turns):
    kept: dict[int, list[Span]] = defaultdict(list)

    def lines_of(bodies: set[int]):
        return [(body, one) for body in bodies for one in kept[body]]

    for body, above, on in turns:
        new = turned(kept[body], above, None if on is None else day(on))
        before = dict(kept)
        circular = lead_back(body, new, lines_of)
        kept[body] = new
        # By walking up on every day, which is slower and plainer.
        assert circular is any(_walks_back(kept, body, day(number)) for number in range(-1, 14))
        if circular:
            kept = defaultdict(list, before)


def _walks_back(kept, body: int, when: date) -> bool:
    at, steps = above_on(kept[body], when), 0
    while at is not None and at != body and steps <= len(kept):
        at, steps = above_on(kept[at], when), steps + 1
    return at == body
