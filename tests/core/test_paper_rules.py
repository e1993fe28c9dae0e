"""What the text of a first page says: proposed where it is clear, left out where it is not; marks of secrecy."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.core.files import secrecy
from portal.core.files.paper import PaperProposals, proposals_of
from portal.core.files.paper_words import TYPES
from portal.core.plain_text import plain


# --- number and symbol ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("Số: 68/KH-UBND", "68/KH-UBND"),
        ("Số:68/KH-UBND", "68/KH-UBND"),
        ("Số : 68 / KH-UBND", "68/KH-UBND"),
        ("Số 29-CV/ĐU", "29-CV/ĐU"),
        ("Số: 29 – CV/ĐU", "29-CV/ĐU"),
        ("22/HD-BCA-V05", "22/HD-BCA-V05"),
        ("Số: 07/2026/QĐ-TTg", "07/2026/QĐ-TTg"),
        ("SỐ: 05/BC-BCĐ", "05/BC-BCĐ"),
        ("Số: 123/UBND-NC", "123/UBND-NC"),
        ("Số: 68/KH-UBNDHà Giang, ngày 12 tháng 4 năm 2024", "68/KH-UBND"),
        ("XÃ HÀ GIANGSố: 68/KH-UBND", "68/KH-UBND"),
        ("Căn cứ Kế hoạch số 68/KH-UBND", None),
        ("Căn cứ 22/HD-BCA-V05", None),
        ("Số: /KH-UBND", None),
        ("Số: 68", None),
        ("Số người: 68/KH", None),
        ("68/100", None),
        ("12/4/2024", None),
    ],
)
def test_a_number_is_read_where_a_paper_has_it(line, written):
    assert proposals_of(f"{line}\nKẾ HOẠCH").written == written


def test_a_paper_without_its_number_has_its_symbol():
    found = proposals_of("Số:       /KH-UBND\nHà Giang, ngày     tháng     năm 2024\nKẾ HOẠCH")
    assert (found.number, found.symbol, found.written, found.type, found.day) == (
        None,
        "KH-UBND",
        None,
        "KH",
        None,
    )


BODIES = ["UBND", "CAX", "BCĐ", "BCA-V05", "ĐU", "HĐND", "MTTQ", "UBND-NC"]


@given(
    number=st.integers(1, 99_999),
    padded=st.booleans(),
    code=st.sampled_from(sorted(TYPES)),
    body=st.sampled_from(BODIES),
    party=st.booleans(),
    beside=st.sampled_from(
        ["", "   Hà Giang, ngày 12 tháng 4 năm 2024", "\tTP. Thanh Hóa, ngày 5 tháng 01 năm 2024"]
    ),
)
def test_a_number_that_was_written_is_read_again(number, padded, code, body, party, beside):
    told = f"{number:02}" if padded else str(number)
    written = f"{told}-{code}/{body}" if party else f"{told}/{code}-{body}"
    found = proposals_of(
        plain(f"XÃ HÀ GIANG\n{'Số ' if party else 'Số: '}{written}{beside}\nKính gửi: Ông A")
    )
    assert (found.written, found.number, found.type) == (written, told, code)


@pytest.mark.parametrize(("line", "found"), [(60, "KH"), (61, None)])
def test_a_head_is_sixty_lines_long_at_most(line, found):
    assert proposals_of("\n" * (line - 1) + "KẾ HOẠCH").type == found


@pytest.mark.parametrize(("line", "found"), [(60, "1/UBND-NC"), (61, None)])
def test_without_heading_a_number_is_read_in_sixty_lines(line, found):
    assert proposals_of("\n" * (line - 1) + "Số: 1/UBND-NC\nKính gửi: A").written == found


# --- day ------------------------------------------------------------------------------------------
PLACES = ["Hà Giang", "Thanh Hóa", "TP. Hồ Chí Minh", "Bùi La Nhân", "Đắk Lắk", "Y Tý", "Ea Đrăng"]


@given(
    day=st.dates(date(1945, 1, 1), date(2099, 12, 31)),
    place=st.sampled_from(PLACES),
    beside=st.sampled_from(["", "Số: 1/KH-UBND "]),
)
@example(day=date(2024, 2, 29), place="Hà Giang", beside="")
def test_a_day_that_was_written_is_read_again(day, place, beside):
    """As Nghị định 30/2020 writes days: a zero before days under ten and months one and two."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    line = f"{beside}{place}, ngày {day.day:02} tháng {month} năm {day.year}"
    assert proposals_of(f"{line}\nKẾ HOẠCH").day == day


