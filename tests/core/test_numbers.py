"""Whole numbers are read as the portal prints them; what may mean two numbers is refused with a sentence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.formatting import number
from portal.core.numbers import NotANumber, read_whole


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1234", 1234),
        ("1.234", 1234),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234", 1234),
        ("2.000", 2000),
        ("1.000", 1000),
        ("1.500", 1500),
        ("12.345.678", 12345678),
        ("12 345 678", 12345678),
        (" 7 ", 7),
        ("007", 7),
        ("0", 0),
        ("-5", -5),
        ("−1.234", -1234),
        ("１２３４", 1234),
        ("\u200b41", 41),
    ],
)
def test_read(typed, read):
    assert read_whole(typed) == read


@pytest.mark.parametrize(
    "typed",
    ["1,234", "2,000", "12.34.567", "1.234 567", "1 2", "1.", "1,234,5", "12,34.5"],
)
def test_what_may_mean_two_numbers_is_asked(typed):
    with pytest.raises(NotANumber, match="nhiều cách"):
        read_whole(typed)


@pytest.mark.parametrize(
    "typed", ["61,5", "61.5", "1,5", "2.0", "1.23", "1.2345", "1,2345", "1.234,0", "0.500", "0,500", "1234,5"]
)
def test_a_part_of_a_whole_is_told_that_a_whole_number_is_wanted(typed):
    with pytest.raises(NotANumber, match=f"^“{typed}” là số lẻ. Ở đây nhập số nguyên, ví dụ 1234"):
        read_whole(typed)


@pytest.mark.parametrize(
    ("example", "grouped", "written"),
    [(1234, True, "1234 hoặc 1.234"), (1234, False, "1234"), (12, True, "12"), (2000, False, "2000")],
)
@pytest.mark.parametrize("typed", ["1,5", "1,234", "một"])
def test_the_example_is_written_as_it_may_be_typed(typed, example, grouped, written):
    with pytest.raises(NotANumber, match=rf"ví dụ {written}[.;]"):
        read_whole(typed, example=example, grouped=grouped)


@pytest.mark.parametrize(
    "typed",
    ["", ",5", "một", "12 người", "1e3", "1_000", "0x1f", "٣", "5²", "½", "--5", "+5", "NaN", "1'000"],
)
def test_what_is_no_number_is_told_how_to_write_one(typed):
    with pytest.raises(NotANumber, match="chữ số"):
        read_whole(typed)


@pytest.mark.parametrize("typed", ["9" * 16, "9" * 100_000, "1" + ".000" * 9])
def test_what_no_column_holds_is_too_large(typed):
    with pytest.raises(NotANumber, match="quá lớn"):
        read_whole(typed)


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_what_the_portal_prints_it_reads(value):
    assert read_whole(number(value)) == value
    assert read_whole(number(value).replace(".", " ")) == value
    assert read_whole(str(value)) == value


@given(st.text("0123456789., -", max_size=12))
def test_what_is_read_is_never_less_or_more_than_its_digits(typed):
    with suppress(NotANumber):
        assert abs(read_whole(typed)) == int("".join(c for c in typed if c.isdigit()))
