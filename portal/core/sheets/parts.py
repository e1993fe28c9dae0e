"""Streaming check of one XML part of a workbook: no DOCTYPE, little depth, no far cell, few rows."""

import re
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from portal.core.sheets.kinds import copy_to_a_new_file, save_as_xlsx
from portal.core.sheets.limits import (
    LAST_COLUMN,
    LAST_ROW,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_ROWS,
    MAX_TOKEN,
    SheetRefused,
)

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


def looks_like_xml(name: str, head: bytes) -> bool:
    """Whether a reader could take the part for XML, by its name or by how it begins."""
    if name.lower().endswith((".xml", ".rels")):
        return True
    return head.lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n").startswith(b"<")


class Part:
    """Fed with the bytes of a part; raises SheetRefused at the first element a table does not need.

    Sheets are known by their root element, wherever in the archive they stand. A cell counts when it holds
    something: coloured empty cells down to the last row are common, and the reader skips them.
    """

    def __init__(self, name: str):
        self.name = name
        self._fed = 0
        self._depth = self._elements = 0
        self._is_sheet = False
        self._row = self._column = 0
        self._rows = 0
        self._last_counted = 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes. Raises SheetRefused."""
        self._fed += len(chunk)
        self._parse(chunk, last=False)
        # A tag or comment that never ends would be read from its start again with every chunk.
        if self._fed - self._parser.CurrentByteIndex > MAX_TOKEN:
            raise self._malformed()

    def close(self) -> None:
        """The part ends here. Raises SheetRefused when it ends too early."""
        self._parse(b"", last=True)

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as problem:
            raise self._malformed() from problem

    def _doctype(self, *_declaration: Any) -> None:
        raise self._malformed()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH:
            raise self._malformed()
        if self._elements > MAX_ELEMENTS:
            raise SheetRefused(_("Bảng có quá nhiều ô. %(how)s") % {"how": copy_to_a_new_file()})
        local = name.rpartition(":")[2]
        if self._depth == 1:
            self._is_sheet = local == "worksheet"
        elif not self._is_sheet:
            return
        elif local == "row":
            self._row = _number(attributes.get("r")) or self._row + 1
            self._column = 0
        elif local == "c":
            self._place(attributes.get("r"))
        elif local in ("v", "is", "f"):
            self._count()

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _place(self, reference: str | None) -> None:
        """Where the cell stands: as it says, else beside the one before."""
        if reference is None:
            self._column += 1
            return
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise self._malformed()
        self._column, self._row = _column(found[1]), int(found[2])

    def _count(self) -> None:
        if self._row > LAST_ROW or self._column > LAST_COLUMN:
            raise SheetRefused(
                _("Có ô nằm quá xa bảng (dòng %(row)d, cột thứ %(column)d). %(how)s")
                % {"row": self._row, "column": self._column, "how": copy_to_a_new_file()}
            )
        if self._row == self._last_counted:
            return
        self._last_counted = self._row
        self._rows += 1
        if self._rows > MAX_ROWS:
            raise too_many_rows()

    def _malformed(self) -> SheetRefused:
        return SheetRefused(_("Tệp không đúng dạng Excel thông thường. %(how)s") % {"how": save_as_xlsx()})


def too_many_rows() -> SheetRefused:
    """The refusal of a table that is longer than any commune's list."""
    return SheetRefused(
        _("Bảng dài hơn %(most)d dòng. Chia thành nhiều tệp rồi tải lên từng tệp.") % {"most": MAX_ROWS}
    )


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
