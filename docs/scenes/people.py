"""Accounts with their dated roles, and an office handed over."""

from scenes.camera import WIDE, Studio, Visitor

HEAD = "Kiều Văn Thuần"


def take(studio: Studio) -> None:
    administrator = studio.visitor("quan-tri.phuoc-ninh", WIDE)
    administrator.go("/tai-khoan/nguoi-dung/")
    administrator.take("people")
    administrator.follow(HEAD)
    administrator.take("person", tall=1160)
    administrator.go("/tai-khoan/nguoi-dung/them/")
    administrator.take("person-new", tall=1280)
    _hand_over(studio.visitor("can-bo.phuoc-ninh", WIDE))


def _hand_over(officer: Visitor) -> None:
    officer.go("/tai-khoan/ban-giao/")
    officer.take("hand-overs", tall=620)
    officer.follow(HEAD)
    officer.fill("Họ và tên người mới", "Trần Văn Minh Họa")
    officer.fill("^Tên đăng nhập", "truong-ap.minh-hoa")
    officer.fill("^Theo văn bản", "Quyết định 45/QĐ-UBND ngày 05/12/2019")
    officer.take("hand-over", tall=1480)
    officer.press("Bàn giao")
    officer.take("hand-over-done", tall=560)
    officer.press("Hoàn tác")
