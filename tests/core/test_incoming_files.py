"""Uploads that are not to be kept: each gets a sentence that says why and what to do, and nothing of it stays anywhere."""

import io
import logging
import os
import zipfile
import zlib

import pytest
from django.core.files.storage import storages
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from portal.core.files import incoming, limits
from portal.core.files.kinds import paper_help, paper_kinds
from portal.core.files.limits import FileRefused
from portal.core.files.services import store
from portal.core.models import AuditEntry, FileArea, Job, StoredFile
from portal.core.untrusted.process import WorkerLimits
from tests.core.papers import (
    docx,
    docx_of,
    jpeg,
    margin,
    packed_pdf,
    paper_pdf,
    paragraph,
    png,
    relations,
    report_pdf,
    text_box,
    upload,
    written_pdf,
)
from tests.factories.units import SYSTEM

PDF, DOCX, PNG, JPEG = written_pdf(), docx("Chữ"), png(), jpeg()
PRINT, SAVE_AS_PDF = "Lưu thành PDF", "lưu thành PDF"


def taken(data, name="van-ban"):
    return incoming.check(upload(data, name), paper_kinds())


def refusal(data, name="van-ban"):
    with pytest.raises(FileRefused) as refused:
        taken(data, name)
    return " ".join(refused.value.messages)


# --- honest ones ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "data",
    [
        PDF,
        PDF + b"\r\n\0\0",
        report_pdf(),
        DOCX,
        docx_of(paragraph("Chữ"), parts={"word/media/image1.png": PNG}),
        docx_of(paragraph("Chữ"), parts={"word/_rels/a.xml.rels": relations("hyperlink https://a.vn")}),
        docx_of(
            paragraph("Chữ"),
            parts={"word/_rels/a.xml.rels": relations("attachedTemplate file:///C:\\a.dotm")},
        ),
        PNG,
        JPEG,
        # What phones write behind a picture: a film, their own notes.
        JPEG + b"\0\0\0\x18ftypmp42" + b"\0" * 99 + b"SEFT",
    ],
    ids=range(10),
)
def test_an_honest_file_is_taken_as_it_is(data):
    assert taken(data).data == data