@pytest.mark.parametrize(
    "lines",
    [
        "Hà Giang, ngày 30 tháng 02 năm 2024",
        "Hà Giang, ngày 00 tháng 4 năm 2024",
        "Hà Giang, ngày 05 tháng 01",
        "Hà Giang, ngày … tháng 4 năm 2024",
        "Hà Giang, ngày 12 tháng 4 năm 1024",
        "Căn cứ Luật Tổ chức chính quyền địa phương, ngày 19 tháng 6 năm 2015",
        "Căn cứ Nghị quyết của Hội đồng nhân dân xã Hà Giang, ngày 19 tháng 6 năm 2015",
        "Hà Giang, ngày 12 tháng 4 năm 2024\nHà Giang, ngày 13 tháng 4 năm 2024",
    ],
)
def test_a_day_that_is_not_clear_is_not_proposed(lines):
    assert proposals_of(f"{lines}\nKẾ HOẠCH").day is None


@pytest.mark.parametrize(
    ("year", "day"),
    [(1944, None), (1945, date(1945, 4, 12)), (2099, date(2099, 4, 12)), (2100, None)],
)
def test_a_paper_is_of_a_year_since_the_republic_and_of_this_century(year, day):
    assert proposals_of(f"Hà Giang, ngày 12 tháng 4 năm {year}\nKẾ HOẠCH").day == day


@pytest.mark.parametrize(
    ("left", "day"),
    [
        ("CÔNG AN XÃ", date(2024, 4, 12)),
        ("V/v báo cáo kết quả", date(2024, 4, 12)),
        ("Tổ đã họp tại", None),
    ],
)
def test_a_day_stands_beside_the_left_column_and_in_no_sentence(left, day):
    assert proposals_of(f"{left} Hà Giang, ngày 12 tháng 4 năm 2024\nKẾ HOẠCH").day == day


def test_a_day_broken_over_two_lines_is_read():
    assert proposals_of("Hà Giang, ngày 12 tháng 4\nnăm 2024\nKẾ HOẠCH").day == date(2024, 4, 12)


def test_a_day_behind_the_heading_is_not_the_papers():
    assert proposals_of("KẾ HOẠCH\nTuyên truyền\nHà Giang, ngày 12 tháng 4 năm 2024").day is None


# --- type, title, body ----------------------------------------------------------------------------
@pytest.mark.parametrize("code", TYPES)
def test_a_type_is_told_by_symbol_or_heading_and_not_where_they_disagree(code):
    other = "KH" if code != "KH" else "QĐ"
    assert proposals_of(f"Số: 1/{code}-UBND\nKính gửi: A").type == code
    assert proposals_of(f"{TYPES[code]}\nVề việc gì đó").type == code
    assert proposals_of(f"Số: 1/{other}-UBND\n{TYPES[code]}").type is None


def test_an_unknown_type_is_not_guessed():
    assert proposals_of("Số: 1/TTr-UBND\nTỜ TRÌNH\nVề việc gì đó").type is None


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("Về việc thành lập tổ\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", "Về việc thành lập tổ"),
        ("Về việc thành lập tổ\n\nCăn cứ Luật", "Về việc thành lập tổ"),
        ("\n\nVề việc\nthành lập tổ\nKính gửi: A", "Về việc thành lập tổ"),
        ("Về việc thành lập tổ\n1. Mục đích", "Về việc thành lập tổ"),
        ("Về việc thành lập tổ", None),
        ("Căn cứ Luật Tổ chức\nCăn cứ", None),
        ("một\n" * 9, None),
        ("CHỦ TỊCH ỦY BAN\nVề việc thành lập tổ\n\nCăn cứ", None),
        ("một\n" * 6 + "\nCăn cứ", "một một một một một một"),
        ("một\n" * 7 + "\nCăn cứ", None),
        ("x\n\nCăn cứ", "x"),
        ("x" * 400 + "\n\nCăn cứ", "x" * 400),
        ("x" * 401 + "\n\nCăn cứ", None),
        ("", None),
    ],
)
def test_a_title_ends_where_it_is_clear(below, title):
    assert proposals_of(f"QUYẾT ĐỊNH\n{below}").title == title


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("V/v báo cáo\nkết quả quý I\n\nKính gửi: A", "báo cáo kết quả quý I"),
        ("V/v báo cáo Hà Giang, ngày 12 tháng 4 năm 2024\nkết quả\nKính gửi: A", "báo cáo kết quả"),
        ("V/v báo cáo\nkết quả Hà Giang, ngày 12 tháng 4 năm 2024\nKính gửi: A", "báo cáo kết quả"),
        # Where the page ends, the subject may go on.
        ("V/v báo cáo\nkết quả", None),
    ],
)
def test_a_paper_with_a_subject_and_no_heading_is_a_cong_van(below, title):
    found = proposals_of(f"UBND XÃ HÀ GIANG\nSố: 123/UBND-NC\n{below}")
    assert (found.type, found.title) == ("CV", title)


