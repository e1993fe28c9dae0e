"""Which days a report sets side by side, and how it says what changed, to the smallest change that it may tell."""

from datetime import date

import pytest

from portal.core.indicators import Known, Measure
from portal.core.periods import CutOff, Days, Period
from reports.comparison import (
    change_in_words,
    comparison_span,
    comparison_words,
    count_in_words,
    difference,
    growth,
    spans_of,
)

UNKNOWN = Measure(0, known=Known.NOT_REPORTED)


def year(of):
    return Days(date(of, 1, 1), date(of + 1, 1, 1))


@pytest.mark.parametrize(
    ("code", "spans"),
    [
        (
            "2019-01",
            {
                "this": Days(date(2019, 1, 1), date(2019, 2, 1)),
                "previous": Days(date(2018, 12, 1), date(2019, 1, 1)),
                "year_to_date": Days(date(2019, 1, 1), date(2019, 2, 1)),
            },
        ),
        (
            "2019-H1",
            {
                "this": Days(date(2019, 1, 1), date(2019, 7, 1)),
                "last_year": Days(date(2018, 1, 1), date(2018, 7, 1)),
            },
        ),
        (
            "2019-H2",
            {
                "this": Days(date(2019, 7, 1), date(2020, 1, 1)),
                "last_year": Days(date(2018, 7, 1), date(2019, 1, 1)),
                "year_to_date": year(2019),
            },
        ),
        ("2019", {"this": year(2019), "last_year": year(2018)}),
    ],
)
def test_the_year_so_far_is_told_of_months_and_of_the_second_half(code, spans):
    period = Period.parse(code)
    assert spans_of(period, CutOff.CALENDAR) == spans
    assert comparison_span(period) in spans


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2019-11", ("trong tháng", "Tháng này", "Tháng trước", "tháng trước")),
        ("2019-H2", ("trong 6 tháng", "6 tháng", "Cùng kỳ năm trước", "cùng kỳ năm trước")),
        ("2019", ("trong năm", "Năm nay", "Năm trước", "năm trước")),
    ],
)
def test_each_kind_of_period_has_its_words(code, words):
    found = comparison_words(Period.parse(code))
    assert (found.in_period, found.this, found.before, found.versus) == words


@pytest.mark.parametrize(
    ("this", "before", "cases", "share"),
    [
        (Measure(25), Measure(20), "+5", "+25%"),
        (Measure(25), Measure(19), "+6", "—"),  # from a base of twenty on
        (Measure(15), Measure(20), "−5", "−25%"),
        (Measure(20), Measure(20), "0", "0%"),
        (Measure(0), Measure(20), "−20", "−100%"),
        (Measure(5201), Measure(5202), "−1", "−dưới 0,1%"),
        (Measure(7, 8), Measure(6, 8), "+12,5", "—"),
        (Measure(5201, 5202), Measure(1, 1), "giảm dưới 0,1", "—"),
        (Measure(7), Measure(0, known=Known.NOT_APPLICABLE), "—", "—"),
        (Measure(7, 8, units=(1, 4)), Measure(6, 8), "—", "—"),
    ],
)
def test_a_change_is_told_in_cases_and_in_percent_only_from_a_base(this, before, cases, share):
    assert (difference(this, before), growth(this, before)) == (cases, share)


def test_from_which_base_on_percents_are_told_is_a_setting(settings):
    settings.CHANGE_PERCENT_FROM = 4
    assert growth(Measure(6), Measure(4)) == "+50%"
    assert growth(Measure(6), Measure(3)) == "—"


def test_the_smallest_change_of_a_share_has_its_sign():
    assert difference(Measure(3, 8), Measure(2, 8)) == "+12,5"
    assert difference(Measure(201, 400), Measure(199, 400)) == "+0,5"
    assert difference(Measure(199, 400), Measure(201, 400)) == "−0,5"
    assert difference(Measure(1, 1), Measure(5201, 5202)) == "tăng dưới 0,1"
    assert difference(Measure(5201, 5202), Measure(1, 1)) == "giảm dưới 0,1"


def test_the_smallest_growth_has_its_sign():
    assert growth(Measure(201), Measure(200)) == "+0,5%"
    assert growth(Measure(199), Measure(200)) == "−0,5%"


@pytest.mark.parametrize(("known", "unknown"), [(Measure(20), UNKNOWN), (Measure(7, 8), Measure(7, 0))])
def test_with_one_side_not_known_nothing_is_compared(known, unknown):
    for this, before in ((known, unknown), (unknown, known), (unknown, unknown)):
        assert difference(this, before) == growth(this, before) == "—"
        assert change_in_words(this, before, "tin", "tháng trước") == ""


@pytest.mark.parametrize("least", [0, 1])
def test_percents_are_told_from_one_on_whatever_the_setting_and_never_from_none(settings, least):
    settings.CHANGE_PERCENT_FROM = least
    assert growth(Measure(2), Measure(1)) == "+100%"
    assert growth(Measure(2), Measure(0)) == "—"


@pytest.mark.parametrize(
    ("this", "before", "words"),
    [
        (4, 3, "tăng 01 tin so với tháng trước"),
        (3, 4, "giảm 01 tin so với tháng trước"),
        (4, 4, "bằng tháng trước"),
        (0, 0, "bằng tháng trước"),
        (25, 20, "tăng 05 tin (25%) so với tháng trước"),
        (10, 20, "giảm 10 tin (50%) so với tháng trước"),
        (1300, 19, "tăng 1.281 tin so với tháng trước"),
    ],
)
def test_a_change_in_a_sentence_bears_its_percent_only_from_a_base(this, before, words):
    assert change_in_words(Measure(this), Measure(before), "tin", "tháng trước") == words


@pytest.mark.parametrize(
    ("count", "words"), [(0, "không"), (1, "01"), (9, "09"), (10, "10"), (11, "11"), (1234, "1.234")]
)
def test_a_count_below_ten_has_its_zero_and_none_is_a_word(count, words):
    assert count_in_words(count) == words
