"""Streaming check of one XML part of a workbook: no far cell, few rows."""

import re

from django.utils.translation import gettext as _

from portal.core.sheets.kinds import copy_to_a_new_file
from portal.core.sheets.limits import (
    LAST_COLUMN,
    LAST_ROW,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_ROWS,
    MAX_TOKEN,
    SheetRefused,
)
from portal.core.untrusted.xml_part import XmlLimits, XmlPart, malformed

_LIMITS = XmlLimits(token=MAX_TOKEN, depth=MAX_DEPTH, elements=MAX_ELEMENTS)
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


class Part(XmlPart):
    """Raises SheetRefused, or XmlProblem, at the first element a table does not need.

    Sheets are known by their root element, wherever in the archive they are. A cell counts when it holds
    something: coloured empty cells down to the last row are common, and the reader skips them.
    """

    def __init__(self, name: str):
        super().__init__(name, _LIMITS)
        self._is_sheet = False
        self._row = self._column = 0
        self._rows = 0
        self._last_counted = 0

    def element(self, local: str, attributes: dict[str, str]) -> None:
        """Follow rows and cells of a sheet."""
        if self.depth == 1:
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

    def _place(self, reference: str | None) -> None:
        """Where the cell is: as it says, else beside the one before."""
        if reference is None:
            self._column += 1
            return
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise malformed()
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
