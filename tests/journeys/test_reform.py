"""The administrator of the new Tây Ninh runs the reform in the browser and takes it back; an officer of 2019 merges two
hamlets. Both leave the world as they found it, for the journeys go on in it."""

import re

import pytest
from playwright.sync_api import expect

# A worker moves a whole province meanwhile, on a machine that does other things as well.
SLOW = 90_000


def test_a_province_is_reformed_and_comes_back(person):
    administrator = person("desk")
    administrator.enter_as("quan-tri.tay-ninh")
    page = administrator.page
    expect(page.get_by_role("heading", name="Sắp xếp đơn vị hành chính 01/7/2025")).to_be_visible()
    expect(page.get_by_text("Ấp Láng Sen")).to_be_visible()
    administrator.check_page()
    page.locator("fieldset", has_text="Ấp Láng Sen").get_by_text("Xã Cầu Khởi").click()
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text("Ấp Láng Sen → xã Cầu Khởi")).to_be_visible()
    administrator.check_page()

    page.get_by_role("button", name="Thực hiện").click()
    expect(page.get_by_text("Có thể rời trang này, việc vẫn tiếp tục.").first).to_be_visible()
    administrator.check_page()
    act = page.url
    try:
        expect(page.get_by_text("đã thực hiện")).to_be_visible(timeout=SLOW)
        administrator.check_page()

        administrator.go("/dia-ban/sap-xep-2025/")
        expect(page.get_by_text("Không còn gì để chuyển")).to_be_visible()
        administrator.check_page()
        administrator.go("/dia-ban/")
        expect(page.get_by_role("heading", name=re.compile("Chờ quyết định"))).to_be_visible()
        administrator.check_page()
        page.get_by_role("link", name="Ấp Đá Bạc").last.click()
        expect(page.get_by_role("heading", name="Chuyển về đơn vị nào?")).to_be_visible()
        administrator.check_page()

        officer = person("phone")
        officer.enter_as("can-bo.cau-khoi-moi")
        officer.go("/dia-ban/")
        for hamlet in ("Ấp Phước Lễ", "Ấp Khởi An", "Ấp Láng Sen"):
            expect(officer.page.get_by_role("link", name=hamlet, exact=True)).to_be_visible()
        officer.check_page()
        officer.finds_nothing_wrong()

        stranger = person("phone")
        stranger.go("/dung-thu/")
        expect(stranger.page.get_by_text("Dữ liệu của xã Phước Ninh nay nằm ở xã Cầu Khởi")).to_be_visible()
        stranger.check_page()
        stranger.finds_nothing_wrong()
    finally:
        page.goto(act)
        expect(page.get_by_role("link", name="Hoàn tác")).to_be_visible(timeout=SLOW)
        page.get_by_role("link", name="Hoàn tác").click()
        administrator.check_page()
        page.get_by_role("button", name="Hoàn tác").click()
        expect(page.get_by_text("đã hoàn tác")).to_be_visible(timeout=SLOW)
    administrator.check_page()
    administrator.finds_nothing_wrong()

    officer = person("desk")
    officer.enter_as("can-bo.phuoc-ninh")
    expect(officer.page.get_by_role("link", name=re.compile("Trại heo xả nước thải"))).to_be_visible()


@pytest.mark.parametrize(
    ("where", "javascript"),
    [("desk", True), ("phone", True), ("phone", False)],
    ids=["desk", "phone", "without JavaScript"],
)
def test_two_hamlets_are_merged_and_apart_again(person, where, javascript):
    officer = person(where, javascript=javascript)
    officer.enter_as("can-bo.phuoc-ninh")
    page = officer.page

    def look():
        page.wait_for_load_state()
        # axe itself is a script; without JavaScript the same pages were looked at in the other runs.
        if javascript:
            officer.check_page()

    officer.go("/dia-ban/")
    page.get_by_role("link", name="Ấp Phước Lễ", exact=True).click()
    page.get_by_role("link", name="Thay đổi đơn vị").click()
    look()
    page.get_by_role("link", name="Sáp nhập").click()
    look()
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text("Chưa trả lời").first).to_be_visible()
    look()
    page.get_by_text("Ấp Phước Hội", exact=True).click()
    page.get_by_role("button", name="Tiếp tục").click()
    look()
    page.get_by_text("Ấp Phước Lễ tiếp tục").click()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Văn bản").fill("Nghị quyết 12/NQ-HĐND")
    look()
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("heading", name="Sáp nhập ấp Phước Hội vào ấp Phước Lễ?")).to_be_visible()
    look()
    page.get_by_role("button", name="Quay lại").click()
    expect(page.get_by_label("Văn bản")).to_have_value("Nghị quyết 12/NQ-HĐND")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_text("Đã thực hiện: Sáp nhập ấp Phước Hội vào ấp Phước Lễ.")).to_be_visible()
    look()
    page.get_by_role("link", name="Tất cả thay đổi").click()
    look()
    page.get_by_role("link", name="Sáp nhập ấp Phước Hội vào ấp Phước Lễ").first.click()
    page.get_by_role("link", name="Hoàn tác").click()
    look()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác.")).to_be_visible()
    officer.go("/dia-ban/")
    expect(page.get_by_role("link", name="Ấp Phước Hội", exact=True)).to_be_visible()
    officer.finds_nothing_wrong()
