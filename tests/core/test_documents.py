"""The official report as PDF: standards, layout rules that a reader can check, and texts nobody expects."""

import copy
import io
import re
import shutil
import subprocess
import sys
import unicodedata
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from portal.core.documents import DocumentError, clean, clean_text, render_pdf
from portal.core.documents.row_headers import name_rows
from portal.core.documents.text import printable
from tests.factories.units import MARKED

MADE_AT = datetime(2019, 12, 8, 8, 0, tzinfo=timezone(timedelta(hours=7)))
PARAGRAPH = (
    "Ban quản trị các nhóm thường xuyên đăng tải thông tin để Nhân dân nâng cao ý thức cảnh giác. " * 3
)


def column(label, align="right", width=1.1):
    return {"label": label, "align": align, "width": width}


def figures(groups=4, rows_each=8):
    """An appendix table as reports have it: group heading rows, eight columns."""
    rows, heads = [], []
    for group in range(groups):
        heads.append(len(rows))
        rows.append(["I" * (group + 1), f"Nhóm chỉ tiêu {group + 1}", "", "", "", "", "", ""])
        for row in range(rows_each):
            name = f"Chỉ tiêu {group + 1}.{row + 1}"
            rows.append([str(row + 1), name, "nhóm", "1.512", "1.498", "+14", "0,9%", "12.345"])
    labels = ["Kỳ này", "Kỳ trước", "Tăng/giảm", "%", "Lũy kế năm"]
    columns = [column("TT", "center", 0.6), column("Chỉ tiêu", "left", 4.0), column("ĐVT", "center")]
    return {
        "caption": "",
        "columns": columns + [column(name) for name in labels],
        "rows": rows,
        "heads": heads,
    }


def section(heading="I. TÌNH HÌNH", level=1, paragraphs=("Tình hình ổn định.",), table=None):
    return {"heading": heading, "level": level, "paragraphs": list(paragraphs), "table": table}


def report(**changes):
    content = {
        "schema": 2,
        "letterhead": {
            "parent": "ỦY BAN NHÂN DÂN XÃ PHƯỚC NINH",
            "body": "BAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM",
            "number": "Số: 05/BC-BCĐ",
            "place_date": "Phước Ninh, ngày 08 tháng 12 năm 2019",
        },
        "title": "BÁO CÁO",
        "subject": "Kết quả thực hiện mô hình tháng 11 năm 2019",
        "recipients": ["Ban Chỉ đạo huyện Dương Minh Châu"],
        "opening": ["Ban Chỉ đạo xã báo cáo kết quả như sau:"],
        "sections": [section(), section("II. KẾT QUẢ", paragraphs=["Đã tiếp nhận 32 tin."])],
        "signature": {"authority": ["TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"], "name": "Nguyễn Văn A"},
        "copies": ["Như trên;", "Lưu: VT, CAX."],
        "appendix": None,
        "draft": False,
    }
    return content | changes


def appendix(**changes):
    return {
        "label": "PHỤ LỤC",
        "title": "SỐ LIỆU THÁNG 11 NĂM 2019",
        "reference": "(Kèm theo Báo cáo số 05/BC-BCĐ ngày 08 tháng 12 năm 2019)",
        "table": figures(),
        "notes": ["Ghi chú: “—” là chưa có số để so sánh."],
    } | changes


def read(content):
    return PdfReader(io.BytesIO(render_pdf("paper", content, made_at=MADE_AT)))


def pages(content):
    """Text of each page, spaces evened out."""
    texts = [page.extract_text() for page in read(content).pages]
    return [unicodedata.normalize("NFC", re.sub(r"\s+", " ", text)).strip() for text in texts]


def squeezed(content):
    return "".join(pages(content)).replace(" ", "")


def structure(reader):
    """Every role in the tag tree, in reading order."""
    roles, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        kids = node.get("/K", [])
        roles.append(node.get("/S"))
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        kids = kids if isinstance(kids, list) else [kids]
        waiting += reversed([kid for kid in kids if hasattr(kid.get_object(), "get")])
    return roles


# --- the file ------------------------------------------------------------------


def test_declares_both_standards_its_language_and_its_title():
    reader = read(report())
    xmp = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part\W+2\b", xmp)
    assert re.search(r"pdfaid:conformance\W+A\b", xmp)
    assert re.search(r"pdfuaid:part\W+1\b", xmp)
    assert reader.trailer["/Root"]["/Lang"] == "vi-VN"
    assert reader.metadata.title == "Kết quả thực hiện mô hình tháng 11 năm 2019"
    assert reader.metadata.author == "BAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM"


