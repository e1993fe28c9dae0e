"""Amendments: two hamlets merged step by step, previewed, carried out, taken back."""

from scenes.camera import WIDE, Studio


def take(studio: Studio) -> None:
    officer = studio.visitor("can-bo.phuoc-ninh", WIDE)
    officer.go("/dia-ban/")
    officer.follow("^Ấp Phước Lễ$")
    officer.follow("^Thay đổi đơn vị$")
    officer.take("amendment-choose", tall=760)
    officer.follow("Sáp nhập")
    officer.page.get_by_role("checkbox", name="Ấp Phước Lợi").check()
    officer.take("amendment-question", tall=560)
    officer.press("Tiếp tục")
    officer.page.get_by_role("radio", name="Ấp Phước Lễ tiếp tục").check()
    officer.press("Tiếp tục")
    officer.fill("^Văn bản", "Nghị quyết 12/NQ-HĐND ngày 05/12/2019")
    officer.press("Tiếp tục")
    officer.take("amendment-preview", tall=900)
    officer.press("Xác nhận")
    officer.take("amendment-done", tall=900)
    officer.follow("^Hoàn tác$")
    officer.press("Hoàn tác")