def test_a_subject_beside_another_type_is_no_cong_van():
    assert proposals_of("Số: 1/KH-UBND\nV/v báo cáo\nKính gửi: A").type == "KH"


@pytest.mark.parametrize(
    ("lines", "bodies"),
    [
        ("CÔNG AN TỈNH\nTHANH HÓA\nSố: 1/KH-CAT", (None, "CÔNG AN TỈNH THANH HÓA")),
        (
            "UBND XÃ HÀ GIANG\nBAN CHỈ ĐẠO CỦA\nCÔNG AN XÃ\nSố: 1/KH-BCĐ",
            ("UBND XÃ HÀ GIANG", "BAN CHỈ ĐẠO CỦA CÔNG AN XÃ"),
        ),
        # Of more than six lines the first six; without a number, nothing says where a longer column ends.
        ("BAN\n" + "XÂY\n" * 6 + "Số: 1/KH-BCĐ", (None, "BAN" + " XÂY" * 5)),
        ("BAN\n" + "XÂY\n" * 5, (None, "BAN" + " XÂY" * 5)),
        ("BAN\n" + "XÂY\n" * 6, (None, None)),
        ("LỊCH TRỰC", (None, None)),
        ("CÔNG AN TỈNH\nTHANH HÓA", (None, "CÔNG AN TỈNH THANH HÓA")),
    ],
)
def test_bodies_are_the_lines_in_capitals_before_the_number(lines, bodies):
    found = proposals_of(f"{lines}\nKẾ HOẠCH")
    assert (found.body_above, found.body) == bodies


def test_the_urgency_beside_a_number_is_no_body():
    found = proposals_of("CÔNG AN XÃ HÀ GIANG\nHỎA TỐC\nSố: 1/TB-CAX\nTHÔNG BÁO")
    assert (found.body, found.body_above) == ("CÔNG AN XÃ HÀ GIANG", None)


def test_a_name_of_several_lines_is_one_body():
    found = proposals_of(
        "UBND XÃ HÀ GIANG\nBAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM VÀ\nXÂY DỰNG PHONG TRÀO\nSố: 1/KH-BCĐ\nKẾ HOẠCH"
    )
    assert found.body == "BAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM VÀ XÂY DỰNG PHONG TRÀO"
    assert found.body_above == "UBND XÃ HÀ GIANG"


def test_a_page_of_running_text_proposes_nothing():
    text = "Sáng nay tổ đã họp. Ông A nói: Số lượng nhóm là 68.\nNgày 12 tháng 4 có thêm hai nhóm."
    assert proposals_of(text) == PaperProposals(has_text=True)


@given(st.text(max_size=400))
def test_any_text_is_read_without_failing(text):
    found = proposals_of(plain(text))
    assert found.has_text is bool(plain(text).strip())


@given(
    st.lists(
        st.sampled_from(
            [
                "Số:",
                "68",
                "/",
                "-",
                "KH",
                "UBND",
                "ngày",
                "tháng",
                "năm",
                "2024",
                ",",
                "\n",
                "Hà",
                "MẬT",
                "V/v",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                " ",
            ]
        ),
        max_size=60,
    )
)
def test_any_order_of_the_words_of_papers_is_read_without_failing(words):
    found = proposals_of(plain("".join(words)))
    assert bool(found.written) == (found.number is not None)
    assert found.written is None or found.written.startswith(found.number)


