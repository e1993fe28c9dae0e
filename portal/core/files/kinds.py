"""The kinds of files that are kept, known by their first bytes and never by their name."""

from collections.abc import Collection
from enum import Enum

from django.conf import settings
from django.utils.translation import gettext as _

from portal.core.files.limits import FileRefused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_HEIF = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheif", b"ftyphevc")


class Kind(Enum):
    """A kind of file: its value is how settings name it."""

    PDF = "pdf"
    DOCX = "docx"
    JPEG = "jpeg"
    PNG = "png"

    @property
    def content_type(self) -> str:
        return _CONTENT_TYPES[self]

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of names that fit; the first is put behind a name that has none of them."""
        return (".jpg", ".jpeg") if self is Kind.JPEG else (f".{self.value}",)

    @property
    def label(self) -> str:
        return {Kind.PDF: "PDF", Kind.DOCX: "Word (.docx)", Kind.JPEG: _("ảnh JPEG"), Kind.PNG: _("ảnh PNG")}[
            self
        ]


_CONTENT_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
}
_STARTS = {
    b"%PDF-": Kind.PDF,
    b"PK\x03\x04": Kind.DOCX,
    b"\xff\xd8\xff": Kind.JPEG,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
}


def paper_kinds() -> list[Kind]:
    """The kinds that papers may have, by the settings."""
    return [Kind(name) for name in settings.PAPER_KINDS]


def paper_help() -> str:
    """What is beside the field of a form that takes a paper."""
    return _(
        "%(kinds)s; nhẹ hơn %(most)d MB. Không tải lên văn bản có dấu Mật, Tối mật, Tuyệt mật: cổng từ chối khi đọc thấy dấu, "
        "nhưng không đọc được dấu trong ảnh và bản quét, anh/chị phải tự kiểm."
    ) % {"kinds": ", ".join(kind.label for kind in paper_kinds()), "most": settings.FILE_MEGABYTES}


def kind_of(data: bytes, kinds: Collection[Kind]) -> Kind:
    """The kind by the first bytes. Raises FileRefused for what is none of `kinds`."""
    found = next((kind for start, kind in _STARTS.items() if data.startswith(start)), None)
    if found in kinds and found is not None:
        return found
    raise _refusal(data, kinds)


def _refusal(data: bytes, kinds: Collection[Kind]) -> FileRefused:
    taken = _("Chỉ nhận: %(kinds)s.") % {"kinds": ", ".join(kind.label for kind in kinds)}
    if not data:
        return FileRefused(_("Tệp trống. Chọn lại tệp."))
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return FileRefused(_("Tệp có mật khẩu. Mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."))
        return FileRefused(
            _("Đây là tệp Word, Excel đời cũ (.doc, .xls). Mở tệp, lưu thành PDF hoặc .docx rồi tải lên.")
        )
    if data.startswith(_PROGRAMS):
        return FileRefused(
            _("Đây là chương trình, không phải văn bản. Chọn lại tệp. %(taken)s") % {"taken": taken}
        )
    if data[4:12] in _HEIF:
        return FileRefused(
            _("Đây là ảnh HEIC của điện thoại. Đổi sang JPEG (hoặc chụp màn hình ảnh ấy) rồi tải lên.")
        )
    if data[:1024].find(b"%PDF-") > 0:
        return FileRefused(_("Tệp PDF có phần lạ ở đầu. Mở tệp, in lại thành PDF rồi tải lên bản mới."))
    return FileRefused(_("Không nhận loại tệp này. %(taken)s") % {"taken": taken})