# --- other kinds ----------------------------------------------------------------------------------
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "says", "does"),
    [
        (b"", "Tệp trống", "Chọn lại"),
        (OLE, "đời cũ", "lưu thành PDF hoặc .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu", "bỏ mật khẩu"),
        (b"MZ\x90\0" + b"\0" * 99, "chương trình", "Chọn lại"),
        (b"\x7fELF" + b"\0" * 99, "chương trình", "Chỉ nhận: PDF, Word (.docx), ảnh JPEG, ảnh PNG."),
        (b"#!/bin/sh\n", "chương trình", "Chọn lại"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 99, "HEIC", "JPEG"),
        (b"GIF89a" + b"\0" * 99, "Không nhận loại tệp này", "Chỉ nhận: PDF"),
        (b"<html><script>", "Không nhận loại tệp này", "Chỉ nhận: PDF"),
        (b"x" * (20 * limits.MEGABYTE + 1), "nặng hơn 20 MB", "Giảm độ phân giải"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_another_kind_of_file_is_told_what_to_do(data, says, does):
    told = refusal(data)
    assert says in told
    assert does in told


def test_the_largest_size_is_a_setting_and_the_largest_file_is_taken():
    with override_settings(FILE_MEGABYTES=1):
        whole = PDF + b" " * (limits.MEGABYTE - len(PDF))
        assert taken(whole).data == whole
        assert "nặng hơn 1 MB" in refusal(whole + b" ")


# --- Word -----------------------------------------------------------------------------------------
def with_part(name, content):
    return docx_of(paragraph("Chữ"), parts={name: content})


def zipped(**parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
TEMPLATE = relations("attachedTemplate https://evil.example/a.dotm")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (with_part("word/vbaProject.bin", b"x"), "macro"),
        (
            with_part(
                "[Content_Types].xml", '<Types><Default ContentType="a.macroEnabled.main+xml"/></Types>'
            ),
            "macro",
        ),
        (with_part("word/embeddings/oleObject1.bin", b"x"), "nhúng"),
        (with_part("word/activeX/a.xml", "<a/>"), "nhúng"),
        (with_part("word/media/a.png", DOCX), "nhúng"),
        (with_part("word/_rels/a.xml.rels", relations("aFChunk a.html")), "nhúng"),
        (with_part("word/_rels/settings.xml.rels", TEMPLATE), "tự mở nội dung ở nơi khác"),
        (with_part("word/_rels/a.xml.rels", relations("image \\\\host\\a.png")), "tự mở nội dung ở nơi khác"),
        (
            with_part("word/_rels/a.xml.rels", relations("oleObject file:///C:/a.xls")),
            "tự mở nội dung ở nơi khác",
        ),
        (with_part("word/document.xml", ENTITIES), "không đúng dạng"),
        (with_part("word/media/disguised.png", ENTITIES), "không đúng dạng"),
        (with_part("word/document.xml", "<a>" * 300 + "</a>" * 300), "không đúng dạng"),
        (with_part("word/document.xml", "<a"), "không đúng dạng"),
        (with_part("word/media/bomb.bin", b"\0" * (8 * limits.MEGABYTE)), "phình quá lớn"),
        (docx_of("", parts={f"word/media/{n}": b"\1" for n in range(limits.DOCX_PARTS)}), "phình quá lớn"),
        (DOCX[:-30], "hỏng"),
        (DOCX + b"PK", "hỏng"),
        (DOCX + DOCX, "hỏng"),
        (b"PK\x03\x04" + b"\0" * 99, "hỏng"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_document_gets_a_sentence(data, says):
    told = refusal(data)
    assert says in told
    assert SAVE_AS_PDF in told


@pytest.mark.parametrize("name", ["a.txt", "xl/workbook.xml", "content.xml"])
def test_an_archive_of_another_kind_is_no_document(name):
    assert "không phải Word" in refusal(zipped(**{name: "x"}))


# --- PDF ------------------------------------------------------------------------------------------
def scripted(writer):
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)


def launching(writer):
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("a.exe")}
    )
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})


def with_form(writer):
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/XFA"): ArrayObject()})


def attached(writer):
    writer.add_attachment("a.exe", b"MZ")


def with_film(writer):
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/RichMedia")})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])


def lying_about_pages(writer):
    writer.root_object["/Pages"][NameObject("/Count")] = NumberObject(2_000_000_000)


def circular(writer):
    pages = writer.root_object["/Pages"]
    pages["/Kids"].append(pages.indirect_reference)


def locked(password):
    return lambda writer: writer.encrypt(password, owner_password="owner", algorithm="RC4-128")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (written_pdf(scripted), "lệnh tự chạy"),
        (written_pdf(launching), "lệnh tự chạy"),
        (written_pdf(with_form), "lệnh tự chạy"),
        (written_pdf(with_film), "lệnh tự chạy"),
        (written_pdf(attached), "tệp khác đính kèm"),
        (written_pdf(locked("secret")), "mật khẩu hoặc bị khóa"),
        (written_pdf(locked("")), "mật khẩu hoặc bị khóa"),
        (PDF[:-10], "hỏng hoặc chưa tải hết"),
        (b"%PDF-1.7\n%%EOF\n", "hỏng"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 99 + b"\n%%EOF", "hỏng"),
        (PDF + b"<script>", "phần lạ ở cuối"),
        (b"MZ junk " + PDF, "chương trình"),
        (b"junk " + PDF, "phần lạ ở đầu"),
        (PDF + DOCX, "tệp nén giấu"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_pdf_gets_a_sentence(data, says):
    told = refusal(data)
    assert says in told
    assert any(does in told for does in (PRINT, "in lại thành PDF", "Chọn lại tệp"))


def test_an_archive_whose_comment_ends_as_a_pdf_does_is_found():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a.exe", "MZ")
        archive.comment = b"\n%%EOF\n"
    assert "tệp nén giấu" in refusal(PDF + written.getvalue())


@pytest.mark.parametrize(
    ("catalog", "says"),
    [
        ("/OpenAction<</S/JavaScript/JS(app.alert(1))>>", "lệnh tự chạy"),
        ("/OpenAction<</S/Java#53cript/J#53(app.alert(1))>>", "lệnh tự chạy"),
        ("/Names<</EmbeddedFiles<</Names[]>>>>", "tệp khác đính kèm"),
        ("/A[[<</S/Launch>>]]", "lệnh tự chạy"),
    ],
)
def test_what_is_packed_or_written_otherwise_is_found(catalog, says):
    assert says in refusal(packed_pdf(catalog))
    assert taken(packed_pdf("/Lang(vi)")).text == ""


def test_a_pdf_of_very_many_objects_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "PDF_OBJECTS", 4)
    assert "quá phức tạp" in refusal(packed_pdf(""))
    monkeypatch.setattr(limits, "PDF_OBJECTS", 6)
    assert taken(packed_pdf("")).text == ""


