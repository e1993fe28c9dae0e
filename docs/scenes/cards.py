"""A hamlet head's card: issued and printed on the office PC, scanned and bound on the phone, another phone that asks."""

from scenes.camera import NARROW, WIDE, Studio

OFFICER, HEAD, PIN = "can-bo.phuoc-ninh", "Kiều Văn Thuần", "914072"


def take(studio: Studio) -> None:
    officer = studio.visitor(OFFICER, WIDE)
    officer.go("/tai-khoan/the/")
    officer.follow(HEAD)
    officer.take("card-none", tall=480)
    officer.press("Cấp thẻ")
    officer.take("card-paper", tall=1000)
    address = officer.page.locator(".card-address a").get_attribute("href")

    head = studio.visitor("", NARROW)
    head.go(address)
    head.take("card-scan-phone", tall=480)
    head.press("Tiếp tục")
    head.take("card-choose-pin-phone", tall=560)
    head.fill("Mã PIN", PIN)
    head.press("Tiếp tục")
    head.fill("Mã PIN", PIN)
    head.press("Xong, vào")
    head.page.context.clear_cookies(name="sessionid")
    head.go("/")
    head.take("card-pin-phone", tall=560)
    head.fill("Mã PIN", PIN)
    head.press("Vào")

    other = studio.visitor("", NARROW)
    other.go(address)
    other.press("Tiếp tục")
    other.take("card-new-phone-phone", tall=480)
    officer.go("/tai-khoan/the/")
    officer.take("card-list", tall=560)
    officer.follow(HEAD)
    officer.take("card-asked", tall=900)
    officer.press("Thu hồi thẻ")
