"""Refuses an upload that is too large, of a kind not asked for, broken or locked, that acts when opened, carries other
files or bears a mark of secrecy; of any other it gives the checked bytes.

Nothing is written before or after. What each kind is checked for: pdf, docx, pictures; the figures: limits.

The bytes are in memory alone: the upload's own, this process's, and the reading process's standard input. No message,
log line or exception bears a name or a text of the file.
"""

import io
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from portal.core.files import docx, limits, names, pdf, pictures, secrecy
from portal.core.files.kinds import Kind, kind_of
from portal.core.files.limits import FileRefused
from portal.core.plain_text import plain, plain_line
from portal.core.untrusted.process import WorkerFailed, ask

WORKER = Path(__file__).with_name("worker.py")
_CHECKS = {
    Kind.PDF: pdf.check,
    Kind.DOCX: docx.check,
    Kind.JPEG: pictures.check_jpeg,
    Kind.PNG: pictures.check_png,
}


@dataclass(frozen=True)
class Incoming:
    """An upload that may be kept: `text` is that of its first page, empty for a picture or a scan."""

    data: bytes
    kind: Kind
    name: str
    text: str


def check(upload: UploadedFile, kinds: Collection[Kind]) -> Incoming:
    """Read and check an upload; it may be read again. Raises FileRefused."""
    if secrecy.in_name(plain_line(upload.name or "")):
        raise _secret()
    upload.seek(0)
    data = upload.read(limits.most_bytes() + 1)
    upload.seek(0)
    if len(data) > limits.most_bytes():
        raise FileRefused(
            _("Tệp nặng hơn %(most)d MB. Giảm độ phân giải khi quét, hoặc tách phụ lục ra, rồi tải lên.")
            % {"most": limits.most_bytes() // limits.MEGABYTE}
        )
    kind = kind_of(data, kinds)
    if kind is not Kind.DOCX and zipfile.is_zipfile(io.BytesIO(data)):
        raise FileRefused(_("Tệp có tệp nén giấu bên trong. Mở tệp, in lại thành PDF rồi tải lên bản mới."))
    _CHECKS[kind](data)
    text = ""
    if kind in (Kind.PDF, Kind.DOCX):
        page = _first_page(data, kind)
        text = plain(page["text"])
        if secrecy.in_text(text) or secrecy.in_text(plain(page["margins"])):
            raise _secret()
    return Incoming(data, kind, names.cleaned(upload.name or "", kind), text)


def _first_page(data: bytes, kind: Kind) -> dict[str, str]:
    figures = (limits.FIRST_PAGE, limits.PDF_PAGES, limits.PDF_OBJECTS)
    how = docx.save_anew() if kind is Kind.DOCX else pdf.print_again()
    try:
        page = ask(WORKER, data, kind.value, *figures, limits=limits.READER)
    except WorkerFailed as failure:
        raise FileRefused(
            _("Không đọc được tệp này: tệp quá nặng hoặc hỏng. %(how)s") % {"how": how}
        ) from failure
    if "refused" in page:
        raise FileRefused(_REFUSALS[page["refused"]]() % {"how": how})
    return page


_REFUSALS = {
    "encrypted": lambda: _("Tệp PDF có mật khẩu hoặc bị khóa. %(how)s"),
    "active": lambda: _("Tệp PDF có lệnh tự chạy khi mở. %(how)s"),
    "carries": lambda: _("Tệp PDF có tệp khác đính kèm bên trong. %(how)s"),
    "too-much": lambda: _(
        "Tệp PDF quá nhiều trang hoặc quá phức tạp. Tách thành nhiều tệp rồi tải lên từng tệp."
    ),
    "broken": lambda: _("Tệp PDF hỏng, không mở được. %(how)s"),
}


def _secret() -> FileRefused:
    return FileRefused(
        _(
            "Văn bản có dấu chỉ độ mật (Mật, Tối mật, Tuyệt mật). Luật Bảo vệ bí mật nhà nước (117/2025/QH15) cấm đưa bí mật "
            "nhà nước lên máy có nối mạng; cổng chưa lưu gì. Xóa tệp khỏi máy này, báo người phụ trách bảo mật của đơn vị, "
            "và chỉ ghi ở đây số, ngày, trích yếu nếu những điều ấy không mật."
        )
    )
