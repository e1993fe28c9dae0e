"""`make pictures`: the pictures of the guide, taken from a freshly seeded demo, so that they show what there is.

Needs what the browser journeys need (a Chromium) and pdftoppm (poppler-utils) for the pages of the paper.
"""

import base64
import os
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
OUT = HERE / "pictures"
HEAVIEST = 150_000  # bytes a picture may weigh, so that the repository stays light
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
OFFICER, HEAD = "can-bo.phuoc-ninh", "truong-ap.phuoc-le"

# A picture's 256 most frequent colours, and each pixel as the nearest of them. The browser has the pixels at hand.
FEW_COLOURS = """async (source) => {
  const image = await createImageBitmap(await (await fetch(source)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const dots = new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer);
  const seen = new Map();
  for (const dot of dots) seen.set(dot, (seen.get(dot) || 0) + 1);
  const parts = (dot) => [dot & 255, (dot >> 8) & 255, (dot >> 16) & 255];
  const palette = [...seen].sort((a, b) => b[1] - a[1]).slice(0, 256).map(([dot]) => parts(dot));
  const nearest = new Map();
  for (const dot of seen.keys()) {
    const [r, g, b] = parts(dot);
    let best = 0, least = Infinity;
    palette.forEach(([x, y, z], index) => {
      const far = (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2;
      if (far < least) { least = far; best = index; }
    });
    nearest.set(dot, best);
  }
  let indexes = "";
  for (const dot of dots) indexes += String.fromCharCode(nearest.get(dot));
  return { width: image.width, height: image.height, palette: palette.flat(), indexes: btoa(indexes) };
}"""


class Visitor:
    """A persona of the demo at a desk or a phone, with a camera."""

    def __init__(self, page, url: str, name: str, develop):
        self.page, self.url, self.develop = page, url, develop
        page.goto(f"{url}/dung-thu/")
        if name:
            page.locator(f'form:has(input[value="{name}"]) button').first.click()
            page.wait_for_load_state()

    def go(self, path: str) -> None:
        self.page.goto(self.url + path, wait_until="networkidle")

    def follow(self, name: str, role: str = "link") -> None:
        self.page.get_by_role(role, name=re.compile(name)).first.click()
        self.page.wait_for_load_state("networkidle")

    def press(self, name: str) -> None:
        self.follow(f"^{name}$", "button")

    def tap(self, label: str) -> None:
        self.page.get_by_text(label, exact=True).first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(re.compile(label)).fill(text)

    def take(self, name: str, *, at: str = "", tall: int = 0) -> None:
        """A picture of what is on screen; `at` scrolls to a text first, `tall` gives the window that height."""
        size = self.page.viewport_size
        if tall:
            self.page.set_viewport_size({"width": size["width"], "height": tall})
        self.page.evaluate("scrollTo({ top: 0, behavior: 'instant' }); document.activeElement.blur()")
        if at:
            self.page.get_by_text(at).first.evaluate(
                "element => scrollBy({ top: element.getBoundingClientRect().top - 24, behavior: 'instant' })"
            )
        self.develop(name, self.page.screenshot())
        self.page.set_viewport_size(size)


def main() -> None:
    for old in OUT.glob("*.png"):
        old.unlink()
    OUT.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, _portal(Path(folder)) as url, _visitors(url) as visitor:
        _doors(visitor)
        _tips(visitor)
        _groups_and_posts(visitor)
        _reports(visitor, Path(folder))
        _hamlet(visitor)
        _above(visitor)
        _people(visitor)


def _doors(visitor) -> None:
    anyone = visitor("", WIDE)
    anyone.take("personas")
    anyone.go("/tai-khoan/vao/")
    anyone.take("sign-in", tall=540)


def _tips(visitor) -> None:
    officer = visitor(OFFICER, WIDE)
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
    officer.tap("Mở danh tính")
    officer.fill("Vì sao cần mở", "Gọi lại hỏi đặc điểm con trâu.")
    officer.take("tip-informant", at="Người ghi tin", tall=560)
    officer.press("Mở và ghi lại")
    officer.take("tip-informant-open", at="Người ghi tin", tall=560)
    officer.follow("^Ghi kết quả giải quyết$")
    officer.tap("Đã xử lý, tin có ích")
    officer.fill("^Ghi chú", "Chủ trâu ở xã bên đã đến nhận lại.")
    officer.take("tip-resolve")
    officer.press("Ghi kết quả giải quyết")
    officer.follow("^Đã trả lời người báo$")
    officer.fill("^Ghi chú", "Đã gọi báo lại.")
    officer.press("Đã trả lời người báo")
    officer.take("tip-done", tall=1180)
    officer.go("/tin-bao/?q=trau+lac")
    officer.take("tip-search", tall=560)
    officer.go("/tin-bao/")
    officer.take("tip-list", tall=640)
    officer.follow("Nhóm cho vay đến dãy trọ")
    officer.follow("^Chuyển cơ quan có thẩm quyền$")
    officer.take("tip-pass-on")
    phone = visitor(OFFICER, NARROW)
    phone.take("officer-day-phone")
    phone.go("/tin-bao/ghi/")
    phone.take("tip-log-phone")


