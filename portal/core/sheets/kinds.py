"""The kind of an uploaded file, by its first bytes and never by its name."""

from django.utils.translation import gettext as _

from portal.core.sheets.limits import MAX_BYTES, MEGABYTE, SheetRefused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


def is_workbook(data: bytes) -> bool:
    """Whether a file is to be read as .xlsx (else as text). Raises SheetRefused for every other kind."""
    if not data:
        raise SheetRefused(_("Tệp trống. Chọn lại tệp."))
    if len(data) > MAX_BYTES:
        raise SheetRefused(
            _(
                "Tệp nặng hơn %(most)d MB. Bỏ hình và các trang tính không cần, hoặc chép riêng bảng sang một tệp mới, rồi tải lên."
            )
            % {"most": MAX_BYTES // MEGABYTE}
        )
    if data.startswith(b"PK\x03\x04"):
        return True
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise SheetRefused(_("Tệp có mật khẩu. Mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."))
        raise SheetRefused(_("Đây là tệp Excel đời cũ (.xls). %(how)s") % {"how": save_as_xlsx()})
    if data.startswith(_PICTURES):
        raise SheetRefused(
            _("Đây là tệp PDF hoặc hình ảnh, không phải bảng tính. Tải lên tệp Excel (.xlsx) hoặc .csv.")
        )
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise SheetRefused(
            _("Đây là trang web hoặc XML mang tên bảng tính. %(how)s") % {"how": save_as_xlsx()}
        )
    return False


def save_as_xlsx() -> str:
    """What to do with a table of another kind."""
    return _("Mở bằng Excel, chọn Lưu thành (Save As), loại “Excel Workbook (.xlsx)”, rồi tải tệp mới lên.")


def copy_to_a_new_file() -> str:
    """What to do with a workbook that carries more than a table."""
    return _("Chép bảng, dán giá trị sang một tệp Excel mới, lưu rồi tải tệp đó lên.")
