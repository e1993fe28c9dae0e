"""Codes of a table: kept with their zeros, on one row each, never shortened without a word."""

import pytest

from portal.core.sheets.reading import Table
from portal.units.importing.reading import notes_on, parsed_rows
from portal.units.importing.verdicts import judge
from tests.factories.units import REFORM, unit

pytestmark = pytest.mark.django_db
HEAD = ["Mã", "Tên ấp", "Tổ tự quản"]


def problems(commune, *rows):
    """{row: why it is refused} of a table with codes."""
    lines = parsed_rows(Table([HEAD, *map(list, rows)]), commune, "ap")
    return {line.row: line.problem for line in lines if line.problem}


def test_two_rows_with_one_code_are_both_refused_by_row(country):
    found = problems(country.commune, ("2556101", "Ấp 5"), ("2556102", "Ấp 6"), ("2556101", "Ấp 7"))
    assert found == dict.fromkeys((2, 4), "Mã 2556101 ghi ở nhiều dòng (2, 4). Mỗi đơn vị một mã.")


def test_one_place_on_two_rows_may_repeat_its_code(country):
    assert problems(country.commune, ("2556101", "Ấp 5"), ("2556101", "Ấp 5")) == {}


def test_a_code_shorter_by_one_than_the_others_lost_its_zero(country):
    found = problems(country.commune, ("01001001", "Ấp 5"), ("1001002", "Ấp 6"), ("01001003", "Ấp 7"))
    assert list(found) == [3]
    assert "mất số 0 ở đầu" in found[3]


def test_codes_that_all_lost_the_zero_are_told_by_the_communes(country):
    province = unit("province", "thanh-pho", "Hà Nội", code="01", valid_from=REFORM)
    commune = unit("commune", "phuong", "Ba Đình", province, code="00004", valid_from=REFORM)
    other = unit("commune", "xa", "Sóc Sơn", province, code="00376", valid_from=REFORM)
    assert list(problems(other, ("376001", "Ấp 5"), ("376002", "Ấp 6"))) == [2, 3]
    assert problems(other, ("00376001", "Ấp 5"), ("00376002", "Ấp 6")) == {}
    # So short a rest says nothing.
    assert problems(commune, ("400101", "Ấp 5"), ("400102", "Ấp 6")) == {}


def test_a_short_code_is_left_out_aloud(country):
    (line,) = [
        one for one in parsed_rows(Table([HEAD, ["12", "Ấp 5"]]), country.commune, "ap") if not one.skipped
    ]
    (judged,) = judge([line], commune=country.commune, units=[])
    assert (line.code, line.problem) == ("", "")
    assert judged.reason.endswith("Không lấy mã “12”: ngắn hơn mã của một thôn, ấp.")


def test_a_code_in_use_is_refused_and_names_its_bearer(country):
    standing = unit("hamlet", "ap", "9", country.commune, code="2556109")
    (judged,) = judge(
        parsed_rows(Table([HEAD, ["2556109", "Ấp 5"]]), country.commune, "ap")[1:],
        commune=country.commune,
        units=[standing],
    )
    assert (judged.verdict, judged.reason) == ("unreadable", "Mã 2556109 đã là mã của ấp 9.")


def test_hidden_rows_and_formulas_are_told(country):
    table = Table(
        [HEAD, ["", "Ấp 5"], ["", "Ấp 6"], [], ["", "Ấp 7"]], hidden=(3, 4), formulas=((2, 1), (5, 7))
    )
    hidden, formulas = notes_on(table)
    assert hidden.startswith("Tệp có 1 dòng đang ẩn hoặc bị lọc, vẫn được đọc: dòng 3.")
    assert formulas.startswith("Ô công thức được lấy giá trị đã lưu trong tệp: dòng 2.")
    noted = {line.row: line.note for line in parsed_rows(table, country.commune, "ap") if line.note}
    assert noted == {3: "Dòng này đang ẩn hoặc bị lọc trong tệp."}
    assert notes_on(Table([HEAD, ["", "Ấp 5"]])) == []
