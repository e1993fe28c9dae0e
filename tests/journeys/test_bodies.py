"""A commune's officer enters a school, finds it by its name without accents, puts the Front under the province's, and undoes it."""

import re

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("where", ["desk", "phone"])
def test_the_register_of_bodies(person, where):
    officer = person(where)
    officer.enter_as("can-bo.thuan-loi")
    page = officer.page
    officer.go("/dia-ban/")
    expect(page.get_by_role("heading", name=re.compile(r"Cơ quan, tổ chức \(\d+\)"))).to_be_visible()
    page.get_by_role("link", name="Xem danh sách").click()
    officer.check_page()

    page.get_by_role("link", name="Thêm cơ quan, tổ chức").click()
    page.get_by_label("Loại").select_option(label="Tiểu học")
    page.get_by_label("Tên", exact=True).fill(f"Trường Tiểu học Minh Họa {where}")
    page.get_by_label("Đầu mối liên hệ").fill("Trần Thị Mẫu")
    page.get_by_label("Số điện thoại liên hệ").fill("12")
    officer.check_page()
    page.get_by_role("button", name="Thêm cơ quan, tổ chức").click()
    expect(page.get_by_text("Số điện thoại chưa đúng").first).to_be_visible()
    officer.check_page()
    page.get_by_label("Số điện thoại liên hệ").fill("0912345678")
    page.get_by_role("button", name="Thêm cơ quan, tổ chức").click()
    expect(page.get_by_text("Không thuộc diện xét")).to_be_visible()
    expect(page.get_by_role("link", name="0912 345 678")).to_be_visible()
    officer.check_page()

    officer.go(f"/dia-ban/co-quan/?q=tieu+hoc+minh+hoa+{where}")
    expect(page.get_by_role("link", name=re.compile("Trường Tiểu học Minh Họa"))).to_have_count(1)
    officer.check_page()

    officer.go("/dia-ban/co-quan/?loai=party-cell")
    page.get_by_role("link", name="Chi bộ ấp Thuận Hải").click()
    page.get_by_role("link", name="Đổi cơ quan, tổ chức cấp trên").click()
    page.get_by_label("Trực thuộc").select_option(label="Ủy ban nhân dân xã Thuận Lợi")
    page.get_by_label("Từ ngày").fill("01/12/2025")
    officer.check_page()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu cơ quan, tổ chức cấp trên.")).to_be_visible()
    expect(page.get_by_role("cell", name=re.compile("Ủy ban nhân dân xã Thuận Lợi"))).to_be_visible()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác.")).to_be_visible()
    expect(page.get_by_role("cell", name=re.compile("Ủy ban nhân dân xã Thuận Lợi"))).to_have_count(0)
    officer.check_page()
    officer.finds_nothing_wrong()
