"""Tables as officers keep them, as rows of text, and the verdicts on them in short."""

from portal.units.importing.row_parsing import parse_rows
from portal.units.importing.selectors import compared_with, usual_kind
from portal.units.importing.verdicts import judge
from tests.conftest import STORY_DAY

# Title, merged cells left blank, numbered columns, people's names, a sum, a day and signatures.
OFFICE = [
    ["UBND XÃ PHƯỚC NINH", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["DANH SÁCH TỔ TỰ QUẢN CÁC ẤP NĂM 2019"],
    [],
    ["STT", "Ấp", "Tổ tự quản", "Tổ trưởng", "Ghi chú"],
    ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ["1", "Ấp 01", "Tổ 1", "Nguyễn Văn Tèo", ""],
    ["2", "", "Tổ 3", "Trần Thị Tí", "lập ngày 5 tháng 3 năm 2019"],
    ["3", "", "Tổ 03", "", ""],
    ["4", "ẤP PHƯỚC LỄ", "Tổ TQ số 1", "", ""],
    ["5", "", "1", "", ""],
    ["6", "", "Tổ 2, 3", "", ""],
    ["7", "Ấp 2", "Tổ 1", "", ""],
    ["8", "", "", "", ""],
    ["", "Tổng cộng", "8", "", ""],
    ["", "", "", "Phước Ninh, ngày 5 tháng 12 năm 2019", ""],
    ["", "Người lập", "", "TM. ỦY BAN NHÂN DÂN", ""],
    ["", "Lê Văn Lập", "", "Phạm Chủ Tịch", ""],
]


def verdicts(rows, commune, decisions=None, on=STORY_DAY):
    units = compared_with(commune, on)
    lines = parse_rows(rows, usual_kind=usual_kind(units))
    return judge(lines, commune=commune, units=units, decisions=decisions)


def short(judged):
    """{row: (verdict, decision)} of the rows that are data."""
    return {j.line.row: (j.verdict.value, str(j.decision)) for j in judged if j.verdict != "no-unit"}
