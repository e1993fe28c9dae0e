"""Periods: their codes, their days under both cut-offs, the day they are due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.periods import CutOff, Days, Period, PeriodKind

MONTH, HALF, YEAR = PeriodKind.MONTH, PeriodKind.HALF_YEAR, PeriodKind.YEAR
A_YEAR = {MONTH: 12, HALF: 2, YEAR: 1}
kinds, cut_offs = st.sampled_from(list(PeriodKind)), st.sampled_from(list(CutOff))
periods = kinds.flatmap(
    lambda kind: st.builds(Period, st.just(kind), st.integers(1950, 2100), st.integers(1, A_YEAR[kind]))
)
days = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(periods)
def test_a_code_reads_back_as_its_period(period):
    assert Period.parse(period.code) == period


@pytest.mark.parametrize(
    "code",
    ["", "2019-", "2019-00", "2019-13", "2019-1", "2019-H0", "2019-H3", "19-11", "2019-11-01", "2019 ",
     "1900", "2200-01", "abcd", "2019-11\n2020", "2019\n", "２０１９"],
)  # fmt: skip
def test_a_wrong_code_is_refused_with_an_example(code):
    with pytest.raises(ValueError, match="2019-11"):
        Period.parse(code)


@pytest.mark.parametrize(
    ("code", "cut_off", "first", "last"),
    [
        ("2019-11", CutOff.CALENDAR, date(2019, 11, 1), date(2019, 11, 30)),
        ("2019-12", CutOff.CALENDAR, date(2019, 12, 1), date(2019, 12, 31)),
        ("2020-02", CutOff.CALENDAR, date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-02", CutOff.CALENDAR, date(2019, 2, 1), date(2019, 2, 28)),
        ("2019-H1", CutOff.CALENDAR, date(2019, 1, 1), date(2019, 6, 30)),
        ("2019-H2", CutOff.CALENDAR, date(2019, 7, 1), date(2019, 12, 31)),
        ("2019", CutOff.CALENDAR, date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-11", CutOff.FIFTEENTH, date(2019, 10, 15), date(2019, 11, 14)),
        ("2019-01", CutOff.FIFTEENTH, date(2018, 12, 15), date(2019, 1, 14)),
        ("2020-03", CutOff.FIFTEENTH, date(2020, 2, 15), date(2020, 3, 14)),
        ("2019-H1", CutOff.FIFTEENTH, date(2018, 12, 15), date(2019, 6, 14)),
        ("2019-H2", CutOff.FIFTEENTH, date(2019, 6, 15), date(2019, 12, 14)),
        ("2019", CutOff.FIFTEENTH, date(2018, 12, 15), date(2019, 12, 14)),
    ],
)
def test_the_days_a_period_covers(code, cut_off, first, last):
    span = Period.parse(code).days(cut_off)
    assert (span.start, span.last) == (first, last)


@given(st.integers(1950, 2150), kinds, cut_offs)
def test_the_periods_of_a_kind_tile_the_year_without_gap_or_overlap(year, kind, cut_off):
    spans = [Period(kind, year, index).days(cut_off) for index in range(1, A_YEAR[kind] + 1)]
    whole = Period(YEAR, year).days(cut_off)
    assert spans[0].start == whole.start
    assert spans[-1].end == whole.end
    assert [span.end for span in spans[:-1]] == [span.start for span in spans[1:]]
    assert all(span.start < span.end for span in spans)


@given(kinds, days, cut_offs)
def test_the_period_around_a_day_contains_it(kind, day, cut_off):
    period = Period.around(kind, day, cut_off)
    assert day in period.days(cut_off)
    assert day not in period.previous().days(cut_off)
    assert day not in period.next().days(cut_off)


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2019, 12, 14), "2019-12"), (date(2019, 12, 15), "2020-01"), (date(2019, 1, 14), "2019-01")],
)
def test_by_the_fifteenth_december_ends_on_its_fourteenth(day, code):
    assert Period.around(MONTH, day, CutOff.FIFTEENTH).code == code


@given(periods, st.integers(-40, 40))
def test_a_shift_back_undoes_a_shift(period, count):
    assert period.shift(count).shift(-count) == period


def test_before_january_comes_december():
    assert Period(MONTH, 2020, 1).previous() == Period(MONTH, 2019, 12)
    assert Period(HALF, 2020, 1).previous() == Period(HALF, 2019, 2)
    assert Period(YEAR, 2020).previous() == Period(YEAR, 2019)
    assert Period(MONTH, 2019, 12).next() == Period(MONTH, 2020, 1)
    assert Period(HALF, 2020, 2).same_last_year() == Period(HALF, 2019, 2)


@given(periods, cut_offs)
def test_the_year_so_far_ends_with_the_period(period, cut_off):
    so_far = period.year_to_date(cut_off)
    assert so_far.end == period.days(cut_off).end
    assert so_far.start == Period(YEAR, period.year).days(cut_off).start
    assert so_far.start <= period.days(cut_off).start


@pytest.mark.parametrize(
    ("code", "day", "offset", "due"),
    [
        ("2019-11", 9, 1, date(2019, 12, 9)),
        ("2019-12", 9, 1, date(2020, 1, 9)),
        ("2019-H1", 9, 0, date(2019, 6, 9)),
        ("2019", 9, 0, date(2019, 12, 9)),
        ("2019-01", 31, 1, date(2019, 2, 28)),  # no 31st there: the last day
        ("2020-01", 31, 1, date(2020, 2, 29)),
        ("2019-12", 30, 2, date(2020, 2, 29)),
        ("2020-01", 15, -1, date(2019, 12, 15)),
    ],
)
def test_the_last_day_in_time(code, day, offset, due):
    assert Period.parse(code).due_on(day, offset) == due


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("2019-11", "tháng 11 năm 2019"),
        ("2020-01", "tháng 01 năm 2020"),
        ("2020-02", "tháng 02 năm 2020"),
        ("2020-03", "tháng 3 năm 2020"),
        ("2019-H1", "6 tháng đầu năm 2019"),
        ("2019-H2", "6 tháng cuối năm 2019"),
        ("2019", "năm 2019"),
    ],
)
def test_a_period_is_named_as_official_papers_name_it(code, label):
    assert str(Period.parse(code)) == label


def test_half_open_days_hold_their_first_and_not_their_end():
    span = Days(date(2019, 11, 1), date(2019, 12, 1))
    assert date(2019, 11, 1) in span
    assert span.last in span
    assert span.end not in span
    assert span.start - timedelta(days=1) not in span
