"""The country's units as people look at them: their own unit on other days, the tree, both eras' codes, the picker."""

import re

import pytest
from playwright.sync_api import expect

WHERE = ["desk", "phone"]


@pytest.mark.parametrize("where", WHERE)
def test_a_unit_on_another_day(person, where):
    officer = person(where)
    officer.enter_as("can-bo.phuoc-ninh")
    page = officer.page
    officer.go("/dia-ban/")
    expect(page.get_by_role("heading", name="Xã Phước Ninh")).to_be_visible()
    expect(page.get_by_role("link", name="Huyện Dương Minh Châu")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile(r"Nhóm Zalo \(69\)"))).to_be_visible()
    officer.check_page()
    page.get_by_text("Xem tất cả").last.click()
    officer.check_page()

    page.get_by_role("link", name="Từ 01/7/2025").click()
    expect(page.get_by_text("Ngày 01/07/2025 không còn đơn vị này")).to_be_visible()
    officer.check_page()
    page.get_by_label("Xem vào ngày").fill("05/11/2019")
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.get_by_text("vào ngày 05/11/2019 tên và cấp trên có thể đã khác")).to_be_visible()
    page.get_by_role("link", name="Ấp Phước Lễ").first.click()
    expect(page).to_have_url(re.compile(r"ngay=2019-11-05$"))
    expect(page.get_by_role("link", name="Xã Phước Ninh").first).to_be_visible()
    officer.check_page()

    # The neighbour's name and place are public; who works there and what it counts are not.
    officer.go("/dia-ban/?q=phuoc+minh")
    page.get_by_role("link", name="Xã Phước Minh").first.click()
    expect(page.get_by_role("heading", name="Xã Phước Minh")).to_be_visible()
    expect(page.get_by_text("Người phụ trách")).to_have_count(0)
    expect(page.locator(".figure-box")).to_have_count(0)
    officer.check_page()
    officer.finds_nothing_wrong()


@pytest.mark.parametrize("where", WHERE)
def test_what_became_of_an_old_commune(person, where):
    officer = person(where)
    officer.enter_as("can-bo.thuan-loi")
    page = officer.page
    officer.go("/dia-ban/?q=25561")
    expect(page.get_by_text("nay là xã Cầu Khởi")).to_be_visible()
    officer.check_page()
    page.get_by_role("link", name="Xã Phước Ninh").click()
    expect(page.get_by_text("Nay là:")).to_be_visible()
    officer.check_page()
    page.get_by_role("link", name="xã Cầu Khởi", exact=True).first.click()
    expect(page.get_by_role("heading", name="Xã Cầu Khởi")).to_be_visible()
    expect(page.get_by_text("mã 25573")).to_be_visible()
    for code, old, new in (
        ("18262", "Xã Bùi La Nhân", "Xã Đức Quang"),
        ("25531", "Xã Suối Ngô", "Xã Tân Hòa"),
    ):
        officer.go(f"/dia-ban/?q={code}")
        expect(page.get_by_text(f"Mã {code} là của hai đơn vị, mỗi thời kỳ một.")).to_be_visible()
        expect(page.get_by_role("link", name=old)).to_be_visible()
        expect(page.get_by_role("link", name=new)).to_be_visible()
        officer.check_page()
    officer.finds_nothing_wrong()


@pytest.mark.parametrize("where", WHERE)
def test_the_tree_opens_branch_by_branch_from_the_keyboard(person, where):
    watcher = person(where)
    watcher.enter_as("tinh.tay-ninh-2019")
    page = watcher.page
    watcher.go("/dia-ban/cay/")
    expect(page.locator(".branch-here > .branch-name")).to_have_text("Tỉnh Tây Ninh")
    watcher.check_page()
    district = page.locator("summary", has_text="của huyện Dương Minh Châu")
    district.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Xã Phước Ninh", exact=True)).to_be_visible()
    commune = page.locator("summary", has_text="của xã Phước Ninh")
    commune.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="Ấp Phước Lễ", exact=True)).to_be_visible()
    watcher.check_page()
    district.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Xã Phước Ninh", exact=True)).to_be_hidden()
    page.get_by_role("link", name="Từ 01/7/2025").click()
    expect(page.get_by_text("34 đơn vị cấp tỉnh")).to_be_visible()
    watcher.finds_nothing_wrong()


def test_the_tree_without_javascript(person):
    officer = person("phone", javascript=False)
    officer.enter_as("can-bo.phuoc-ninh")
    page = officer.page
    officer.go("/dia-ban/cay/")
    page.locator("summary", has_text="của huyện Bến Cầu").click()
    page.get_by_role("link", name="Mở huyện Bến Cầu").click()
    expect(page.locator(".branch-here > .branch-name")).to_have_text("Huyện Bến Cầu")
    expect(page.get_by_role("link", name="Thị trấn Bến Cầu")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_unit_is_picked(person, javascript):
    officer = person("phone", javascript=javascript)
    officer.enter_as("can-bo.phuoc-ninh")
    page = officer.page
    officer.go("/dia-ban/chon/?cap=commune")
    field = page.get_by_label("Gõ tên không cần dấu, hoặc mã")
    if javascript:
        field.press_sequentially("cau khoi")
    else:
        field.fill("cau khoi")
        page.get_by_role("button", name="Tìm").click()
    choice = page.get_by_role("radio", name=re.compile("Xã Cầu Khởi huyện Dương Minh Châu, tỉnh Tây Ninh"))
    expect(choice).to_be_visible()
    if javascript:
        officer.check_page()
    choice.check()
    if javascript:  # what was chosen stays while one goes on searching
        field.fill("phuoc minh")
        expect(page.get_by_role("radio", name=re.compile("Xã Phước Minh huyện Dương"))).to_be_visible()
        expect(choice).to_be_checked()
    page.get_by_role("button", name="Mở trang đơn vị").click()
    expect(page.get_by_role("heading", name="Xã Cầu Khởi")).to_be_visible()
    officer.finds_nothing_wrong()