def test_same_content_and_time_give_the_same_bytes_whatever_was_made_between():
    first = render_pdf("paper", report(), made_at=MADE_AT)
    render_pdf("paper", report(subject="Báo cáo khác"), made_at=MADE_AT)
    assert render_pdf("paper", report(), made_at=MADE_AT) == first


def test_headings_and_table_headers_are_tagged():
    levels = [section(), section("1. Nhóm", 2), section("a) Tin", 3, table=figures(1, 2))]
    roles = structure(read(report(sections=levels)))
    assert [role for role in roles if role in ("/H1", "/H2", "/H3")] == ["/H1", "/H2", "/H3"]
    assert roles.count("/Table") == 1
    assert (
        roles.count("/TH") == 8 + 2 + 2
    )  # the columns, the number and name of the one group, the names of its rows
    assert roles.count("/TD") == 2 * 7


def elements(reader, role):
    """All elements of a role, in reading order."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if node.get("/S") == role:
            found.append(node)
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        kids = kids if isinstance(kids, list) else [kids]
        waiting += reversed([kid for kid in kids if hasattr(kid.get_object(), "get")])
    return found


def test_the_name_of_an_indicator_is_the_header_of_its_row():
    reader = read(report(appendix=appendix(table=figures(2, 3))))
    headers = [cell["/A"][0] for cell in elements(reader, "/TH")]
    assert [header["/Scope"] for header in headers if header["/O"] == "/Table"].count("/Row") == 2 * 3
    rows = [row["/K"] for row in elements(reader, "/TR")]
    named = [[cell.get_object()["/S"] for cell in row] for row in rows if len(row) == 8][1:]
    assert named == [["/TD", "/TH", *["/TD"] * 6]] * 6
    assert len({cell["/ID"] for cell in elements(reader, "/TH")}) == len(elements(reader, "/TH"))


def test_a_file_of_another_shape_is_left_as_it_is():
    pdf = render_pdf("paper", report(appendix=appendix()), made_at=MADE_AT)
    broken = pdf.replace(b"\nxref\n0 ", b"\n\nxref\n0 ").replace(b"1 0 obj", b"1  0 obj", 1)
    assert name_rows(broken, 1) == broken
    assert name_rows(pdf, 1) == pdf  # named already


@pytest.mark.parametrize("levels", [[3], [1, 3], [2, 1, 4], [9, 0]])
def test_skipped_heading_levels_do_not_stop_a_report(levels):
    content = report(sections=[section(f"Mục {level}", level) for level in levels])
    assert all(f"Mục {level}" in pages(content)[0] for level in levels)


def test_only_the_committed_fonts_are_used():
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in read(report(appendix=appendix())).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}


# --- layout ---------------------------------------------------------------------


def test_page_is_a4_and_text_stands_within_the_margins():
    page = read(report(opening=[PARAGRAPH] * 12)).pages[0]
    millimetre = 72 / 25.4
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        (595.28, 841.89), abs=0.1
    )
    places = []

    def note(text, outer, inner, *_):
        if text.strip():
            x, y = inner[4], inner[5]
            places.append((x * outer[0] + y * outer[2] + outer[4], x * outer[1] + y * outer[3] + outer[5]))

    page.extract_text(visitor_text=note)
    assert len(places) > 20
    assert min(x for x, _ in places) >= 35 * millimetre - 0.5
    assert min(y for _, y in places) >= 20 * millimetre - 0.5
    assert max(y for _, y in places) <= (297 - 25) * millimetre


def test_letterhead_parts_come_in_the_decrees_order():
    text = pages(report())[0]
    order = [
        "ỦY BAN NHÂN DÂN",
        "BAN CHỈ ĐẠO",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BC-BCĐ",
        "BÁO CÁO",
        "Kính gửi:",
    ]
    assert [part for part in sorted(order, key=text.find) if part in text] == order
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text


@pytest.mark.parametrize(
    ("last", "printed"),
    [
        ("Đã tiếp nhận 32 tin.", "Đã tiếp nhận 32 tin./."),
        ("Đã tiếp nhận 32 tin", "Đã tiếp nhận 32 tin./."),
        ("Đã tiếp nhận 32 tin./.", "Đã tiếp nhận 32 tin./."),
        ("Trân trọng;", "Trân trọng./."),
    ],
)
def test_the_last_paragraph_ends_the_report_once(last, printed):
    text = pages(report(sections=[section(paragraphs=["Đầu.", last, ""]), section("", paragraphs=[])]))[0]
    assert printed in text
    assert text.count("./.") == 1


def test_one_recipient_stands_on_the_line_several_as_a_list():
    assert "Kính gửi: Công an huyện Ban" in pages(report(recipients=["Công an huyện;"]))[0]
    text = pages(report(recipients=["- Công an huyện.", "Ủy ban nhân dân huyện"]))[0]
    assert "Kính gửi: - Công an huyện; - Ủy ban nhân dân huyện. Ban" in text


def test_page_numbers_start_on_the_second_page_and_again_in_the_appendix():
    texts = pages(report(opening=[PARAGRAPH] * 20, appendix=appendix()))
    starts = [re.match(r"\d+ ", text) for text in texts]
    first = next(i for i, text in enumerate(texts) if text.startswith("PHỤ LỤC"))
    numbers = [int(start.group()) if start else None for start in starts]
    assert numbers == [None, *range(2, first + 1), None, *range(2, len(texts) - first + 1)]
    assert len(texts) - first == 2


def test_appendix_table_repeats_its_header_and_keeps_heads_with_their_rows():
    for rows_each in range(5, 12):
        texts = pages(report(appendix=appendix(table=figures(4, rows_each))))[1:]
        assert all("Kỳ trước" in text for text in texts if "Chỉ tiêu" in text)
        for group in range(1, 5):
            page = next(text for text in texts if f"Nhóm chỉ tiêu {group}" in text)
            assert f"Chỉ tiêu {group}.1 " in page


def test_a_table_with_too_many_columns_turns_the_appendix():
    table = figures(1, 3)
    table["columns"] += table["columns"][3:] * 2
    table["rows"] = [row + row[3:] * 2 for row in table["rows"]]
    page = read(report(appendix=appendix(table=table))).pages[-1]
    assert page.mediabox.width > page.mediabox.height


def test_signature_never_stands_alone_on_a_page():
    ending = "Kết thúc báo cáo này. " * 12
    for paragraphs in range(6, 9):
        for lines in range(0, 20, 2):
            opening = [PARAGRAPH] * paragraphs + ["Dòng."] * lines
            texts = pages(report(opening=opening, sections=[section(paragraphs=[ending])]))
            signed = [text for text in texts if "Nguyễn Văn A" in text]
            assert len(signed) == 1
            assert "Kết thúc báo cáo này" in signed[0]
            assert "Nơi nhận" in signed[0]
            assert "TM. BAN" in signed[0]


@pytest.mark.parametrize("short", range(0, 7, 2))
def test_signature_stays_with_the_closing_wherever_the_page_ends(short):
    closing = ["Trên đây là báo cáo kết quả, kính báo cáo cấp trên theo dõi, chỉ đạo và cho ý kiến. " * 2]
    line = "Một dòng dài gần hết cả chiều ngang của trang giấy này nhé bà con ơi. "
    for lines in range(14, 26):
        opening = ["Dòng."] * short + [line * lines]
        texts = pages(report(opening=opening, closing=closing, sections=[]))
        assert [("ý kiến./." in text) for text in texts if "Nguyễn Văn A" in text] == [True], lines


def test_draft_is_marked_and_an_issued_report_never():
    long = [PARAGRAPH] * 20
    assert all("DỰ THẢO" in text for text in pages(report(opening=long, draft=True)))
    assert not any("DỰ THẢO" in text for text in pages(report(opening=long)))


# --- texts nobody expects -----------------------------------------------------------

MARKUP = r'#eval("1+1") $x^2$ \u{41} *b* _i_ `r` <l> @ref // /* [ ] { } \ #panic() = == -'


def filled(content, text):
    """The same content with `text` in place of every string but the alignments."""
    if isinstance(content, dict):
        return {key: part if key == "align" else filled(part, text) for key, part in content.items()}
    if isinstance(content, list):
        return [filled(part, text) for part in content]
    return text if isinstance(content, str) else content


def test_markup_is_printed_as_typed():
    content = report(sections=[section(table=figures(1, 2))], appendix=appendix(table=figures(1, 2)))
    text = squeezed(filled(content, MARKUP))
    assert text.count(MARKUP.replace(" ", "")[:40]) > 40


@pytest.mark.parametrize("name", MARKED)
def test_the_fonts_have_the_letters_of_names_with_combining_marks(name):
    assert clean_text(unicodedata.normalize("NFD", name)) == unicodedata.normalize("NFC", name)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler")
def test_names_with_combining_marks_are_copied_as_they_are_written(tmp_path):
    (tmp_path / "report.pdf").write_bytes(
        render_pdf("paper", report(sections=[section(paragraphs=MARKED)]), made_at=MADE_AT)
    )
    text = subprocess.run(
        ["pdftotext", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    # A reader may leave out the space between letters that are alone.
    letters = unicodedata.normalize("NFC", re.sub(r"\s", "", text))
    assert [name for name in MARKED if name.replace(" ", "") not in letters] == []


@pytest.mark.parametrize(
    "text", ["", " ", "😀", "\x00\x07\u202e\ud800\ue000", "漢字", "Đ\u0323" + "\u0301" * 40, "\u0301", "אב"]
)
def test_odd_text_in_every_place_still_gives_a_report(text):
    assert read(filled(report(appendix=appendix(table=figures(2, 2))), text)).pages


PLACES = [
    *(("letterhead", key) for key in ("parent", "body", "number", "place_date")),
    ("title",), ("subject",), ("recipients", 0), ("opening", 0), ("sections", 0, "heading"),
    ("sections", 0, "paragraphs", 0), ("sections", 1, "paragraphs", 0), ("signature", "authority", 0),
    ("signature", "name"), ("copies", 0), ("appendix", "label"), ("appendix", "title"), ("appendix", "reference"),
    ("appendix", "notes", 0), ("appendix", "table", "caption"), ("appendix", "table", "columns", 3, "label"),
    ("appendix", "table", "rows", 0, 1), ("appendix", "table", "rows", 2, 1), ("appendix", "table", "rows", 2, 3),
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=lambda place: ".".join(map(str, place)))
def test_ten_thousand_letters_without_a_space_are_all_printed(place):
    content = copy.deepcopy(report(appendix=appendix(table=figures(1, 2))))
    part = content
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = "W" * 10_000
    text = "\n".join(page.extract_text() for page in read(content).pages)
    assert text.count("W") == 10_000
    # 60 W of the smallest size fill the widest line (242 mm, a turned page): no line runs off the paper.
    assert max(map(len, re.findall("W+", text))) <= 60


LONG = "Nguyễnvănđượcnghiêmtrọngkhôngcódấucách" * 4


def test_words_are_found_and_copied_as_they_were_written():
    """No invisible letter is in the text layer, neither in narrow columns ("III") nor in words broken over lines."""
    table = figures(4, 3)
    table["rows"][2][1] = LONG
    content = report(
        subject=f"Mô hình “Zalo kết nối bình yên” {LONG}",
        opening=[f"Đường dẫn {LONG} và hết."],
        sections=[section(f"III. {LONG}")],
        closing=["Trên đây là báo cáo."],
        appendix=appendix(table=table),
    )
    reader = read(content)
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert not {letter for letter in text if unicodedata.category(letter) == "Cf"}
    assert squeezed(content).count(LONG) == 4
    assert re.search(r"\bIII\b", text)
    assert "\u200b" not in reader.metadata.title


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler")
def test_another_reader_finds_the_same_words(tmp_path):
    (tmp_path / "report.pdf").write_bytes(
        render_pdf("paper", report(opening=[f"Số {LONG} hết."], appendix=appendix()), made_at=MADE_AT)
    )
    text = subprocess.run(
        ["pdftotext", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "\u200b" not in text
    assert LONG in re.sub(r"\s", "", text)
    assert re.search(r"^III$", text, re.M)


@pytest.mark.parametrize("lead", range(0, 60, 7))
def test_a_title_never_breaks_inside_its_quotation_marks(lead):
    subject = f"Kết quả {'x' * lead} thực hiện mô hình “Nhóm Zalo kết nối bình yên” tháng 11 năm 2019"
    lines = read(report(subject=subject)).pages[0].extract_text().splitlines()
    assert [line for line in lines if "“Nhóm Zalo kết nối bình yên”" in line]


def test_a_quotation_longer_than_a_line_is_broken_all_the_same():
    subject = f"Mô hình “{'Zalo kết nối bình yên ' * 8}” năm 2019"
    assert unicodedata.normalize("NFC", re.sub(r"\s", "", subject)) in squeezed(report(subject=subject))


def test_the_closing_paragraph_ends_the_report_above_the_signature():
    content = report(closing=["Trên đây là báo cáo, kính báo cáo cấp trên theo dõi"])
    text = pages(content)[0]
    assert "Đã tiếp nhận 32 tin. Trên đây" in text
    assert "theo dõi./." in text
    assert text.count("./.") == 1
    assert text.index("theo dõi./.") < text.index("TM. BAN CHỈ ĐẠO")


def test_papers_frozen_before_are_drawn_as_they_were():
    assert "Đã tiếp nhận 32 tin./." in pages(report(schema=1))[0]


def decision(**changes):
    article = {
        "heading": "",
        "level": 1,
        "article": "Điều 1.",
        "paragraphs": ["Thành lập Ban Chỉ đạo."],
        "table": None,
    }
    content = report(
        schema=3, title="QUYẾT ĐỊNH", subject="Về việc thành lập Ban Chỉ đạo", opening=[], recipients=[]
    )
    del content["appendix"]
    content |= {
        "form": "state",
        "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ",
        "bases": ["Căn cứ Kế hoạch số 68/KH-UBND;", "- Theo đề nghị của Trưởng Công an xã"],
        "enacting": "QUYẾT ĐỊNH:",
        "sections": [
            article,
            article | {"article": "Điều 2.", "paragraphs": ["Quyết định có hiệu lực từ ngày ký."]},
        ],
        "appendices": [
            appendix(table=figures(1, 4)),
            appendix(label="PHỤ LỤC 2", title="DANH SÁCH", table=None, notes=[]),
        ],
    }
    return content | changes


def test_a_decision_says_who_decides_on_what_it_rests_and_then_its_articles():
    page = pages(decision())[0]
    parts = [
        "Về việc thành lập Ban Chỉ đạo",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ",
        "Căn cứ Kế hoạch số 68/KH-UBND;",
        "Theo đề nghị của Trưởng Công an xã.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Thành lập Ban Chỉ đạo.",
        "Điều 2. Quyết định có hiệu lực từ ngày ký./.",
        "TRƯỞNG BAN",
    ]
    found = [page.index(part) for part in parts]
    assert found == sorted(found)


def test_a_paper_has_as_many_appendices_as_it_is_given_each_with_its_own_pages():
    last = pages(decision())[-2:]
    assert "PHỤ LỤC SỐ LIỆU" in last[0]
    assert last[1].startswith("PHỤ LỤC 2 DANH SÁCH")


def test_a_party_body_writes_without_motto_colon_and_final_stroke():
    head = {
        "parent": "ĐẢNG BỘ TỈNH",
        "body": "ĐẢNG ỦY XÃ",
        "number": "Số 31-KH/ĐU",
        "place_date": "Thuận Lợi",
    }
    sections = [section("", paragraphs=["Các chi bộ thực hiện Kế hoạch này."])]
    text = " ".join(pages(decision(form="party", letterhead=head, bases=[], enacting="", sections=sections)))
    for part in ("ĐẢNG CỘNG SẢN VIỆT NAM", "* Số 31-KH/ĐU", "-----", "thực hiện Kế hoạch này."):
        assert part in text
    for part in ("CỘNG HÒA XÃ HỘI", "Độc lập", "./."):
        assert part not in text


def test_the_name_of_a_peoples_committee_is_not_broken():
    lines = read(report()).pages[0].extract_text()
    assert "ỦY BAN NHÂN DÂN" in unicodedata.normalize("NFC", lines)


def test_no_break_spaces_cannot_push_a_line_off_the_page():
    opening = ["ab\u00a0" * 3000]
    text = "\n".join(page.extract_text() for page in read(report(opening=opening)).pages)
    assert re.sub(r"[\s\d]", "", text).count("ab") == 3000
    assert max(map(len, text.splitlines())) < 90


def test_a_report_without_any_part_still_has_its_letterhead():
    bare = report(opening=[], sections=[], recipients=[], copies=[], signature={"authority": [], "name": ""})
    assert "CỘNG HÒA" in pages(bare)[0]
    assert "./." not in pages(bare)[0]


@pytest.mark.parametrize("heads", [[], [0, 1], [0, 1, 2], [2], [0, 2], [99]])
def test_heading_rows_may_stand_anywhere(heads):
    table = figures(1, 2) | {"heads": heads}
    assert "Chỉ tiêu 1.2" in pages(report(appendix=appendix(table=table)))[1]


def test_short_rows_are_filled_up_and_empty_tables_pass():
    table = figures(1, 2)
    assert (
        "Một dòng"
        in pages(report(appendix=appendix(table=table | {"rows": [["1", "Một dòng"]], "heads": []})))[1]
    )
    for empty in (
        table | {"rows": [], "heads": []},
        {"caption": "", "columns": [], "rows": [], "heads": []},
        None,
    ):
        assert "PHỤ LỤC" in pages(report(appendix=appendix(table=empty)))[1]


# --- refusals ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "content", "made_at", "reason"),
    [
        ("unknown", report(), MADE_AT, "no document layout named 'unknown'"),
        ("../base", report(), MADE_AT, "no document layout"),
        ("paper", report(), datetime(2019, 12, 8), "time zone"),
        ("paper", report(schema=4), MADE_AT, "content schema 4 is not known"),
        ("paper", {"schema": 1}, MADE_AT, "subject"),
        ("paper", report(title=MADE_AT), MADE_AT, "not JSON"),
        ("paper", report(schema=float("nan")), MADE_AT, "not JSON"),
        ("paper", report(appendix=appendix(table=figures() | {"rows": [["1"] * 9]})), MADE_AT, "more cells"),
    ],
)
def test_refuses_with_the_reason(template, content, made_at, reason):
    with pytest.raises(DocumentError, match=re.escape(reason)):
        render_pdf(template, content, made_at=made_at)
    assert render_pdf("paper", report(), made_at=MADE_AT)  # the next one is not touched by it


def test_a_forked_child_is_refused_instead_of_hanging():
    script = f"""
