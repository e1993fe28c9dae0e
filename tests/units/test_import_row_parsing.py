"""Rows become places: header anywhere, blanks filled, titles, sums and signatures left out, no person's name kept."""

import time
from unicodedata import normalize

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.units.importing.layout import ColumnRole, find_layout, role_of
from portal.units.importing.names import parse, tidy
from portal.units.importing.row_parsing import parse_rows
from tests.factories.units import MARKED
from tests.units.import_tables import OFFICE


def places(rows, **more):
    """(row, kind, name, parent) of the rows that are places."""
    lines = [line for line in parse_rows(rows, **more) if not line.skipped and not line.problem]
    return [
        (line.row, line.kind, line.name, f"{line.parent_kind} {line.parent_name}".strip()) for line in lines
    ]


def problems(rows, **more):
    return {line.row: line.problem for line in parse_rows(rows, **more) if line.problem}


def test_a_list_as_an_office_keeps_it():
    assert places(OFFICE) == [
        (6, "to-tu-quan", "số 1", "ap 01"),
        (7, "to-tu-quan", "số 3", "ap 01"),
        (8, "to-tu-quan", "số 03", "ap 01"),
        (9, "to-tu-quan", "số 1", "ap Phước Lễ"),
        (10, "to-tu-quan", "số 1", "ap Phước Lễ"),
        (12, "to-tu-quan", "số 1", "ap 2"),
    ]
    assert list(problems(OFFICE)) == [11]
    assert "Nhiều đơn vị trong một ô" in problems(OFFICE)[11]
    why = {line.row: line.skipped for line in parse_rows(OFFICE) if line.skipped}
    assert why == {
        1: "Phần đầu bảng.",
        2: "Phần đầu bảng.",
        4: "Tiêu đề cột.",
        5: "Số thứ tự của cột.",
        13: "Chỉ có số thứ tự.",
        14: "Dòng cộng.",
        15: "Ngoài bảng (ngày tháng, ký tên).",
        16: "Ngoài bảng (ngày tháng, ký tên).",
        17: "Ngoài bảng (ngày tháng, ký tên).",
    }


def test_nothing_is_kept_of_columns_about_people():
    kept = " ".join(str(line.as_json()) for line in parse_rows(OFFICE))
    for person in ("Tèo", "Tí", "Lập", "Phạm"):
        assert person not in kept


def test_headings_over_the_groups_name_their_hamlet():
    rows = [
        ["TT", "Tên ấp, tổ"],
        ["I", "ẤP 1"],
        ["1", "Tổ 1"],
        ["2", "Tổ 5"],
        ["II", "AP PHUOC LE"],
        ["1", "To 1"],
    ]
    assert places(rows) == [
        (2, "ap", "1", ""),
        (3, "to-tu-quan", "số 1", "ap 1"),
        (4, "to-tu-quan", "số 5", "ap 1"),
        (5, "ap", "Phuoc Le", ""),
        (6, "to-tu-quan", "số 1", "ap Phuoc Le"),
    ]


def test_a_header_of_two_rows_and_a_heading_over_the_whole_width():
    rows = [
        ["STT", "Đơn vị", "", "Người phụ trách", ""],
        ["", "Ấp", "Tổ tự quản", "Họ tên", "SĐT"],
        ["I. ẤP PHƯỚC LỄ", "", "", "", ""],
        ["1", "", "01", "x", "09"],
        ["2", "Ấp 2", "02", "y", "09"],
    ]
    assert places(rows) == [
        (3, "ap", "Phước Lễ", ""),
        (4, "to-tu-quan", "số 01", "ap Phước Lễ"),
        (5, "to-tu-quan", "số 02", "ap 2"),
    ]


def test_columns_of_kind_parent_and_code():
    rows = [
        ["Mã", "Loại", "Tên", "Thuộc ấp"],
        ["2556101", "Ấp", "Phước Lễ", ""],
        ["12", "tổ tự quản", "3", "Phước Lễ"],
        ["", "Tổ", "4", ""],
    ]
    assert places(rows) == [
        (2, "ap", "Phước Lễ", ""),
        (3, "to-tu-quan", "số 3", "ap Phước Lễ"),
        (4, "to-tu-quan", "số 4", "ap Phước Lễ"),
    ]
    # A short number is a running number or a commune's code, not the hamlet's own.
    assert [line.code for line in parse_rows(rows)[1:]] == ["2556101", "", ""]


def test_without_a_header_the_columns_tell_by_what_they_hold():
    assert places([["DANH SÁCH"], ["Thôn Đoài"], ["Thôn Đông"]]) == [
        (2, "thon", "Đoài", ""),
        (3, "thon", "Đông", ""),
    ]
    assert places([["ấp 1", "tổ 1"], ["", "tổ 2"]]) == [
        (1, "to-tu-quan", "số 1", "ap 1"),
        (2, "to-tu-quan", "số 2", "ap 1"),
    ]


