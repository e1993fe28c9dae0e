"""Ratios are kept by their parts; zero, not reported and not applicable are three values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import indicators, manifests
from portal.core.indicators import Indicator, Known, Measure, Source
from portal.core.manifests import Manifest
from tests.manifests import added

counts = st.integers(0, 10**6)


def test_zero_is_not_the_same_as_not_reported_or_not_applicable():
    assert Measure(0).value == 0
    assert Measure(0, known=Known.NOT_REPORTED).value is None
    assert Measure(0, known=Known.NOT_APPLICABLE).value is None
    assert (
        len({Measure(0), Measure(0, known=Known.NOT_REPORTED), Measure(0, known=Known.NOT_APPLICABLE)}) == 3
    )


@pytest.mark.parametrize(
    ("top", "bottom", "value"), [(0, 0, None), (3, 0, None), (0, 8, 0), (7, 8, 87.5), (9, 8, 112.5)]
)
def test_a_ratio_without_base_has_no_value_and_above_its_base_keeps_it(top, bottom, value):
    assert Measure(top, bottom).value == value


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=8))
def test_ratios_add_up_by_their_parts_not_by_their_percents(parts):
    total = Measure(0, 0)
    for top, bottom in parts:
        total += Measure(top, bottom)
    assert (total.top, total.bottom) == (sum(top for top, _ in parts), sum(bottom for _, bottom in parts))


def test_what_was_not_reported_adds_nothing_and_takes_nothing():
    silent = Measure(0, known=Known.NOT_REPORTED)
    assert Measure(5) + silent == silent + Measure(5) == Measure(5)
    assert (silent + silent).value is None


def test_a_sum_over_units_counts_those_without_a_base_too():
    silent = Measure(0, 0, Known.NOT_APPLICABLE, (0, 1))
    empty, full = Measure(0, 0, units=(0, 1)), Measure(13, 21, units=(1, 1))
    for total in (silent + empty + full, full + silent + empty):
        assert (total.top, total.bottom, total.units) == (13, 21, (1, 3))
    assert (silent + silent).known is Known.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("with_base", "all_units", "enough"), [(4, 5, True), (79, 99, False), (0, 1, True), (11, 11, True)]
)
def test_a_percent_wants_four_of_five_units(with_base, all_units, enough):
    measure = Measure(1, 2, units=(with_base, all_units))
    assert measure.enough is enough
    assert measure.value == (50 if enough else None)


def test_a_key_stands_for_one_thing_only():
    taken = indicators.everything()[0]
    other = Indicator(taken.key, "x", "x", "x", Source("x", lambda area: None), lambda days, area: None)
    with added(Manifest(indicators=[other])):
        assert [fault for fault in manifests.faults() if taken.key in fault]
        assert indicators.get(taken.key) is taken
    with pytest.raises(KeyError):
        indicators.get("no.such")


def test_every_figure_says_what_it_counts():
    for indicator in indicators.everything():
        assert str(indicator.label), indicator.key
        assert str(indicator.unit), indicator.key
        assert len(str(indicator.definition)) > 15, indicator.key
        assert (indicator.of is not None) == (indicator.unit == "%"), indicator.key
