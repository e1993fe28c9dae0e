"""The road once through: an officer's tip becomes a figure of an issued report that the district reads."""

import re
from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader


def test_the_month_of_a_commune(person):
    officer = person("desk")
    officer.enter_as("can-bo.phuoc-ninh")
    page = officer.page
    expect(page.get_by_role("heading", name="Hôm nay")).to_be_visible()
    officer.check_page()

    # She logs a tip that was telephoned on the last day of November, with five taps and one typed field.
    page.get_by_role("link", name="Ghi tin báo").first.click()
    page.get_by_text("Tìm người, đồ, vật nuôi").click()
    page.get_by_label("Nội dung tin").fill("Có con trâu lạc vào ruộng cuối ấp, chưa rõ của ai.")
    page.get_by_text("Ấp Phước Lễ", exact=True).click()
    page.get_by_label("Nhận lúc nào?").fill("30/11/2019 08:15")
    page.get_by_text("Điện thoại", exact=True).click()
    page.get_by_label("Tên người báo").fill("Người báo thử")
    officer.check_page()
    page.get_by_role("button", name="Ghi tin").click()
    expect(page.get_by_text("Đã ghi tin báo.")).to_be_visible()
    tip_url = page.url
    expect(page.get_by_text("Người báo thử")).to_have_count(0)
    officer.check_page()

    # She finds it again without accents, and resolves it.
    page.locator("#find").fill("trau lac vao ruong")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=trau+lac**")
    officer.check_page()
    page.get_by_role("link", name=re.compile("con trâu lạc vào ruộng cuối ấp")).click()
    page.get_by_role("link", name="Ghi kết quả giải quyết").click()
    page.get_by_text("Đã xử lý, tin có giá trị").click()
    page.get_by_label("Ghi chú").fill("Chủ trâu ở xã bên đã nhận lại.")
    officer.check_page()
    page.get_by_role("button", name="Ghi kết quả giải quyết").click()
    expect(page.get_by_text("Đã giải quyết").first).to_be_visible()

    # She opens November, corrects the narrative, and submits.
    page.get_by_role("link", name="Báo cáo").first.click()
    officer.check_page()
    page.get_by_role("link", name=re.compile("Báo cáo tháng 11 năm 2019")).first.click()
    expect(page.get_by_role("link", name="Soạn nội dung báo cáo")).to_be_visible()
    report_url = page.url
    officer.check_page()
    page.get_by_role("link", name="Soạn nội dung báo cáo").click()
    situation = page.get_by_label(re.compile("^Tình hình"))
    situation.fill("Tình hình ổn định. Ký tự lạ: #eval(1) $x$ \\ 🐃")
    officer.check_page()
    page.get_by_role("button", name="Lưu nội dung").click()
    page.get_by_role("link", name="Gửi báo cáo").click()
    officer.check_page()
    page.get_by_role("button", name="Gửi báo cáo").click()
    page.get_by_text("Đã ban hành").first.wait_for()

    # The paper is drawn by a job; the page says when it is ready.
    download_link = page.get_by_role("link", name="Tải bản PDF")
    download_link.wait_for(timeout=60_000)
    officer.check_page()
    with page.expect_download() as download:
        download_link.click()
    words = _words(download.value.path().read_bytes())
    assert "BÁO CÁO" in words
    assert "#eval(1) $x$ \\" in words
    assert re.search(r"Tin báo tiếp nhận tin 7 5 \+2 — 33", words), words

    # Thirty-three are behind the figure.
    page.get_by_role("link", name="33", exact=True).first.click()
    expect(page.locator("table.list tbody tr")).to_have_count(33)
    expect(page.get_by_text("33 tin")).to_be_visible()
    officer.check_page()
    rows_url = page.url

    # A second look at the edit form is refused, and says why.
    assert officer.go(_path(report_url) + "sua/") == 403
    expect(page.get_by_text("đã khóa")).to_be_visible()
    officer.check_page()

    # The district sees it arrive, and the same rows.
    district = person("desk")
    district.enter_as("huyen.duong-minh-chau")
    line = district.page.get_by_role("row", name=re.compile("Xã Phước Ninh"))
    expect(line.get_by_text("Đúng hạn")).to_be_visible()
    district.check_page()
    line.get_by_role("link", name=re.compile("Đúng hạn")).click()
    expect(district.page).to_have_url(report_url)
    district.check_page()
    district.page.get_by_role("link", name="33", exact=True).first.click()
    expect(district.page.locator("table.list tbody tr")).to_have_count(33)
    district.check_page()
    assert district.go(_path(tip_url)) == 200
    expect(district.page.get_by_text("Người báo thử")).to_have_count(0)
    district.check_page()

    # For the neighbour commune none of this exists.
    neighbour = person("desk")
    neighbour.enter_as("can-bo.cau-khoi")
    for url in (tip_url, report_url, report_url + "bao-cao.pdf", report_url + "ban-in/"):
        assert neighbour.go(_path(url)) == 404, url
        neighbour.check_page()
    assert neighbour.go(_path(rows_url)) == 404

    for someone in (officer, district, neighbour):
        someone.finds_nothing_wrong()


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def _words(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.replace("\u200b", "").split())
