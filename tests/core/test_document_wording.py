"""Words that all official papers share."""

from datetime import date

import pytest

from portal.core.documents.wording import lines_of, official_day


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "ngày … tháng … năm …"),
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2020, 2, 29), "ngày 29 tháng 02 năm 2020"),
        (date(2019, 3, 9), "ngày 09 tháng 3 năm 2019"),
        (date(2019, 12, 31), "ngày 31 tháng 12 năm 2019"),
    ],
)
def test_a_day_in_an_official_paper(day, words):
    assert official_day(day) == words


@pytest.mark.parametrize(("text", "lines"), [("", []), ("  \n ", []), ("a\n\n b \r\nc", ["a", "b", "c"])])
def test_the_lines_of_a_text(text, lines):
    assert lines_of(text) == lines
