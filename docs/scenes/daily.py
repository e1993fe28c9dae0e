"""An officer's day: tips, groups, posts, reports."""

import subprocess
from pathlib import Path

from scenes.camera import NARROW, WIDE, Studio

OFFICER = "can-bo.phuoc-ninh"


def take(studio: Studio) -> None:
    _tips(studio)
    _groups_and_posts(studio)
    _reports(studio)


def _tips(studio: Studio) -> None:
    officer = studio.visitor(OFFICER, WIDE)
    officer.take("officer-day", tall=1035)
    officer.go("/tin-bao/ghi/")
    officer.tap("Tìm người, đồ, vật nuôi")
    officer.page.mouse.move(0, 0)
    officer.fill("^Nội dung tin", "Có con trâu lạc vào ruộng cuối ấp, chưa rõ của ai.")
    officer.tap("Ấp Phước Lễ")
    officer.fill("Nhận lúc nào", "2019-12-07T16:20")
    officer.tap("Điện thoại")
    officer.take("tip-log")
    officer.fill("^Tên người báo", "Người báo minh họa")
    officer.fill("^Số điện thoại người báo", "0900000099")
    officer.take("tip-log-informant", at="Mức độ")
    officer.press("Ghi tin")
    officer.take("tip-new", tall=1100)
    officer.follow("^Phân loại$")
    officer.take("tip-classify", tall=1000)
    officer.press("Phân loại")
    officer.follow("^Giao xử lý$")
    officer.page.get_by_role("radio", name="Đoàn Thanh Trực").check()
    officer.take("tip-assign")
    officer.press("Giao xử lý")
    officer.tap("Xem thông tin người báo tin")
    officer.fill("Vì sao cần xem", "Gọi lại hỏi đặc điểm con trâu.")
    officer.take("tip-informant", at="Người ghi tin", tall=560)
    officer.press("Xem và ghi lại")
    officer.take("tip-informant-open", at="Người ghi tin", tall=560)
    officer.follow("^Ghi kết quả giải quyết$")
    officer.tap("Đã xử lý, tin có giá trị")
    officer.fill("^Ghi chú", "Chủ trâu ở xã bên đã đến nhận lại.")
    officer.take("tip-resolve")
    officer.press("Ghi kết quả giải quyết")
    officer.follow("^Đã phản hồi người báo tin$")
    officer.fill("^Ghi chú", "Đã gọi báo lại.")
    officer.press("Đã phản hồi người báo tin")
    officer.take("tip-done", tall=1180)
    officer.go("/tim/?q=trau+lac")
    officer.take("tip-search", tall=560)
    officer.go("/tin-bao/")
    officer.take("tip-list", tall=640)
    officer.follow("Nhóm cho vay đến dãy trọ")
    officer.follow("^Chuyển cơ quan có thẩm quyền$")
    officer.take("tip-pass-on")
    phone = studio.visitor(OFFICER, NARROW)
    phone.take("officer-day-phone")
    phone.go("/tin-bao/ghi/")
    phone.take("tip-log-phone")


def _groups_and_posts(studio: Studio) -> None:
    officer = studio.visitor(OFFICER, WIDE)
    officer.go("/nhom/")
    officer.take("group-list", tall=700)
    officer.page.locator("table.list tbody a").first.click()
    officer.follow("^Sửa$")
    officer.fill("^Đường dẫn tham gia", "https://zalo.me/g/minhhoa123")
    officer.page.locator("main form.form button[type=submit]").click()
    officer.page.wait_for_load_state("networkidle")
    officer.take("group-detail", tall=1180)
    officer.follow("^Ghi số thành viên$")
    officer.take("group-count")
    officer.go("/nhom/do-phu/")
    officer.take("coverage", tall=1020)
    officer.follow("^Nhập tổng số$")
    officer.take("coverage-base")
    officer.go("/bai-dang/")
    officer.take("post-list")
    officer.page.locator("table.list tbody a").first.click()
    officer.page.wait_for_load_state("networkidle")
    officer.take("post-detail")
    officer.go("/bai-dang/dang-ky/")
    officer.take("post-new", tall=1100)


def _reports(studio: Studio) -> None:
    officer = studio.visitor(OFFICER, WIDE)
    officer.go("/bao-cao/")
    officer.take("report-list", tall=1080)
    officer.follow("Báo cáo tháng 11 năm 2019")
    officer.take("report-screen")
    officer.take("report-screen-appendix", at="PHỤ LỤC")
    officer.follow("^Soạn nội dung báo cáo$")
    officer.take("report-edit")
    officer.go("/bao-cao/")
    officer.follow("Báo cáo tháng 11 năm 2019")
    officer.follow("^Gửi báo cáo$")
    officer.take("report-submit", tall=600)
    officer.go("/bao-cao/the-thuc/")
    officer.take("letterhead")
    officer.go("/bao-cao/")
    officer.follow("^Tháng 10 năm 2019$")
    officer.take("report-issued", tall=640)
    with officer.page.expect_download() as download:
        officer.page.get_by_role("link", name="Tải bản PDF").click()
    paper = studio.folder / "report.pdf"
    download.value.save_as(paper)
    studio.develop("report-page-1", _drawn(paper, 1))
    studio.develop("report-appendix", _drawn(paper, _pages(paper) - 1))


def _pages(paper: Path) -> int:
    from pypdf import PdfReader

    return len(PdfReader(paper).pages)


def _drawn(paper: Path, page: int) -> bytes:
    pages = ["-f", str(page), "-l", str(page)]
    command = ["pdftoppm", "-r", "60", "-png", *pages, paper]
    return subprocess.run(command, check=True, capture_output=True).stdout