def _groups_and_posts(visitor) -> None:
    officer = visitor(OFFICER, WIDE)
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
    officer.follow("^Ghi mẫu số$")
    officer.take("coverage-base")
    officer.go("/bai-dang/")
    officer.take("post-list")
    officer.page.locator("table.list tbody a").first.click()
    officer.page.wait_for_load_state("networkidle")
    officer.take("post-detail")
    officer.go("/bai-dang/dang-ky/")
    officer.take("post-new", tall=1100)


def _reports(visitor, folder: Path) -> None:
    officer = visitor(OFFICER, WIDE)
    officer.go("/bao-cao/")
    officer.take("report-list", tall=1080)
    officer.follow("Báo cáo tháng 11 năm 2019")
    officer.take("report-screen")
    officer.take("report-screen-appendix", at="PHỤ LỤC")
    officer.follow("^Sửa lời văn$")
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
    paper = folder / "report.pdf"
    download.value.save_as(paper)
    officer.develop("report-page-1", _drawn(paper, 1))
    officer.develop("report-appendix", _drawn(paper, _pages(paper) - 1))


def _hamlet(visitor) -> None:
    head = visitor(HEAD, NARROW)
    head.take("hamlet-doors-phone")
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


def _above(visitor) -> None:
    district = visitor("huyen.duong-minh-chau", WIDE)
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
    visitor("tinh.tay-ninh-2019", WIDE).take("province-overview")
    visitor("huyen.duong-minh-chau", NARROW).take("district-phone")


def _people(visitor) -> None:
    administrator = visitor("quan-tri.phuoc-ninh", WIDE)
    administrator.go("/tai-khoan/nguoi-dung/")
    administrator.take("people")
    administrator.go("/tai-khoan/nguoi-dung/them/")
    administrator.take("person-new", tall=1162)


@contextmanager
def _portal(folder: Path) -> Iterator[str]:
    """A seeded demo on SQLite in a folder of its own, started as the journeys start theirs."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "portal.config.settings.test",
        "DATABASE_URL": f"sqlite:///{folder / 'unused.sqlite3'}",
        "REDIS_URL": "",
    }
    sys.path.insert(0, str(HERE.parent))
    from tests.journeys.conftest import Portal

    portal = Portal(folder)
    try:
        portal.start()
        yield portal.url
    finally:
        portal.stop()


@contextmanager
def _visitors(url: str) -> Iterator:
    from playwright.sync_api import sync_playwright

    from tests.surroundings import chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--disable-gpu", "--lang=vi-VN", "--hide-scrollbars"],
            env=os.environ | {"LANGUAGE": "vi_VN", "LANG": "vi_VN.UTF-8"},
        )

        darkroom = browser.new_page()

        def develop(name: str, shot: bytes) -> None:
            source = "data:image/png;base64," + base64.b64encode(shot).decode()
            _keep(name, darkroom.evaluate(FEW_COLOURS, source))

        def visitor(name: str, size: dict) -> Visitor:
            context = browser.new_context(viewport=size, locale="vi-VN", device_scale_factor=1)
            context.set_default_timeout(15_000)
            return Visitor(context.new_page(), url, name, develop)

        yield visitor
        browser.close()


def _pages(paper: Path) -> int:
    from pypdf import PdfReader

    return len(PdfReader(paper).pages)


def _drawn(paper: Path, page: int) -> bytes:
    pages = ["-f", str(page), "-l", str(page)]
    command = ["pdftoppm", "-r", "60", "-png", *pages, paper]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _keep(name: str, few: dict) -> None:
    """Write a picture of at most 256 colours as a PNG: a third of what the camera makes."""
    indexes, width = base64.b64decode(few["indexes"]), few["width"]
    rows = b"".join(b"\0" + indexes[at : at + width] for at in range(0, len(indexes), width))
    size = struct.pack(">IIBBBBB", width, few["height"], 8, 3, 0, 0, 0)
    parts = [
        (b"IHDR", size),
        (b"PLTE", bytes(few["palette"])),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    ]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    if len(png) > HEAVIEST:
        raise SystemExit(f"{name} weighs {len(png)} bytes: crop it")
    (OUT / f"{name}.png").write_bytes(png)


if __name__ == "__main__":
    main()
