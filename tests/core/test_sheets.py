"""Files from outside: honest ones are read as people see them; hostile ones get a sentence, and nothing dies."""

import datetime
import io
import struct
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.sheets import limits, reading
from portal.core.sheets.limits import SheetRefused
from portal.core.sheets.reading import read
from portal.core.sheets.text import separator
from portal.core.sheets.writing import write
from tests.core.workbooks import SHEET, operated, with_cells, workbook

ROWS = [["DANH SÁCH"], [], ["TT", "Tên ấp"], [1, "Ấp 3"]]
HONEST = workbook(ROWS)


def refusal(data, **more):
    with pytest.raises(SheetRefused) as refused:
        read(data, **more)
    return " ".join(refused.value.messages)


# --- honest files -------------------------------------------------------------------------------
def test_a_workbook_gives_its_rows_as_a_person_sees_them():
    def more(book, page):
        page.write_formula("A6", "=1+1", value=2)
        page.write_formula("B6", "=1/0", value="#DIV/0!")
        page.write_datetime("C6", datetime.datetime(2019, 12, 5), book.add_format({"num_format": "d/m"}))
        page.write("D6", 3.5)
        page.write_string("E6", "=HYPERLINK(1)")
        page.write("F6", True)
        book.add_worksheet("Trang hai").write("A1", "khác")

    table = read(workbook(ROWS, more=more))
    assert [row[:2] for row in table.rows[:4]] == [
        ["DANH SÁCH", ""],
        ["", ""],
        ["TT", "Tên ấp"],
        ["1", "Ấp 3"],
    ]
    assert table.rows[5] == ["2", "", "05/12/2019", "3.5", "=HYPERLINK(1)", "TRUE"]
    assert (table.sheet, table.other_sheets) == ("Danh sách", ("Trang hai",))


def test_hidden_rows_and_formulas_are_told():
    def more(book, page):
        page.set_row(2, None, None, {"hidden": True})
        page.write_formula("B6", '="Ấp "&4', value="Ấp 4")
        second = book.add_worksheet("Trang hai")
        second.write("A1", "Ấp 1")
        second.set_row(0, None, None, {"hidden": True})
        second.write_formula("AB2", "=1+1", value=2)

    data = workbook(ROWS, more=more)
    first, second = read(data), read(data, sheet="Trang hai")
    assert (first.hidden, first.formulas) == ((3,), ((6, 1),))
    assert (second.hidden, second.formulas) == ((1,), ((2, 27),))
    assert read("Tên ấp\nẤp 1\n".encode()).hidden == ()


def test_a_sheet_is_chosen_by_its_name_else_the_first_in_sight_that_holds_anything():
    def more(book, page):
        page.hide()
        book.add_worksheet("Trống")
        book.add_worksheet("Ấp").write("A1", "Ấp 3")
        book.get_worksheet_by_name("Ấp").activate()

    data = workbook([["ẩn"]], more=more)
    assert read(data).rows == [["Ấp 3"]]
    assert read(data, sheet="Ấp").sheet == "Ấp"
    assert "Các trang tính: Trống, Ấp" in refusal(data, sheet="Danh sách")
    assert "không có dòng nào" in refusal(data, sheet="Trống")