import os
from datetime import datetime, timezone
from portal.core.documents import DocumentError, render_pdf
content, now = {report()!r}, datetime.now(timezone.utc)
render_pdf("paper", content, made_at=now)
if os.fork():
    raise SystemExit(os.waitstatus_to_exitcode(os.wait()[1]))
try:
    render_pdf("paper", content, made_at=now)
except DocumentError as error:
    os._exit(7 if "fresh process" in str(error) else 1)
os._exit(0)
"""
    assert subprocess.run([sys.executable, "-c", script], timeout=60, check=False).returncode == 7


# --- cleaning -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Tiếng Việt: ạ ệ ỡ Đ", "Tiếng Việt: ạ ệ ỡ Đ"),
        (unicodedata.normalize("NFD", "Phường Thuận Lợi"), "Phường Thuận Lợi"),
        ("  hai\n dòng\t\tmột\u2028đoạn ", "hai dòng một đoạn"),
        ("05\u00a0BC", "05\u00a0BC"),
        ("báo\x00 c\u200báo\u202e\ufeff\ue0f0", "báo cáo"),
        ("Cảm ơn 🙏🏻 bà con 👨‍👩‍👧 1️⃣", "Cảm ơn bà con 1"),
        ("Ｂáo 𝐜áo ①", "Báo cáo 1"),
        ("漢 và ไ", "□ và □"),
        ("a\u0301\u0301\u0301\u0301\u0301", "á\u0301\u0301"),
        ("1.234,5 ₫ – 87,5% “a” ≥", "1.234,5 ₫ – 87,5% “a” ≥"),
    ],
)
def test_cleans_to_what_the_font_can_print(typed, printed):
    assert clean_text(typed) == printed


def test_cleaning_keeps_shape_keys_and_numbers():
    assert clean({"a\n": ["b\n", 1, None, True, ("c\x00",)]}) == {"a\n": ["b", 1, None, True, ["c"]]}


@given(st.text())
def test_cleaned_text_has_only_printable_letters_and_stays_as_it_is(text):
    once = clean_text(text)
    assert {ord(letter) for letter in once} <= printable()
    assert clean_text(once) == once


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1))
def test_any_text_at_all_gives_a_report(text):
    assert render_pdf("paper", report(subject=text, opening=[text], copies=[text]), made_at=MADE_AT)


@pytest.mark.parametrize(("ratio", "turned"), [("82,7%", False), ("82,7% (1.224.000/1.480.000)", True)])
def test_an_appendix_whose_names_would_be_squeezed_is_turned(ratio, turned):
    table = figures(1, 2)
    table["columns"][1]["width"] = 12
    for place in (3, 4, 7):
        table["rows"][1][place] = ratio
    page = read(report(appendix=appendix(table=table))).pages[-1]
    wide = page.mediabox.width > page.mediabox.height
    assert (wide != (page.get("/Rotate", 0) % 180 == 90)) is turned
