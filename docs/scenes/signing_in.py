"""Coming in and staying in: the try-out's people, and an officer's first morning with password and code."""

from base64 import b32decode

from scenes.camera import HALF, NARROW, WIDE, Studio, Visitor

NAME, GIVEN, OWN = "can-bo.minh-hoa", "mat-khau-tam-minh-hoa", "cau-dai-cua-rieng-toi"
_ADD = f"""
from datetime import date
from portal.accounts.actor import SystemActor
from portal.accounts.services import add_person_with_role
from portal.units.selectors import unit_by_code
day = date(2025, 7, 1)
add_person_with_role(by=SystemActor("pictures"), username="{NAME}", full_name="Lê Thị Minh Họa", password="{GIVEN}",
                     role="commune-officer", unit=unit_by_code("25387", day), valid_from=day)
"""


def take(studio: Studio) -> None:
    anyone = studio.visitor("", WIDE)
    anyone.go("/dung-thu/")
    anyone.take("personas")
    studio.manage("shell", "-c", _ADD)
    key = _first_morning(studio.visitor("", HALF))
    _every_morning(studio, key)
    _too_often(studio.visitor("", HALF))


def _first_morning(new: Visitor) -> bytes:
    """The app is set up, the recovery codes are put away, the password becomes one's own; the app's secret."""
    new.go("/tai-khoan/vao/")
    new.take("sign-in", tall=540)
    _give_name(new, GIVEN)
    new.take("sign-in-set-up", tall=1040)
    new.open("Không quét được?")
    key = b32decode(new.page.locator(".secret-key").inner_text().replace(" ", ""))
    new.fill("Mã đang hiện", _code(key))
    new.press("Xong, bật xác thực")
    new.take("sign-in-recovery", tall=980)
    new.follow("^Đã cất")
    new.fill("Mật khẩu hiện nay", GIVEN)
    new.page.get_by_label("Mật khẩu mới", exact=True).fill(OWN)
    new.fill("Nhập lại mật khẩu mới", OWN)
    new.press("Đổi mật khẩu")
    return key


def _every_morning(studio: Studio, key: bytes) -> None:
    officer = studio.visitor("", HALF)
    officer.go("/tai-khoan/vao/")
    _give_name(officer, OWN)
    officer.take("sign-in-code", tall=660)
    officer.fill("^Mã xác thực", _code(key, ahead=1))
    officer.press("Vào")
    officer.page.set_viewport_size(WIDE)
    officer.go("/tai-khoan/dang-nhap/")
    officer.take("own-sign-in", tall=640)
    officer.page.set_viewport_size(NARROW)
    officer.page.clock.install()
    officer.go("/tin-bao/ghi/")
    officer.fill("^Nội dung tin", "Có người lạ gõ cửa từng nhà.")
    officer.page.clock.fast_forward("16:00")
    officer.page.get_by_role("dialog").wait_for()
    officer.take("idle-lock-phone", tall=480)


def _too_often(stranger: Visitor) -> None:
    stranger.go("/tai-khoan/vao/")
    for _time in range(5):
        _give_name(stranger, "khong-phai", name="can-bo.khong-co")
    stranger.take("must-wait", tall=460)


def _give_name(someone: Visitor, password: str, name: str = NAME) -> None:
    someone.fill("Tên đăng nhập", name)
    someone.fill("Mật khẩu", password)
    someone.press("Đăng nhập")


def _code(key: bytes, ahead: int = 0) -> str:
    """What the app shows, or will half a minute from now: each code is taken once."""
    from django_otp.oath import TOTP

    return f"{TOTP(key, t0=-30 * ahead).token():06}"
