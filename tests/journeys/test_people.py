"""An office handed over and taken back, and support that raises itself and is seen, on PC and phone."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("where", ["desk", "phone"])
def test_a_hamlet_goes_over_to_a_new_head_and_back(person, where):
    officer = person(where, javascript=where == "desk")
    officer.enter_as("can-bo.phuoc-ninh")
    page = officer.page
    officer.go("/tai-khoan/ban-giao/?q=phuoc+an")
    if where == "desk":
        officer.check_page()
    page.get_by_role("link", name="Lưu Bá Sự").click()
    expect(page.get_by_role("heading", name="Những gì chuyển sang người nhận")).to_be_visible()
    page.get_by_role("button", name="Bàn giao").click()
    expect(page.get_by_text("Chọn người nhận ở trên").first).to_be_visible()
    page.get_by_label("Họ và tên người mới").fill("Võ Thành Nối")
    page.get_by_label("Tên đăng nhập").fill(f"vo-thanh-noi-{where}")
    page.get_by_role("button", name="Bàn giao").click()
    expect(page.get_by_text("từ Lưu Bá Sự sang Võ Thành Nối").first).to_be_visible()
    page.get_by_role("button", name="Hoàn tác").first.click()
    expect(page.get_by_text("Lưu Bá Sự lại phụ trách ấp Phước An").first).to_be_visible()
    expect(page.get_by_role("link", name="Lưu Bá Sự")).to_be_visible()
    officer.finds_nothing_wrong()


@pytest.mark.parametrize("where", ["desk", "phone"])
def test_support_raises_itself_looks_and_is_seen(person, where):
    support = person(where)
    support.enter_as("ho-tro.tay-ninh")
    support.check_page()
    page = support.page
    page.get_by_role("main").get_by_role("link", name="Xin quyền xem tạm thời").click()
    page.get_by_label("Xã hoặc tỉnh cần hỗ trợ").fill("phuoc ninh")
    page.get_by_role("main").get_by_role("button", name="Tìm").click()
    support.check_page()
    page.get_by_role("link", name="Phước Ninh").first.click()
    support.check_page()
    page.get_by_label("Lý do").fill(f"Cán bộ xã gọi, xem giúp danh bạ ({where})")
    page.get_by_role("button", name="Xin quyền xem").click()
    expect(page.get_by_text("Đang có quyền xem tạm thời")).to_be_visible()
    support.check_page()
    assert support.go("/tin-bao/") == 200
    assert support.go("/tin-bao/ghi/") == 403

    leader = person(where)
    leader.enter_as("lanh-dao.phuoc-ninh")
    expect(leader.page.get_by_text(f"xem giúp danh bạ ({where})").first).to_be_visible()
    leader.check_page()
    leader.page.get_by_role("link", name="Xem ai được xem dữ liệu, và vì sao").click()
    expect(leader.page.get_by_text("đang xem dữ liệu ở xã Phước Ninh").first).to_be_visible()
    leader.check_page()

    support.go("/")
    page.get_by_role("button", name="Kết thúc ngay").click()
    expect(page.get_by_text("Đã kết thúc quyền xem tạm thời")).to_be_visible()
    assert support.go("/tin-bao/") == 403
    support.finds_nothing_wrong()
    leader.finds_nothing_wrong()


@pytest.mark.parametrize("where", ["desk", "phone"])
def test_a_person_gets_one_more_role_which_ends_again(person, where):
    administrator = person(where)
    administrator.enter_as("quan-tri.phuoc-ninh")
    page = administrator.page
    administrator.go("/tai-khoan/nguoi-dung/?q=ta+khac+dien")
    administrator.check_page()
    page.get_by_role("link", name="Tạ Khắc Điền").click()
    administrator.check_page()
    page.get_by_role("link", name="Phân công thêm").click()
    administrator.check_page()
    page.get_by_role("radio", name="Cán bộ đoàn thể, đơn vị").check()
    page.get_by_role("button", name="Phân công").click()
    expect(page.get_by_role("heading", name="Cán bộ đoàn thể, đơn vị")).to_be_visible()
    added = page.locator("article", has_text="Cán bộ đoàn thể, đơn vị")
    added.get_by_text("Kết thúc…").click()
    administrator.check_page()
    added.get_by_role("button", name="Kết thúc phân công").click()
    expect(page.get_by_text("Đã hủy phân công chưa có hiệu lực")).to_be_visible()
    page.get_by_role("link", name="Đóng tài khoản…").click()
    administrator.check_page()
    administrator.finds_nothing_wrong()
