"""What a browser prints: every column within the paper, without boxes that scroll, searches and buttons."""

import io
import unicodedata

from playwright.sync_api import expect
from pypdf import PdfReader


def squeezed(text: str) -> str:
    """Without spaces: letters of a second font are separate in what is read back."""
    return unicodedata.normalize("NFC", "".join(text.split()))


def printed(page) -> list[str]:
    pdf = page.pdf(prefer_css_page_size=True)
    return [squeezed(part.extract_text()) for part in PdfReader(io.BytesIO(pdf)).pages]


# The words of a header that are outside of its cell on paper.
_OUTSIDE = """() => [...document.querySelectorAll("thead th")].filter(cell => {
  const words = document.createRange(); words.selectNodeContents(cell);
  const [inner, outer] = [words.getBoundingClientRect(), cell.getBoundingClientRect()];
  return inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1;
}).map(cell => cell.innerText)"""


def cut_headers(page) -> list[str]:
    shown = page.viewport_size
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 643, "height": 900})  # what A4 leaves between its margins
    found = page.evaluate(_OUTSIDE)
    names = page.locator("tbody th[scope=row]")
    heights = [box["height"] for box in (name.bounding_box() for name in names.all()[:20])]
    page.emulate_media(media="screen")
    page.set_viewport_size(shown)
    assert all(height < 60 for height in heights), "names take more than two lines"
    return found


def test_a_report_and_lists_print_whole(person):
    officer = person("desk")
    officer.enter_as("can-bo.phuoc-ninh")
    officer.go("/bao-cao/")
    officer.page.get_by_role("link", name="Tháng 10 năm 2019").first.click()
    expect(officer.page.get_by_role("heading", name="Báo cáo tháng 10 năm 2019")).to_be_visible()
    pages = printed(officer.page)
    appendix = next(text for text in pages if squeezed("PHỤ LỤC") in text)
    # The header and a row to their last column: the year so far.
    assert squeezed("Lũy kế từ đầu năm") in appendix
    assert squeezed("Tổng số nhóm Zalo nhóm 69 69 0 0% 69") in appendix

    officer.go("/nhom/")
    pages = printed(officer.page)
    assert squeezed("Cán bộ phụ trách") in pages[0]
    assert pages[0].count("2019") > 5  # the list begins on the first page
    assert not [text for text in pages if squeezed("không cần gõ dấu") in text]


def test_names_of_regions_are_told_apart(person):
    watcher = person("desk")
    watcher.enter_as("huyen.duong-minh-chau")
    for path in ("/", "/nhom/do-phu/", "/bao-cao/?xem=cap-duoi"):
        watcher.go(path)
        watcher.check_page()
    watcher.go("/")
    assert watcher.page.locator("thead th").count() > 5
    assert cut_headers(watcher.page) == []
    watcher.go("/bao-cao/?xem=cap-duoi")
    watcher.page.locator("tbody a").first.click()
    watcher.check_page()
    watcher.finds_nothing_wrong()
