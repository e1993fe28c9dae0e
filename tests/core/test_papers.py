"""Whole papers, as programs make them: what the first page says of itself is proposed for a form."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.core.files.paper import PaperProposals
from portal.core.files.services import proposals
from tests.core.papers import docx, docx_of, jpeg, paper_pdf, paragraph, png, report_pdf, table, written_pdf

MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
TITLE = "Triển khai thực hiện mô hình “Kết nối bình yên” trên địa bàn xã Hà Giang năm 2024"
PLAN = PaperProposals(
    has_text=True,
    number="68",
    symbol="KH-UBND",
    written="68/KH-UBND",
    day=date(2024, 4, 12),
    body="ỦY BAN NHÂN DÂN XÃ HÀ GIANG",
    type="KH",
    title=TITLE,
)


def proposed(data):
    return proposals(SimpleUploadedFile("van-ban", data))


# --- whole papers, as programs make them ----------------------------------------------------------
def plan_in_word():
    head = table(
        (["ỦY BAN NHÂN DÂN", "XÃ HÀ GIANG"], MOTTO),
        (["Số: 68/KH-UBND"], ["Hà Giang, ngày 12 tháng 4 năm 2024"]),
    )
    body = "".join(
        map(paragraph, ["", "KẾ HOẠCH", TITLE, "", "Thực hiện Hướng dẫn số 22/HD-BCA-V05 ngày 05 tháng 01"])
    )
    return docx_of(head + body)


def plan_with_tabs():
    return docx(
        "ỦY BAN NHÂN DÂN\tCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "XÃ HÀ GIANG\tĐộc lập – Tự do – Hạnh phúc",
        "_________\t_______________",
        "Số: 68/KH-UBND\tHà Giang, ngày 12 tháng 4 năm 2024",
        "K Ế  H O Ạ C H",
        "Triển khai thực hiện mô hình “Kết nối bình yên”",
        "trên địa bàn xã Hà Giang năm 2024",
        "-------",
        "I. MỤC ĐÍCH, YÊU CẦU",
    )


def plan_as_pdf():
    left = ["ỦY BAN NHÂN DÂN", "*XÃ HÀ GIANG*", "Số: 68/KH-UBND"]
    right = [*MOTTO, "_Hà Giang, ngày 12 tháng 4 năm 2024_"]
    title = TITLE.replace(" trên", r" \ trên")
    return paper_pdf(
        left, right, f"#align(center)[*KẾ HOẠCH* \\ *{title}*]\nThực hiện Hướng dẫn số 22/HD-BCA-V05, xã"
    )


@pytest.mark.parametrize(
    "data", [plan_in_word(), plan_with_tabs(), plan_as_pdf()], ids=["table", "tabs", "pdf"]
)
def test_a_plan_says_all_of_itself(data):
    assert proposed(data) == PLAN


def test_a_report_of_the_portal_itself_is_read_back():
    assert proposed(report_pdf()) == PaperProposals(
        has_text=True,
        number="05",
        symbol="BC-BCĐ",
        written="05/BC-BCĐ",
        day=date(2019, 12, 8),
        body="BAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM",
        body_above="ỦY BAN NHÂN DÂN XÃ PHƯỚC NINH",
        type="BC",
        title="Kết quả thực hiện mô hình tháng 11 năm 2019",
    )


def test_a_paper_of_the_party_has_no_colon_and_another_order():
    party = table(
        (["ĐẢNG BỘ TỈNH THANH HÓA", "ĐẢNG ỦY XÃ HÀ LONG", "*", "Số 29-CV/ĐU", "V/v lãnh đạo thực hiện mô hình"],
         ["ĐẢNG CỘNG SẢN VIỆT NAM", "", "Hà Long, ngày 05 tháng 01 năm 2026"]),
    )  # fmt: skip
    assert proposed(docx_of(party + paragraph("Kính gửi: Các chi bộ trực thuộc"))) == PaperProposals(
        has_text=True,
        number="29",
        symbol="CV/ĐU",
        written="29-CV/ĐU",
        day=date(2026, 1, 5),
        body="ĐẢNG ỦY XÃ HÀ LONG",
        body_above="ĐẢNG BỘ TỈNH THANH HÓA",
        type="CV",
        title="lãnh đạo thực hiện mô hình",
    )


def test_an_official_letter_is_known_by_its_subject():
    letter = table(
        (["UBND XÃ HÀ GIANG", "CÔNG AN XÃ", "Số: 123/CAX-ANTT", "V/v đôn đốc xác nhận", "tình hình các nhóm"],
         [*MOTTO, "Hà Giang, ngày 29 tháng 6 năm 2024"]),
    )  # fmt: skip
    found = proposed(docx_of(letter + paragraph("Kính gửi: Trưởng các thôn")))
    assert (found.written, found.type, found.title) == (
        "123/CAX-ANTT",
        "CV",
        "đôn đốc xác nhận tình hình các nhóm",
    )
    assert (found.body_above, found.body) == ("UBND XÃ HÀ GIANG", "CÔNG AN XÃ")


@pytest.mark.parametrize("data", [png(), jpeg(), written_pdf(), docx("")], ids=["png", "jpeg", "pdf", "docx"])
def test_a_picture_or_a_scan_says_nothing_and_says_so(data):
    assert proposed(data) == PaperProposals(has_text=False)


def test_only_the_first_page_is_read():
    broken = '<w:p><w:r><w:br w:type="page"/><w:t>Số: 99/KH-UBND</w:t></w:r></w:p>'
    assert proposed(docx_of(paragraph("KẾ HOẠCH") + broken)).number is None
    rendered = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>MẬT</w:t></w:r></w:p>"
    assert proposed(docx_of(paragraph("Trang một") + rendered)).has_text