# --- marks of secrecy -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "MẬT",
        "Mật",
        "TỐI MẬT",
        "Tối mật",
        "Tối Mật",
        "TUYỆT MẬT",
        "Tuyệt mật",
        "M Ậ T",
        "T Ố I   M Ậ T",
        "(Mật)",
        "[ TỐI MẬT ]",
        "* MẬT *",
        "Độ mật: Mật",
        "Mức độ mật: TỐI MẬT",
        "Số: 12/KH-UBND MẬT",
        "Số: 12/KH-UBND\nMẬT",
        "MẬT Hà Giang, ngày 12 tháng 4 năm 2024",
        "Mật Hà Giang, ngày 12 tháng 4 năm 2024",
        "MẬT Độc lập - Tự do - Hạnh phúc",
        "Độc lập - Tự do - Hạnh phúcMẬT",
        "Số: 12/KH-UBND TỐI MẬT Hà Giang, ngày 12 tháng 4 năm 2024",
        "XÃ VĨNH BẢO\nMẬT",
        "PHƯỜNG UÔNG BÍ\nMẬT",
        "BẢO VỆ BÍ\nTỐI MẬT",
        "XÃ HÀ GIANG MẬT",
        "DANH MỤC TÀI LIỆU TUYỆT MẬT CỦA XÃ",
        "Độ mật: Mật; bản số 3",
        "Độ bảo mật: tối mật",
        "MẬT - HỎA TỐC",
        "HỎA TỐC\nMẬT",
        "Ma\u0302\u0323t",
        "mËt",
        "MAÄT",
        "TUYEÄT MAÄT",
    ],
)
def test_a_mark_of_secrecy_is_seen(text):
    assert secrecy.in_text(plain(f"CÔNG AN XÃ HÀ GIANG\n{text}\nKẾ HOẠCH"))


@pytest.mark.parametrize(
    "text",
    [
        "mật khẩu",
        "Mật khẩu",
        "MẬT KHẨU",
        "bí mật",
        "Bí mật",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "công tác bảo vệ bí\nmật nhà nước",
        "CÔNG TÁC BẢO VỆ BÍ\nMẬT",
        "Mật độ dân số",
        "Mật ong",
        "giữ bí\nmật",
        "CÁC BÍ\nMẬT",
        "TĂNG CƯỜNG BẢO MẬT",
        "ĐÃ GIẢI MẬT",
        "Độ mật: không mật",
        "Tài liệu tối mật của xã",
        "mật",
        "tuyệt mật",
        "Độ mật: không",
        "Độ mật: Thường",
        "Tài liệu không chứa nội dung mật, tối mật, tuyệt mật.",
        "Văn bản đóng dấu Mật, Tối mật được quản lý riêng",
        "Hộp thư bí mật",
        "GIẢI MẬT",
        "MAT",
        "Ngày mật",
        "Thôn Mật, ngày 12 tháng 4 năm 2024",
    ],
)
def test_the_word_in_running_text_is_no_mark(text):
    assert not secrecy.in_text(plain(f"CÔNG AN XÃ HÀ GIANG\n{text}\nKẾ HOẠCH"))


@pytest.mark.parametrize(
    ("name", "bears"),
    [
        ("(Mật) KH 68.pdf", True),
        ("KH 68 [TỐI MẬT].pdf", True),
        ("KH 68 - Mật.pdf", True),
        ("KH_68_MẬT.pdf", True),
        ("KH MẬT.pdf", True),
        ("Mật.docx", True),
        ("Báo cáo tuần TUYỆT MẬT bản 2.docx", True),
        ("KH 68, Tối mật.pdf", True),
        ("Mật khẩu.docx", False),
        ("Mật_khẩu.docx", False),
        ("Bảo_Mật.docx", False),
        ("KE HOACH BẢO MẬT.docx", False),
        ("Bí mật nhà nước.pdf", False),
        ("mat.pdf", False),
        ("KH-68-mat.pdf", False),
        ("mật ong.jpg", False),
        ("ảnh mật.jpg", False),
        ("", False),
    ],
)
def test_the_name_of_a_file_bears_a_mark_as_a_piece_of_its_own(name, bears):
    assert secrecy.in_name(plain(name)) is bears