@pytest.mark.parametrize(
    "rows", [[["Phước Lễ"], ["Phước Hội"]], [["Họ tên", "SĐT"], ["Tèo", "09"]], [["1"], ["2"]]]
)
def test_a_table_that_names_no_places_is_refused_with_what_to_do(rows):
    with pytest.raises(ValidationError, match="Ghi tiêu đề cột"):
        parse_rows(rows)


@pytest.mark.parametrize(
    ("header", "cell", "usual", "kind"),
    [
        ("Tên ấp", "Phước Lễ", "", "ap"),
        ("Tên thôn, ấp", "Phước Lễ", "", ""),
        ("Tên thôn, ấp", "Phước Lễ", "thon", "thon"),
        ("Tên thôn, ấp", "Bản Mế", "thon", "ban"),
        ("Tổ dân phố", "5", "", "to-dan-pho"),
        ("Tổ dân phố", "Tổ 5", "", "to-dan-pho"),
        ("Tên đơn vị", "Tổ 5", "to-dan-pho", "to-dan-pho"),
        ("Tên đơn vị", "Tổ 5", "ap", ""),
        ("Tổ tự quản", "Tổ 5", "", "to-tu-quan"),
    ],
)
def test_a_kind_that_a_row_leaves_out(header, cell, usual, kind):
    line = parse_rows([[header], [cell]], usual_kind=usual)[1]
    assert line.kind == kind or (not kind and "Không rõ" in line.problem)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("Ấp", "thiếu tên"),
        ("30/04/2025", "là ngày tháng"),
        ("Ấp 30/04/2025", "là ngày tháng"),
        ("2025-04-30", "là ngày tháng"),
        ("3:00:00", "là ngày tháng"),
        ("3.5", "là số"),
        ("1e+21", "là số"),
        ("Ấp 1E21", "là số"),
        ("1000000000000000000000", "là số"),
        ("TRUE", "là số"),
        ("Khóm 3", "khóm"),
        ("Ấp " + "x" * 130, "dài quá"),
        ("=HYPERLINK(1)", "ký tự lạ"),
        ("Ấp @cmd", "ký tự lạ"),
        ("Ấp 1, 2, 3", "Nhiều đơn vị"),
        ("Ấp 1 đến 3", "Nhiều đơn vị"),
    ],
)
def test_what_cannot_be_read_says_why(cell, says):
    assert says in parse_rows([["Tên ấp"], ["1"], [cell]])[2].problem


@pytest.mark.parametrize("cell", ["30/4", "Ấp 30/4", "Khu phố 19/5", "Ấp 3", "Ấp 2004", "Ấp 3A"])
def test_names_that_look_like_days_and_numbers_stay_names(cell):
    line = parse_rows([["Tên ấp"], [cell]])[1]
    assert not line.problem
    assert line.name == cell.removeprefix("Ấp ").removeprefix("Khu phố ")


def test_a_spoiled_hamlet_above_spoils_its_group():
    line = parse_rows([["Tên ấp", "Tổ tự quản"], ["30/04/2025", "Tổ 1"]])[1]
    assert "30/04/2025" in line.problem


@pytest.mark.parametrize(
    "cell",
    [
        "AÁp Taân Phuù",  # VNI: a word for places
        "Khu phoá 3",
        "Toå töï quaûn soá 1",
        "Xoùm Môùi",
        "Êp 3",  # TCVN3
        "Khu phè 2",
        "Th«n §«ng",
        "Êp Ph\u00adíc LÔ",
        "Tæ 5",
        "Ấp Phöôùc Leã",  # the kind typed anew, the name not
    ],
)
def test_one_row_in_an_old_font_condemns_the_table(cell):
    with pytest.raises(ValidationError, match=r"phông chữ cũ .* dòng 3") as refused:
        parse_rows([["Tên ấp"], ["Ấp 1"], [cell], ["Ấp 4"]])
    assert "UniKey" in refused.value.messages[0]


@pytest.mark.parametrize(
    "cell",
    [
        "Thôn Phú Thọ",
        "Ấp Hòa Thuận",
        "Ấp Hoà Thuận",
        "Khu phố Thanh Hoá",
        "Xóm Làng Lỗ",
        "Buôn Êa Trol",
        "Bản Tả Phìn",
        "Ấp Tư · 2",
    ],
)
def test_unicode_is_no_old_font(cell):
    parse_rows([["Tên thôn, ấp"], [cell], ["DANH SÁCH TỔ, XÓM, ĐỘI, KHÓM"]])


