"""What a JPEG or PNG must be like: whole from its first part to its last, and of a size that a screen can draw.

Nothing is decoded. Phones write more behind the end of a JPEG (a film, their own notes), so what is there is only
looked at for other kinds of files.
"""

import struct
import zlib

from django.utils.translation import gettext as _

from portal.core.files.limits import PICTURE_PARTS, PICTURE_POINTS, FileRefused

_PNG_START = 8
_SEGMENTS_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_SCAN, _END = 0xDA, 0xD9
# Behind a JPEG, the beginnings of what another program would open or run.
_OTHERS = (b"%PDF-", b"PK\x03\x04", b"MZ\x90", b"\x7fELF", b"<script", b"<html", b"<?php", b"<svg")


def check_png(data: bytes) -> None:
    """Raise FileRefused for a PNG that is not whole, too large to draw, or has something behind its end."""
    at, first = _PNG_START, True
    for _part in range(PICTURE_PARTS):
        if at + 12 > len(data):
            break
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if (
            end > len(data)
            or zlib.crc32(data[at + 4 : end - 4]) != struct.unpack_from(">I", data, end - 4)[0]
        ):
            break
        if first and (name != b"IHDR" or length != 13):
            break
        if first:
            _check_points(*struct.unpack_from(">II", data, at + 8))
        if name == b"IEND":
            if end != len(data):
                raise _more()
            return
        at, first = end, False
    raise _broken()


def check_jpeg(data: bytes) -> None:
    """Raise FileRefused for a JPEG that is not whole, too large to draw, or has another file behind its end."""
    at, framed = 2, False
    for _part in range(PICTURE_PARTS):
        if at + 4 > len(data) or data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker in _SEGMENTS_WITHOUT_LENGTH or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if length < 2 or at + 2 + length > len(data):
            break
        if marker in _FRAMES and length >= 7:
            _check_points(*struct.unpack_from(">HH", data, at + 5))
            framed = True
        if marker == _SCAN:
            _check_end(data, at, framed)
            return
        at += 2 + length
    raise _broken()


def _check_end(data: bytes, scan: int, framed: bool) -> None:
    end = data.find(b"\xff\xd9", scan)
    if end < 0 or not framed:
        raise _broken()
    tail = data[end + 2 :]
    if any(other in tail for other in _OTHERS):
        raise _more()


def _check_points(height: int, width: int) -> None:
    if not height or not width:
        raise _broken()
    if height * width > PICTURE_POINTS:
        raise FileRefused(_("Ảnh quá lớn để hiện. Thu nhỏ ảnh rồi tải lên."))


def _broken() -> FileRefused:
    return FileRefused(_("Ảnh hỏng hoặc chưa tải hết. Mở ảnh, lưu lại hoặc chụp lại rồi tải lên."))


def _more() -> FileRefused:
    return FileRefused(_("Ảnh có tệp khác giấu bên trong. Chụp màn hình ảnh ấy rồi tải ảnh chụp lên."))
