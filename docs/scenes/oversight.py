"""Who may see the commune's data, support that raises itself, who looked from outside, and the audit."""

from scenes.camera import NARROW, WIDE, Studio

REASON = "Cán bộ Đoàn Thanh Trực gọi, nhờ xem vì sao phụ lục tháng 11 thiếu một nhóm."


def take(studio: Studio) -> None:
    studio.manage("seal_audit")
    studio.manage("verify_audit")
    support = studio.visitor("ho-tro.tay-ninh", WIDE)
    support.go("/tai-khoan/nang-quyen/?q=phuoc+ninh")
    support.take("support-find", tall=560)
    support.follow("Xã Phước Ninh")
    support.fill("^Lý do", REASON)
    support.take("support-raise", tall=760)
    support.press("Xin quyền xem")
    support.go("/tin-bao/")
    support.take("support-raised", tall=480)
    support.page.locator("table.list tbody a").first.click()
    support.page.wait_for_load_state("networkidle")

    leader = studio.visitor("lanh-dao.phuoc-ninh", WIDE)
    leader.take("support-notice", tall=480)
    leader.go("/tai-khoan/ai-duoc-xem/")
    leader.take("access", tall=1180)
    leader.go("/nhat-ky/nguoi-ngoai-xem/")
    leader.take("outside-access", tall=820)
    studio.visitor("lanh-dao.phuoc-ninh", NARROW).take("support-notice-phone", tall=560)
    support.press("Kết thúc ngay")

    leader.go("/nhat-ky/")
    leader.open("Tìm trong nhật ký")
    leader.take("audit-search", tall=900)
    leader.page.get_by_label("Việc gì").select_option(label="Xem thông tin người báo tin")
    # The head of the page has a button of the same name.
    leader.page.get_by_role("main").get_by_role("button", name="Tìm").click()
    leader.page.wait_for_load_state("networkidle")
    leader.take("audit", tall=520)
