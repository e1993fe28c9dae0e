"""Hamlets and self-managed teams from a table as an officer keeps it: the dry run, the choices, the batch, undone."""

from scenes.camera import WIDE, Studio

_HEADER = ["TT", "Ấp", "Tổ tự quản", "Họ tên trưởng ấp"]
_ROWS = [
    ["1", "Ấp Phước Lễ", "", "Kiều Văn Thuần"],
    ["2", "", "Tổ tự quản số 11", ""],
    ["3", "AP PHUOC HOA", "", ""],
    ["4", "Ấp Phước Mới", "", ""],
    ["5", "", "Tổ 1", ""],
    ["6", "Ấp Phước Mới", "", ""],
    ["7", "Khóm 4", "", ""],
    ["", "Tổng cộng: 7", "", ""],
]


def take(studio: Studio) -> None:
    from portal.core.sheets.writing import write

    title = "DANH SÁCH ẤP, TỔ TỰ QUẢN XÃ PHƯỚC NINH"
    table = write(sheet="Danh sách", title=title, header=_HEADER, rows=_ROWS)
    officer = studio.visitor("can-bo.phuoc-ninh", WIDE)
    officer.go("/dia-ban/")
    officer.follow("^Nhập từ Excel$")
    officer.take("import", tall=820)
    given = {"name": "Danh sách ấp, tổ.xlsx", "mimeType": "application/octet-stream", "buffer": table}
    officer.page.get_by_label("Tệp danh sách").set_input_files(given)
    officer.press("Xem thử")
    officer.take("import-rows", tall=1060)
    officer.follow("Coi các tên gần giống là một", "button")
    officer.press("Nhập vào địa bàn")
    officer.take("import-done", tall=560)
    officer.press("Hoàn tác lần nhập này")
