"""Ratios are kept by their parts; zero, not reported and not applicable are three values."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from portal.core import indicators, manifests
from portal.core.indicators import Indicator, Known, Measure, Source
from portal.core.manifests import Manifest
from portal.core.periods import Days
from portal.units.models import Unit
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


@pytest.mark.parametrize(
    ("measure", "has_base"),
    [
        (Measure(3, 4), True),
        (Measure(3, 0), False),
        (Measure(3), False),
        (Measure(3, 4, Known.NOT_REPORTED), False),
    ],
)
def test_only_a_known_ratio_over_something_has_a_base(measure, has_base):
    assert measure.has_base is has_base


def test_a_sum_has_a_base_only_where_both_parts_have_one():
    for one, other in ((Measure(5), Measure(3, 4)), (Measure(3, 4), Measure(5))):
        assert (one + other).bottom is None


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


def test_units_add_up_apart_and_those_of_one_part_alone_stay():
    assert (Measure(1, 2, units=(2, 5)) + Measure(1, 2, units=(3, 4))).units == (5, 9)
    for total in (Measure(1, 2, units=(2, 5)) + Measure(1, 2), Measure(1, 2) + Measure(1, 2, units=(2, 5))):
        assert total.units == (2, 5)
    assert (Measure(1, 2) + Measure(1, 2)).units is None


@pytest.mark.parametrize(
    ("units", "several"), [(None, False), ((1, 1), False), ((0, 2), True), ((1, 2), True), ((9, 9), True)]
)
def test_two_units_are_several(units, several):
    assert Measure(1, 2, units=units).several is several


@pytest.mark.parametrize(
    ("with_base", "all_units", "enough"),
    [(4, 5, True), (79, 99, False), (0, 1, True), (0, 2, False), (11, 11, True)],
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


# --- what a figure opens --------------------------------------------------------------------------
NOVEMBER = Days(date(2019, 11, 1), date(2019, 12, 1))
UNITS = Source("units", lambda area: Unit.objects.filter(commune=area), "units:list", "units.view")
PARENTS = Source("parents", lambda area: Unit.objects.all(), "units:parents", "units.parents")
UNLISTED = Source("unlisted", lambda area: Unit.objects.all())


def first_hamlet(days, area):
    return Q(level="hamlet", name="1")


def hamlets(days, area):
    return Q(level="hamlet")


COUNT = Indicator("toy.count", "x", "x", "x", UNITS, first_hamlet)
SHARE = Indicator("toy.share", "x", "%", "x", UNITS, first_hamlet, of=hamlets)


@pytest.mark.django_db
def test_a_figure_opens_the_rows_that_it_counts_or_those_of_its_base_or_what_it_counts_them_by(country):
    def shown(indicator):
        found = indicator.keys_shown(country.commune, NOVEMBER)
        return {key for row in found for key in row.values()}

    first, both = {country.hamlet.pk}, {country.hamlet.pk, country.other_hamlet.pk}
    assert shown(COUNT) == shown(SHARE) == shown(replace(COUNT, shows_base=True)) == first
    assert shown(replace(SHARE, shows_base=True)) == both
    assert shown(replace(SHARE, shows_base=True, counted_in=PARENTS, distinct="parent")) == {
        country.commune.pk
    }


def test_a_list_stands_behind_a_figure_where_it_shows_a_row():
    assert [SHARE.shows_rows(*parts) for parts in ((1, 2), (0, 2), (0, 0))] == [True, False, False]
    wide = replace(SHARE, shows_base=True)
    assert [wide.shows_rows(*parts) for parts in ((1, 2), (0, 2), (0, 0))] == [True, True, False]
    assert COUNT.shows_rows(1, None)


def test_a_figure_names_the_lists_and_permissions_of_all_its_rows():
    assert COUNT.shown_in is UNITS
    assert (COUNT.pages_named, COUNT.permissions_named) == (("units:list",), ("units.view",))
    wide = replace(SHARE, of_source=UNLISTED, counted_in=PARENTS)
    assert wide.shown_in is PARENTS
    assert wide.pages_named == ("units:list", "units:parents")
    assert wide.permissions_named == ("units.view", "units.parents")


def test_a_figure_is_the_same_under_another_heading():
    assert replace(COUNT, heading="Phần II") == COUNT
    assert replace(COUNT, unit="nhóm") != COUNT


# --- counting -------------------------------------------------------------------------------------
def test_where_the_model_has_not_begun_a_ratio_has_no_parts_and_a_count_no_base():
    assert indicators.nothing(SHARE) == Measure(0, 0, Known.NOT_APPLICABLE)
    assert indicators.nothing(COUNT) == Measure(0, None, Known.NOT_APPLICABLE)


@pytest.mark.django_db
def test_without_a_rule_of_beginning_the_model_had_always_begun(country, monkeypatch):
    def zero():
        return indicators.measure([replace(COUNT, counts=nobody)], country.commune, [NOVEMBER])[COUNT.key]

    def nobody(days, area):
        return Q(name="không có")

    assert zero() == [Measure(0, known=Known.NOT_APPLICABLE)]
    monkeypatch.setattr(manifests, "one_of", lambda name: None)
    assert zero() == [Measure(0)]
    assert indicators.measure([], country.commune, [NOVEMBER]) == {}


@pytest.mark.django_db
def test_more_figures_than_a_database_takes_arguments_are_each_counted(country):
    """A hundred and twenty spans in one query, beside the day on which the model has begun."""
    spans = [Days(NOVEMBER.start, NOVEMBER.start + timedelta(days=n)) for n in range(1, 121)]

    def by_length(days, area):
        return Q(pk__in=[unit.pk for unit in country.all()[: (days.end - days.start).days % 5]])

    everywhere = replace(COUNT, source=PARENTS, counts=by_length)
    found = indicators.measure([everywhere], country.commune, spans)[COUNT.key]
    assert [measure.top for measure in found] == [n % 5 for n in range(1, 121)]


def test_every_figure_says_what_it_counts():
    for indicator in indicators.everything():
        assert str(indicator.label), indicator.key
        assert str(indicator.unit), indicator.key
        assert len(str(indicator.definition)) > 15, indicator.key
        assert (indicator.of is not None) == (indicator.unit == "%"), indicator.key