def test_coloured_empty_cells_far_away_are_no_table_and_do_no_harm():
    far = with_cells(HONEST, '<row r="1048576"><c r="XFD1048576" s="1"/></row>')
    declared = operated(HONEST, change=lambda text: text.replace(b'ref="A1:B4"', b'ref="A1:XFD1048576"'))
    assert declared != HONEST
    for data in (far, declared):
        assert read(data).rows == read(HONEST).rows


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16", b""), ("cp1258", b"")],
)
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_text_is_read_in_its_letters_and_by_its_separator(encoding, mark, sign):
    lines = [["TT", "Tên ấp"], ["1", 'Phước "Lễ"'], ["2", f"Ấp{sign} 3"]]
    text = "\r\n".join(sign.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    if encoding == "cp1258":
        # It has no letter with both a shape and a tone: tones are beside.
        text = "".join(
            unicodedata.normalize("NFC", unicodedata.normalize("NFD", c)[:-1])
            + unicodedata.normalize("NFD", c)[-1]
            if len(unicodedata.normalize("NFD", c)) > 2
            else c
            for c in text
        )
    rows = read(mark + text.encode(encoding)).rows
    assert [[unicodedata.normalize("NFC", cell) for cell in row] for row in rows] == lines


def test_a_separator_within_quotes_separates_nothing():
    assert separator('"a,b,c";"d"\n"e,f";"g"') == ";"


def test_the_sample_writer_is_read_back_and_writes_no_formula():
    data = write(sheet="Mẫu", title="=Mẫu", header=["Tên", "Mã"], rows=[["=1+1", "@x"]])
    assert read(data).rows == [["=Mẫu", ""], ["", ""], ["Tên", "Mã"], ["=1+1", "@x"]]


# --- files of another kind ----------------------------------------------------------------------
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SAVE_AS = "Lưu thành (Save As)"


def ods():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    return written.getvalue()


def plain_zip():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("danh-sach.xlsx", HONEST)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "says", "does"),
    [
        (b"", "Tệp trống", "Chọn lại"),
        (b"\xef\xbb\xbf  \r\n;;\r\n", "không có dòng nào", "Chọn lại"),
        (OLE, "(.xls)", SAVE_AS),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu", "bỏ mật khẩu"),
        (b"%PDF-1.7 ...", "PDF", ".xlsx"),
        (b"\x89PNG....", "hình ảnh", ".xlsx"),
        (b"<html><table><tr><td>1</td></tr></table>", "trang web", SAVE_AS),
        (b"\0\1\2\3" * 40, "Không đọc được bảng", SAVE_AS),
        (ods(), ".ods", SAVE_AS),
        (plain_zip(), "tệp nén", "Giải nén"),
        (operated(HONEST, extra=[("xl/vbaProject.bin", b"x")]), "macro", SAVE_AS),
        (operated(HONEST, extra=[("xl/workbook.bin", b"x")]), ".xlsb", SAVE_AS),
        (
            operated(HONEST, extra=[("xl/externalLinks/externalLink1.xml", b"<a/>")]),
            "tệp khác",
            "dán giá trị",
        ),
        (operated(HONEST, extra=[("xl/embeddings/a.bin", b"x")]), "nhúng", "dán giá trị"),
        (operated(HONEST, extra=[("xl/media/a.png", HONEST)]), "nhúng", "dán giá trị"),
    ],
)
def test_another_kind_of_file_is_told_what_to_do(data, says, does):
    told = refusal(data)
    assert says in told
    assert does in told


# --- hostile files ------------------------------------------------------------------------------
def far_cell(reference="XFD1048576"):
    return with_cells(HONEST, f'<row r="1"><c r="{reference}"><v>1</v></c></row>')


def in_another_part(name):
    """The far cell in a part that only a relation names as a sheet."""
    sheet = b'<worksheet><sheetData><row><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    return operated(HONEST, extra=[(name, sheet)])


def lying(part=SHEET, size=10):
    """A workbook of which one part unpacks to more than its headers say, with the sum of what they say."""
    with zipfile.ZipFile(io.BytesIO(HONEST)) as archive:
        claim = zipfile.crc32(archive.read(part)[:size])
    raw = bytearray(HONEST)
    for at in (HONEST.find(part.encode()) - 30 + 14, HONEST.rfind(part.encode()) - 46 + 16):
        raw[at : at + 4] = struct.pack("<I", claim)
        raw[at + 8 : at + 12] = struct.pack("<I", size)
    return bytes(raw)


def many_elements():
    """More than a sheet has, unlike each other so that they do not shrink like a bomb."""
    return (
        b"<a>"
        + b"".join(b'<b c="%d"/>' % (n * 7919 % 1_000_003) for n in range(limits.MAX_ELEMENTS))
        + b"</a>"
    )


def entities():
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;">]>'
    return operated(
        HONEST,
        "xl/sharedStrings.xml",
        lambda text: bomb.encode() + text.split(b"?>", 1)[1].replace(b"TT", b"&c;"),
    )


