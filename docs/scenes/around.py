"""Hamlet heads on their phones, and district and province above."""

import re

from scenes.camera import NARROW, WIDE, Studio

HEAD = "truong-ap.phuoc-le"


def take(studio: Studio) -> None:
    _hamlet(studio)
    _above(studio)


def _hamlet(studio: Studio) -> None:
    head = studio.visitor(HEAD, NARROW)
    head.take("hamlet-home-phone")
    head.follow("^Báo tin$")
    head.take("hamlet-tip-what-phone")
    head.follow("^Trộm cắp, người lạ khả nghi$")
    head.fill("^Nội dung tin", "Có người lạ đi xe không biển số, vòng quanh xóm ba tối nay.")
    head.take("hamlet-tip-phone")
    head.take("hamlet-tip-send-phone", at="Mức độ")
    head.press("Gửi tin")
    head.take("hamlet-tip-sent-phone")
    head.go("/nhom/xac-nhan/")
    head.take("hamlet-groups-phone")
    head.page.locator("a.choice").first.click()
    head.tap("Hoạt động bình thường")
    head.take("hamlet-group-phone")
    head.go("/bai-dang/can-chia-se/")
    head.take("hamlet-posts-phone")
    head.page.locator("a.choice").first.click()
    head.page.wait_for_load_state("networkidle")
    head.take("hamlet-post-phone", tall=960)
    head.go("/bao-cao/")
    head.take("hamlet-reports-phone")
    head.page.locator("button.choice, a.choice").first.click()
    head.page.wait_for_load_state("networkidle")
    head.take("hamlet-report-phone", tall=960)
    head.follow("^Gửi báo cáo$")
    head.take("hamlet-report-send-phone")
    head.go("/tin-bao/")
    head.take("hamlet-my-tips-phone")


def _above(studio: Studio) -> None:
    district = studio.visitor("huyen.duong-minh-chau", WIDE)
    district.take("district-overview", tall=1190)
    district.page.get_by_role("row", name=re.compile("Xã Phước Ninh")).get_by_role("link").nth(6).click()
    district.page.wait_for_load_state("networkidle")
    district.take("district-rows")
    district.go("/bao-cao/?xem=cap-duoi")
    district.take("district-reports", at="Các báo cáo")
    district.go("/dia-ban/?q=phuoc+ninh")
    district.take("units-find", tall=560)
    district.go("/dia-ban/")
    district.follow("^Xã Phước Ninh$")
    district.take("unit")
    studio.visitor("tinh.tay-ninh-2019", WIDE).take("province-overview")
    studio.visitor("huyen.duong-minh-chau", NARROW).take("district-phone")