def test_a_tree_of_pages_that_lies_costs_little():
    assert taken(written_pdf(lying_about_pages)).text == ""
    assert PRINT in refusal(written_pdf(circular))


def test_a_pdf_of_very_many_pages_is_refused():
    assert taken(written_pdf(pages=limits.PDF_PAGES)).text == ""
    assert "quá nhiều trang" in refusal(written_pdf(pages=limits.PDF_PAGES + 1))


def test_a_page_that_unpacks_without_end_is_as_one_without_letters():
    """Its reader gives up; it stays a file that one can download, of which nothing is known."""

    def bomb(writer):
        content = StreamObject()
        content._data = zlib.compress(b"\0" * (200 * limits.MEGABYTE), 1)
        content[NameObject("/Filter")] = NameObject("/FlateDecode")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(content)

    assert taken(written_pdf(bomb)).text == ""


# --- pictures -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (PNG[:-1], "hỏng"),
        (PNG[:30] + b"\0" + PNG[31:], "hỏng"),
        (PNG[:8] + PNG[33:], "hỏng"),
        (png(100_000, 100_000), "quá lớn để hiện"),
        (png(0, 5), "hỏng"),
        (PNG + b"\0", "giấu bên trong"),
        (PNG + DOCX, "tệp nén giấu"),
        (JPEG[:-2], "hỏng"),
        (JPEG[:12], "hỏng"),
        (b"\xff\xd8\xff\xe0\xff\xff", "hỏng"),
        (b"\xff\xd8\xff" + b"\xff" * 99, "hỏng"),
        (jpeg(65_000, 65_000), "quá lớn để hiện"),
        (JPEG + DOCX, "tệp nén giấu"),
        (JPEG + PDF, "giấu bên trong"),
        (JPEG + b"<?php", "giấu bên trong"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_picture_gets_a_sentence(data, says):
    assert says in refusal(data)


# --- the process that reads -----------------------------------------------------------------------
def test_the_reader_has_little_time(monkeypatch):
    monkeypatch.setattr(limits, "READER", WorkerLimits(limits.READER.memory, 1, 0.001))
    assert "quá nặng hoặc hỏng" in refusal(PDF)


def test_the_reader_has_little_memory(monkeypatch):
    monkeypatch.setattr(limits, "READER", WorkerLimits(30 * limits.MEGABYTE, 5, 20))
    assert "quá nặng hoặc hỏng" in refusal(PDF)


def test_the_reader_sees_nothing_of_the_portals_secrets_and_writes_nothing(monkeypatch, tmp_path):
    spy = tmp_path / "worker.py"
    spy.write_text(
        "import json, os, sys\n"
        "sys.stdin.buffer.read()\n"
        "said = ' '.join(os.environ)\n"
        "try:\n    with open(sys.argv[0] + '.out', 'wb', buffering=0) as out:\n        out.write(b'x')\n"
        "except OSError:\n    said += ' refused'\n"
        "print(json.dumps({'text': said, 'margins': ''}))\n"
    )
    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setattr(incoming, "WORKER", spy)
    text = taken(PDF).text
    assert "SECRET_KEY" not in text
    assert text.endswith("refused")
    assert (tmp_path / "worker.py.out").read_bytes() == b""


def outcome(data):
    """What a person gets for a file: it is taken, or a sentence says why not."""
    try:
        return taken(data).data == data
    except FileRefused as refused:
        return refused.messages[0].endswith(".")


@given(
    data=st.binary(max_size=300),
    head=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]),
)
def test_any_bytes_are_taken_or_get_a_sentence(data, head):
    assert outcome(head + data)


