"""Scan of a zip archive before any library opens it: its entries, their true sizes, their content.

Only one reading of an archive is allowed (no bytes before or after it, no name twice, sizes as declared), so that what
is scanned is what is read.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from portal.core.untrusted.xml_part import XmlPart, looks_like_xml

_CHUNK = 64 * 1024
_END = b"PK\x05\x06"
_END_SIZE = 22
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# What the archive's own library raises over one that is not in order.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)


class ArchiveFault(Enum):
    """What can be wrong with an archive."""

    BROKEN = auto()
    TOO_MANY_PARTS = auto()
    TOO_LARGE = auto()
    ENCRYPTED = auto()
    #: Another archive is in it.
    NESTED = auto()


class ArchiveProblem(Exception):
    """Why an archive is not to be opened."""

    def __init__(self, fault: ArchiveFault):
        super().__init__(fault.name)
        self.fault = fault


@dataclass(frozen=True)
class ArchiveRules:
    """What an archive of one kind may be: `max_ratio` holds for parts from `ratio_from` bytes on.

    `check_names` gets the names of all parts in small letters, with "/", and raises what it wants; `part` makes the
    check of an XML part by its name.
    """

    max_parts: int
    max_unpacked: int
    max_ratio: int
    ratio_from: int
    check_names: Callable[[list[str]], None]
    part: Callable[[str], XmlPart]


def scan(data: bytes, rules: ArchiveRules) -> None:
    """Raise ArchiveProblem, XmlProblem or what the rules raise, for an archive that is not to be opened.

    Costs memory of one chunk, whatever the file claims to hold.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_frame(archive, data, rules)
            rules.check_names(_names(archive))
            left = rules.max_unpacked
            for info in archive.infolist():
                left -= _scan_part(archive, info, left, rules)
    except _BROKEN as broken:
        raise ArchiveProblem(ArchiveFault.BROKEN) from broken


def _check_frame(archive: zipfile.ZipFile, data: bytes, rules: ArchiveRules) -> None:
    """The archive is the whole file: other bytes around it could hold another archive for another reader."""
    infos = archive.infolist()
    whole = data[-_END_SIZE:].startswith(_END) and not archive.comment
    if not whole or not infos or min(info.header_offset for info in infos) != 0:
        raise ArchiveProblem(ArchiveFault.BROKEN)
    if len(infos) > rules.max_parts:
        raise ArchiveProblem(ArchiveFault.TOO_MANY_PARTS)


def _names(archive: zipfile.ZipFile) -> list[str]:
    names = [info.filename.replace("\\", "/").lower() for info in archive.infolist()]
    if len(set(names)) < len(names):
        raise ArchiveProblem(ArchiveFault.BROKEN)
    return names


def _scan_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, rules: ArchiveRules) -> int:
    """Unpack one part chunk by chunk and look at it; the bytes it truly has."""
    if info.flag_bits & _ENCRYPTED:
        raise ArchiveProblem(ArchiveFault.ENCRYPTED)
    if info.compress_type not in _PACKINGS:
        raise ArchiveProblem(ArchiveFault.BROKEN)
    declared, size = info.file_size, 0
    most = rules.max_ratio * max(info.compress_size, 1)
    part: XmlPart | Literal[False] | None = None
    for chunk in _chunks(archive, info, left):
        size += len(chunk)
        if size > left or (size > rules.ratio_from and size > most):
            raise ArchiveProblem(ArchiveFault.TOO_LARGE)
        if part is None:
            if chunk.startswith(_ARCHIVES):
                raise ArchiveProblem(ArchiveFault.NESTED)
            part = rules.part(info.filename) if looks_like_xml(info.filename, chunk) else False
        if part:
            part.feed(chunk)
    if size != declared:
        raise ArchiveProblem(ArchiveFault.BROKEN)
    if part:
        part.close()
    return size


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> Iterator[bytes]:
    """What the part unpacks to, past the size it declares: the reader does not stop there either."""
    info.file_size = left + _CHUNK
    with archive.open(info) as packed:
        while chunk := packed.read(_CHUNK):
            yield chunk