@pytest.mark.parametrize("cell", ["tổ " * 300, "tổ " * 96, "ấp a-" * 55, "tổ 1 ấp " * 35, "x" * 900])
def test_long_cells_are_refused_without_looking_for_places_in_them(cell):
    """1,900 rows of 900 letters took 19 seconds of a web thread. Compared in one run, for clocks depend on the machine."""
    rows = [["Tên ấp"]] + [[f"{cell}{n}"] for n in range(300)]
    assert all(line.problem for line in parse_rows(rows)[1:])
    assert _seconds(rows) < 8 * _seconds([["Tên ấp"]] + [[f"{'x' * len(cell)}{n}"] for n in range(300)])


def _seconds(rows: list[list[str]]) -> float:
    """The processor's time for reading some rows, what was read before forgotten; the better of two."""

    def once() -> float:
        parse.cache_clear()
        before = time.process_time()
        parse_rows(rows)
        return time.process_time() - before

    return min(once(), once())


@pytest.mark.parametrize(("letters", "says"), [(120, ""), (121, "dài quá 120 chữ")])
def test_a_hamlet_above_too_long_to_be_created_is_not_readable(letters, says):
    name = "L" + "a" * (letters - 1)
    column = parse_rows([["Tên ấp", "Tổ tự quản"], [f"Ấp {name}", "Tổ 1"]])[-1]
    heading = parse_rows([["TT", "Tên ấp, tổ"], ["I", f"Ấp {name}"], ["1", "Tổ tự quản 1"]])[-1]
    for line in (column, heading):
        assert line.level == "residents-group"
        assert says in line.problem if says else not line.problem


@pytest.mark.parametrize(("digits", "readable"), [(117, True), (118, False)])
def test_the_word_before_a_number_takes_room_too(digits, readable):
    line = parse_rows([["Tên ấp", "Tổ tự quản"], ["Ấp 1", "Tổ tự quản " + "1" * digits]])[-1]
    assert ("dài quá" not in line.problem) is readable


def test_a_name_of_the_commune_is_no_hamlet():
    assert (
        parse_rows([["Tên ấp"], ["Xã Phước Ninh"], ["1"]])[1].skipped
        == "Tên xã, phường; không phải thôn, ấp."
    )


def test_a_header_that_comes_again_on_each_printed_page_is_left_out():
    rows = [["TT", "Tên ấp"], ["1", "Phước Lễ"], ["TT", "Tên ấp"], ["2", "Phước Hội"]]
    assert [row for row, *_rest in places(rows)] == [2, 4]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Ấp", ColumnRole.HAMLET),
        ("TÊN THÔN, ẤP, KHU PHỐ", ColumnRole.HAMLET),
        ("Thôn/ấp", ColumnRole.HAMLET),
        ("Tổ dân phố", ColumnRole.HAMLET),
        ("Tên tổ tự quản", ColumnRole.GROUP),
        ("Tổ số", ColumnRole.GROUP),
        ("Tên ấp, tổ tự quản", ColumnRole.NAME),
        ("Tên đơn vị", ColumnRole.NAME),
        ("Thuộc ấp", ColumnRole.PARENT),
        ("Loại hình", ColumnRole.KIND),
        ("Mã số", ColumnRole.CODE),
        *[
            (label, None)
            for label in ("TT", "Họ và tên", "Tổ trưởng", "Trưởng ấp", "Số hộ", "SĐT", "Ghi chú", "Ấp 3")
        ],
        *[
            (label, None)
            for label in ("Ấp Phước Lễ", "DANH SÁCH CÁC TỔ TỰ QUẢN", "", "Số tổ", "Tên nhóm Zalo")
        ],
    ],
)
def test_what_a_label_says(label, role):
    assert role_of(label) == role


WRITTEN = "|1|Ấp|Ấp 3|ấp 03|Tổ 1|Tổ tự quản số 2|Phước Lễ|Tổng cộng|Người lập|TT|Tên ấp|Tổ tự quản|(1)|I. ẤP 1|\u200b"
CELLS = st.sampled_from([*WRITTEN.split("|"), "Tổ 3 - ấp 1", "=1+1", "Khóm 3", "xã Phước Ninh", "Ph\u00adíc"])
TABLES = st.lists(st.lists(CELLS, max_size=4), max_size=12)


@given(rows=TABLES)
def test_every_filled_row_is_one_line(rows):
    try:
        lines = parse_rows(rows, usual_kind="ap")
    except ValidationError:
        assert find_layout(rows) is None
        return
    filled = [at + 1 for at, row in enumerate(rows) if any(tidy(cell) for cell in row)]
    assert [line.row for line in lines] == filled
    for line in lines:
        assert bool(line.skipped) + bool(line.problem) + bool(line.level and line.kind and line.name) >= 1
        assert not (line.skipped and line.problem)


@pytest.mark.parametrize("name", MARKED)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_with_combining_marks_are_names(name, form):
    line = parse_rows([["Tên buôn"], [normalize(form, f"Buôn {name}")]])[1]
    assert (line.problem, line.kind, line.name) == ("", "buon", name)
