"""Papers for tests, made on the spot: .docx by its parts, PDF by the portal's typesetter and by pypdf, pictures by hand."""

import io
import struct
import zipfile
import zlib
from datetime import datetime, timedelta, timezone
from html import escape

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from portal.core.documents import render_pdf
from portal.core.documents.text import FONTS

MADE_AT = datetime(2019, 12, 8, 8, 0, tzinfo=timezone(timedelta(hours=7)))
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def upload(data: bytes, name: str = "ke-hoach.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


# --- Word -----------------------------------------------------------------------------------------
def paragraph(text: str) -> str:
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(text).split("\n"))
    return f'<w:p><w:r><w:t xml:space="preserve">{lines}</w:t></w:r></w:p>'


def table(*rows: tuple[list[str], ...]) -> str:
    """Rows of cells, each a list of paragraphs."""
    cells = ["".join(f"<w:tc>{''.join(map(paragraph, cell))}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx_of(body: str, *, parts: dict[str, bytes | str] | None = None) -> bytes:
    """A .docx with this XML in its body; `parts` are added or take the place of others."""
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{body}</w:body></w:document>'
    every = {"[Content_Types].xml": _TYPES, "word/document.xml": document} | (parts or {})
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in every.items():
            archive.writestr(name, text)
    return written.getvalue()


def docx(*lines: str) -> bytes:
    return docx_of("".join(map(paragraph, lines)))


def relations(*entries: str) -> str:
    inside = "".join(
        f'<Relationship Id="r{at}" Type="{_R}/{entry.split()[0]}" Target="{entry.split()[1]}" TargetMode="External"/>'
        for at, entry in enumerate(entries)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def margin(text: str, kind: str = "hdr") -> str:
    return f"<w:{kind} {_W}>{paragraph(text)}</w:{kind}>"


def text_box(text: str) -> str:
    """A drawing with letters in it, and the same once more for older programs, as Word writes it."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    drawing = f'<mc:AlternateContent xmlns:mc="mc"><mc:Choice><w:drawing>{content}</w:drawing></mc:Choice>'
    return f"<w:p><w:r>{drawing}<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"


# --- PDF ------------------------------------------------------------------------------------------
def report_pdf(**letterhead: str) -> bytes:
    """A report as the portal itself draws it."""
    heads = {
        "parent": "ỦY BAN NHÂN DÂN XÃ PHƯỚC NINH",
        "body": "BAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM",
        "number": "Số: 05/BC-BCĐ",
        "place_date": "Phước Ninh, ngày 08 tháng 12 năm 2019",
    }
    content = {
        "schema": 2,
        "letterhead": heads | letterhead,
        "title": "BÁO CÁO",
        "subject": "Kết quả thực hiện mô hình tháng 11 năm 2019",
        "recipients": ["Ban Chỉ đạo huyện Dương Minh Châu"],
        "opening": ["Ban Chỉ đạo xã báo cáo kết quả như sau:"],
        "sections": [
            {"heading": "I. TÌNH HÌNH", "level": 1, "paragraphs": ["Tình hình ổn định."], "table": None}
        ],
        "signature": {"authority": ["TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"], "name": "Nguyễn Văn A"},
        "copies": ["Như trên;", "Lưu: VT, CAX."],
        "appendix": None,
        "draft": False,
    }
    return render_pdf("paper", content, made_at=MADE_AT)


def typst_pdf(source: str) -> bytes:
    """A PDF of Typst source, in the portal's font."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    page = '#set page(paper: "a4")\n#set text(font: "Tinos", size: 13pt, lang: "vi")\n'
    return typst.compile((page + source).encode(), font_paths=fonts)


def paper_pdf(left: list[str], right: list[str], below: str) -> bytes:
    """A first page in two columns, then what is below."""
    columns = ", ".join("[" + r" \ ".join(lines) + "]" for lines in (left, right))
    return typst_pdf(f"#grid(columns: (2fr, 3fr), align: center, {columns})\n{below}")


def written_pdf(change=lambda writer: None, *, pages: int = 1) -> bytes:
    """Empty pages by pypdf, as `change` leaves them."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def packed_pdf(catalog: str) -> bytes:
    """An empty page whose catalog (what it holds besides the pages) is in a packed stream of objects."""
    objects = {1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>", 2: "<</Type/Pages/Kids[3 0 R]/Count 1>>"}
    objects[3] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    places, text = [], ""
    for number, source in objects.items():
        places.append(f"{number} {len(text)}")
        text += source + " "
    head = " ".join(places) + " "
    inside = zlib.compress((head + text).encode())
    start = b"%PDF-1.5\n"
    kept = f"4 0 obj\n<</Type/ObjStm/N 3/First {len(head)}/Length {len(inside)}/Filter/FlateDecode>>stream\n"
    packed = kept.encode() + inside + b"\nendstream\nendobj\n"
    at = len(start + packed)
    rows = [(0, 0, 0), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, len(start), 0), (1, at, 0)]
    table = zlib.compress(b"".join(struct.pack(">BIB", *row) for row in rows))
    told = (
        f"5 0 obj\n<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length {len(table)}/Filter/FlateDecode>>stream\n"
    )
    ends = f"\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n".encode()
    return start + packed + told.encode() + table + ends


# --- pictures -------------------------------------------------------------------------------------
def png(width: int = 2, height: int = 2, *, more: bytes = b"") -> bytes:
    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress(b"\0\0\0" * 2)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", lines) + part(b"IEND", b"") + more


def jpeg(width: int = 2, height: int = 2, *, more: bytes = b"") -> bytes:
    def segment(marker: int, data: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data

    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34"
    return b"\xff\xd8" + segment(0xE0, b"JFIF\0") + segment(0xC0, frame) + scan + b"\xff\xd9" + more