@given(file=st.sampled_from([JPEG, PNG, DOCX]), at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_any_byte_changed_is_taken_or_gets_a_sentence(file, at, byte):
    at %= len(file)
    assert outcome(file[:at] + bytes([byte]) + file[at + 1 :])


def test_a_form_says_what_is_taken_and_what_is_not_seen():
    with override_settings(PAPER_KINDS=["pdf", "png"], FILE_MEGABYTES=7):
        assert paper_help().startswith("PDF, ảnh PNG; nhẹ hơn 7 MB. Không tải lên văn bản có dấu Mật")
    assert "không đọc được dấu trong ảnh và bản quét" in paper_help()


# --- marks of secrecy -----------------------------------------------------------------------------
FRAME = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Hà Giang, ngày 12 tháng 4 năm 2024",
]
LAW = "Luật Bảo vệ bí mật nhà nước (117/2025/QH15)"
WORD = "Zxqvrtp"


def in_a_margin(kind):
    return docx_of(paragraph(WORD), parts={f"word/{kind}1.xml": margin("MẬT")})


SECRET = {
    "word": docx("CÔNG AN XÃ HÀ GIANG", "Số: 12/KH-CAX", "TỐI MẬT", WORD),
    "box": docx_of(text_box("MẬT") + paragraph(WORD)),
    "header": in_a_margin("header"),
    "footer": in_a_margin("footer"),
    "pdf": paper_pdf(["CÔNG AN XÃ HÀ GIANG", "Số: 12/KH-CAX", "*MẬT*"], FRAME, WORD),
    "portal's own": report_pdf(number="Số: 05/BC-BCĐ\nMẬT", body=WORD.upper()),
}


@pytest.mark.parametrize("data", SECRET.values(), ids=SECRET)
def test_a_paper_with_a_mark_of_secrecy_leaves_nothing(data, db, caplog, tmp_path, monkeypatch):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    store_before = storages["files"].listdir("")
    with pytest.raises(FileRefused) as refused:
        store(by=SYSTEM, upload=upload(data, f"{WORD}.bin"), kinds=paper_kinds())
    told = refused.value.messages[0]
    assert LAW in told
    assert "chưa lưu gì" in told
    assert "Xóa tệp khỏi máy này" in told
    assert WORD.lower() not in (told + caplog.text + repr(refused.value.__cause__)).lower()
    assert storages["files"].listdir("") == store_before
    for model in (StoredFile, FileArea, Job, AuditEntry):
        assert not model.objects.exists()
    assert os.listdir(tmp_path) == []


def test_a_name_with_a_mark_is_refused_whatever_the_file_is(db):
    assert LAW in refusal(b"\0not even read", "(Mật) KH 68.pdf")
    assert LAW not in refusal(b"\0not even read", "Mật khẩu.pdf")


def test_a_failure_of_the_reader_bears_nothing_of_the_file(monkeypatch, tmp_path):
    spy = tmp_path / "worker.py"
    spy.write_text("import sys; sys.stderr.write(sys.stdin.read()); sys.exit(3)")
    monkeypatch.setattr(incoming, "WORKER", spy)
    with pytest.raises(FileRefused) as refused:
        taken(PDF)
    failure, said = refused.value, ""
    while failure is not None:
        said += repr(vars(failure)) + repr(failure)
        failure = failure.__cause__ or failure.__context__
    assert "%PDF" not in said
