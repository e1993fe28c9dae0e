"""A card from the officer's printer to the hamlet head's phone: scanned, bound, entered by PIN, locked, revoked."""

import re

import pytest
from playwright.sync_api import expect

PIN, WRONG = "914072", "914073"


def issue(officer, name: str) -> str:
    """Issue a card on the officer's screen; the address in its code."""
    officer.go("/tai-khoan/the/")
    officer.check_page()
    officer.page.get_by_role("link", name=name).last.click()
    officer.check_page()
    button = officer.page.get_by_role("button", name=re.compile("Cấp thẻ"))
    if not button.is_visible():
        officer.page.get_by_text("Mất thẻ hoặc quên mã PIN").click()
    button.click()
    expect(officer.page.get_by_role("img", name="Mã QR của thẻ")).to_be_visible()
    officer.check_page()
    return officer.page.locator(".card-address a").get_attribute("href")


def scan(someone, address: str) -> None:
    someone.page.goto(address)
    someone.page.get_by_role("button", name="Tiếp tục").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_card_from_printer_to_phone(person, javascript):
    officer = person("desk")
    officer.enter_as("can-bo.phuoc-ninh")
    address = issue(officer, "Kiều Văn Thuần")

    head = person("phone", javascript=javascript)
    page = head.page

    def look():
        page.wait_for_load_state()
        if javascript:
            head.check_page()

    page.goto(address)
    expect(page.get_by_text("K. V. T.")).to_be_visible()
    look()
    page.get_by_role("button", name="Tiếp tục").click()
    assert address not in page.url
    field = page.get_by_label(re.compile("Mã PIN"))
    expect(field).to_have_attribute("inputmode", "numeric")
    look()
    field.fill("123456")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text("Mã này dễ đoán").first).to_be_visible()
    look()
    field.fill(PIN)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("heading", name="Nhập lại mã PIN")).to_be_visible()
    look()
    field.fill(PIN)
    page.get_by_role("button", name="Xong, vào").click()
    expect(page.locator("a.action-tile")).to_have_count(4)
    expect(page.get_by_text("Ấp Phước Lễ").first).to_be_visible()
    look()

    # The next day: the PIN alone, and on to where one wanted to go.
    page.context.clear_cookies(name="sessionid")
    head.go("/nhom/")
    expect(page.get_by_role("heading", name="Nhập mã PIN")).to_be_visible()
    look()
    field.fill(WRONG)
    page.get_by_role("button", name="Vào", exact=True).click()
    expect(page.get_by_text("Còn 4 lần nữa").first).to_be_visible()
    look()
    field.fill(PIN)
    page.get_by_role("button", name="Vào", exact=True).click()
    page.wait_for_url("**/nhom/")

    # Another phone asks; one tap lets it in, and the first one is out.
    other = person("phone")
    scan(other, address)
    expect(other.page.get_by_role("heading", name="Máy này chưa được phép")).to_be_visible()
    other.check_page()
    officer.go("/tai-khoan/the/")
    officer.check_page()
    officer.page.get_by_role("button", name="Cho phép máy mới").click()
    expect(officer.page.get_by_text("Đã cho phép một máy mới")).to_be_visible()
    officer.check_page()
    other.page.get_by_role("link", name="Đã được phép, thử lại").click()
    other.page.get_by_label("Mã PIN").fill(PIN)
    other.page.get_by_role("button", name="Vào", exact=True).click()
    expect(other.page.locator("a.action-tile")).to_have_count(4)
    head.go("/")
    expect(page.get_by_role("heading", name="Quét thẻ để vào")).to_be_visible()
    look()

    # Five wrong PINs lock it; one tap opens it, another one ends it.
    other.page.context.clear_cookies(name="sessionid")
    other.go("/")
    for _wrong in range(5):
        other.page.get_by_label("Mã PIN").fill(WRONG)
        other.page.get_by_role("button", name="Vào", exact=True).click()
        other.page.wait_for_load_state()
    expect(other.page.get_by_text("Thẻ đang khóa")).to_be_visible()
    other.check_page()
    officer.go("/tai-khoan/the/")
    officer.page.get_by_role("button", name="Mở khóa").click()
    other.page.get_by_role("link", name="Thử lại").click()
    other.page.get_by_label("Mã PIN").fill(PIN)
    other.page.get_by_role("button", name="Vào", exact=True).click()
    expect(other.page.locator("a.action-tile")).to_have_count(4)
    officer.page.get_by_role("button", name="Thu hồi thẻ").click()
    expect(officer.page.get_by_text("Đã thu hồi thẻ")).to_be_visible()
    other.go("/")
    expect(other.page.get_by_role("heading", name="Quét thẻ để vào")).to_be_visible()
    for someone in (officer, head, other):
        someone.finds_nothing_wrong()


def test_a_preview_of_the_link_changes_nothing(person):
    """A chat opens the link; the card stays new, and its holder gets in."""
    officer = person("desk")
    officer.enter_as("can-bo.phuoc-ninh")
    address = issue(officer, "Lưu Bá Sự")
    officer.page.request.get(address)
    officer.page.request.head(address)
    officer.go("/tai-khoan/the/")
    row = officer.page.get_by_role("row").filter(has_text="Lưu Bá Sự")
    expect(row.get_by_text("Chờ quét lần đầu")).to_be_visible()
    officer.finds_nothing_wrong()