NEEDLESS = "dán giá trị sang một tệp Excel mới"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (far_cell(), "dòng 1048576, cột thứ 16384"),
        (far_cell("xfd1048576"), "dòng 1048576, cột thứ 16384"),
        (far_cell("CW1"), "dòng 1, cột thứ 101"),
        (with_cells(HONEST, '<row r="10001"><c><v>1</v></c></row>'), "dòng 10001, cột thứ 1"),
        (with_cells(HONEST, '<row r="9">' + "<c/>" * 100 + "<c><is><t/></is></c></row>"), "cột thứ 101"),
        (with_cells(HONEST, '<row r="1"><c r="XFD1"><f>1</f></c></row>'), "cột thứ 16384"),
        (in_another_part("xl/hidden/other.xml"), "cột thứ 16384"),
        (in_another_part("xl/media/logo.png"), "cột thứ 16384"),
        (with_cells(HONEST, '<row r="1"><c r="A"><v>1</v></c></row>'), "không đúng dạng"),
        (with_cells(HONEST, '<row r="1"><c r="ABCDE1"><v>1</v></c></row>'), "không đúng dạng"),
        (workbook([["Ấp"]] * (limits.MAX_ROWS + 1)), "dài hơn 2000 dòng"),
        (operated(HONEST, change=lambda text: text[:-20]), "không đúng dạng"),
        (
            operated(HONEST, change=lambda text: text.replace(b"<sheetData>", b"<sheetData>" + b"<a>" * 99)),
            "không đúng",
        ),
        (operated(HONEST, change=lambda text: text + b"<!--" + b" x" * limits.MAX_TOKEN), "không đúng dạng"),
        (
            operated(HONEST, extra=[("xl/a.xml", many_elements())]),
            "quá nhiều ô",
        ),
        (entities(), "không đúng dạng"),
        (operated(HONEST, extra=[("xl/media/a.bin", b"\0" * (8 * limits.MEGABYTE))]), "phình quá lớn"),
        (operated(HONEST, extra=[(f"xl/media/{n}.png", b"\1") for n in range(300)]), "quá nhiều phần"),
        (lying(), "hỏng"),
        (HONEST[:-30], "hỏng"),
        (HONEST + b"PK", "hỏng"),
        (HONEST + HONEST, "hỏng"),
        (b"PK\x03\x04" + b"\0" * 99, "hỏng"),
        ((";".join("x" * 101) + "\n").encode(), "Không đọc được bảng"),
        (("Ấp\n" * (limits.MAX_ROWS + 1)).encode(), "dài hơn 2000 dòng"),
        (("\n" * (limits.LAST_ROW + 1)).encode(), "dài hơn 2000 dòng"),
        (b'"' + b"x" * 200_000, "Không đọc được bảng"),
        (b"x" * (limits.MAX_BYTES + 1), "nặng hơn 5 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_file_gets_a_sentence(data, says):
    assert says in refusal(data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [SHEET, SHEET.upper(), SHEET.replace("/", "\\")])
def test_a_name_twice_in_the_archive_is_refused(name):
    written = io.BytesIO(HONEST)
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"<worksheet/>")
    assert "hỏng" in refusal(written.getvalue())


def test_a_password_within_the_archive_is_refused():
    raw = bytearray(HONEST)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(signature)
        while at >= 0:
            raw[at + flags] |= 1
            at = raw.find(signature, at + 4)
    assert "mật khẩu" in refusal(bytes(raw))


# --- the process that reads ---------------------------------------------------------------------
@pytest.fixture
def unscanned(monkeypatch):
    """The scan looks away: what then?"""
    monkeypatch.setattr(reading, "scan", lambda data: None)


def test_what_aborts_the_reader_ends_only_its_own_process(unscanned):
    assert "quá nặng hoặc hỏng" in refusal(far_cell())


def test_the_reader_has_little_memory(unscanned):
    """A long text that every cell repeats: small in the archive, some gigabytes once read."""
    cells = "".join(
        f'<row r="{row}">' + '<c t="s"><v>0</v></c>' * 100 + "</row>" for row in range(10, limits.MAX_ROWS)
    )
    long = b"<si><t>" + b"x" * 100_000 + b"</t></si>"
    data = operated(
        with_cells(HONEST, cells),
        "xl/sharedStrings.xml",
        lambda text: text.replace(b"<si>", long + b"<si>", 1),
    )
    assert "quá nặng hoặc hỏng" in refusal(data)


def test_the_reader_has_little_time(monkeypatch):
    monkeypatch.setattr(limits, "WORKER_TIME", 0.001)
    assert "quá nặng hoặc hỏng" in refusal(HONEST)


def test_much_text_is_refused():
    assert "quá nhiều chữ" in refusal(workbook([["x" * 1000] * 3] * 1000))


def test_the_reader_sees_nothing_of_the_portals_secrets(monkeypatch, tmp_path):
    spy = tmp_path / "worker.py"
    spy.write_text(
        "import json, os; print(json.dumps({'sheet': '', 'others': [], 'rows': [sorted(os.environ)]}))"
    )
    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setattr(reading, "WORKER", spy)
    assert "SECRET_KEY" not in read(HONEST).rows[0]


def rows_or_sentence(data):
    """What a person gets for a file: its rows, or why not."""
    try:
        return read(data).rows
    except SheetRefused as refused:
        return refused.messages[0].endswith((".", ". "))


@given(data=st.binary(max_size=400), head=st.sampled_from([b"", b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe"]))
def test_any_bytes_give_rows_or_a_sentence(data, head):
    assert rows_or_sentence(head + data)


@given(at=st.integers(0, len(HONEST) - 1), byte=st.integers(0, 255))
def test_any_byte_changed_gives_rows_or_a_sentence(at, byte):
    assert rows_or_sentence(HONEST[:at] + bytes([byte]) + HONEST[at + 1 :])
