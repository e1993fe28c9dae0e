"""Scan of a workbook's zip archive before any library opens it: its entries, their true sizes, their content.

A sheet of 4.9 kB with one cell at XFD1048576 makes the reader ask for 550 GB and abort the whole process: that and
its kin are found here. Only one reading of an archive is allowed (no bytes before or after it, no name twice, sizes
as declared), so that what is scanned is what is read.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Literal

from django.utils.translation import gettext as _

from portal.core.sheets.kinds import copy_to_a_new_file, save_as_xlsx
from portal.core.sheets.limits import (
    MAX_PARTS,
    MAX_RATIO,
    MAX_UNPACKED,
    RATIO_FROM,
    SheetRefused,
)
from portal.core.sheets.parts import Part, looks_like_xml

_CHUNK = 64 * 1024
_END = b"PK\x05\x06"
_END_SIZE = 22
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
# What the archive's own library raises over one that is not in order.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)


def scan(data: bytes) -> None:
    """Refuse a workbook that is broken, too large when unpacked, or carries what a table does not need.

    Raises SheetRefused. Costs memory of one chunk, whatever the file claims to hold.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_frame(archive, data)
            _check_names(archive)
            left = MAX_UNPACKED
            for info in archive.infolist():
                left -= _scan_part(archive, info, left)
    except _BROKEN as broken:
        raise _broken() from broken


def _check_frame(archive: zipfile.ZipFile, data: bytes) -> None:
    """The archive is the whole file: other bytes around it could hold another archive for another reader."""
    infos = archive.infolist()
    whole = data[-_END_SIZE:].startswith(_END) and not archive.comment
    if not whole or not infos or min(info.header_offset for info in infos) != 0:
        raise _broken()
    if len(infos) > MAX_PARTS:
        raise SheetRefused(_("Tệp có quá nhiều phần bên trong. %(how)s") % {"how": copy_to_a_new_file()})


def _check_names(archive: zipfile.ZipFile) -> None:
    names = [info.filename.replace("\\", "/").lower() for info in archive.infolist()]
    if len(set(names)) < len(names):
        raise _broken()
    if "mimetype" in names:
        raise SheetRefused(_("Đây là tệp của LibreOffice (.ods). %(how)s") % {"how": save_as_xlsx()})
    if "xl/workbook.bin" in names:
        raise SheetRefused(_("Đây là tệp Excel nhị phân (.xlsb). %(how)s") % {"how": save_as_xlsx()})
    if any(name.endswith("vbaproject.bin") for name in names):
        raise SheetRefused(_("Tệp có macro (.xlsm). %(how)s") % {"how": save_as_xlsx()})
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise SheetRefused(
            _("Đây là tệp nén, không phải bảng tính Excel. Giải nén rồi tải lên tệp .xlsx hoặc .csv.")
        )
    if any("/externallinks/" in name for name in names):
        raise SheetRefused(_("Bảng có công thức nối sang tệp khác. %(how)s") % {"how": copy_to_a_new_file()})
    if any("/embeddings/" in name or "/activex/" in name for name in names):
        raise _nested()


def _scan_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> int:
    """Unpack one part chunk by chunk and look at it; the bytes it truly has."""
    if info.flag_bits & _ENCRYPTED:
        raise SheetRefused(_("Tệp có mật khẩu. Mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."))
    if info.compress_type not in _PACKINGS:
        raise _broken()
    declared, size = info.file_size, 0
    part: Part | Literal[False] | None = None
    for chunk in _chunks(archive, info, left):
        size += len(chunk)
        if size > left or (size > RATIO_FROM and size > MAX_RATIO * max(info.compress_size, 1)):
            raise SheetRefused(_("Tệp phình quá lớn khi mở. %(how)s") % {"how": copy_to_a_new_file()})
        if part is None:
            if chunk.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
                raise _nested()
            part = Part(info.filename) if looks_like_xml(info.filename, chunk) else False
        if part:
            part.feed(chunk)
    if size != declared:
        raise _broken()
    if part:
        part.close()
    return size


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> Iterator[bytes]:
    """What the part unpacks to, past the size it declares: the reader does not stop there either."""
    info.file_size = left + _CHUNK
    with archive.open(info) as packed:
        while chunk := packed.read(_CHUNK):
            yield chunk


def _broken() -> SheetRefused:
    return SheetRefused(_("Tệp hỏng, không mở được. %(how)s") % {"how": save_as_xlsx()})


def _nested() -> SheetRefused:
    return SheetRefused(_("Tệp có tệp khác nhúng bên trong. %(how)s") % {"how": copy_to_a_new_file()})
