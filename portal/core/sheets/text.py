"""Reads text with separators (.csv): finds the encoding, the separator and the rows."""

import codecs
import csv
import io
import re

from django.utils.translation import gettext as _

from portal.core.sheets.kinds import save_as_xlsx
from portal.core.sheets.limits import LAST_COLUMN, LAST_ROW, MAX_CELL, MAX_ROWS, SheetRefused
from portal.core.sheets.parts import too_many_rows

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ";\t,"
_LOOKED_AT = 50
# What no table of text holds: a file of another kind.
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")


def read_text(data: bytes) -> list[list[str]]:
    """The rows of a text table. Raises SheetRefused for what is not one, or is too long or too wide."""
    text = decoded(data)
    if _BINARY.search(text):
        raise _no_table()
    rows = []
    filled = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator(text)):
            filled += any(cell.strip() for cell in row)
            rows.append([cell[:MAX_CELL] for cell in row])
            if len(row) > LAST_COLUMN:
                raise _no_table()
            if filled > MAX_ROWS or len(rows) > LAST_ROW:
                raise too_many_rows()
    except csv.Error as problem:
        raise _no_table() from problem
    return rows


def decoded(data: bytes) -> str:
    """The letters: by the mark at the start, else UTF-8, else Windows-1258 as older Vietnamese programs write."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1258"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _no_table()


def separator(text: str) -> str:
    """The sign that most often is between cells of the first lines; within quotes it separates nothing."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:_LOOKED_AT]]
    return max(_SEPARATORS, key=lambda sign: sum(line.count(sign) for line in lines))


def _no_table() -> SheetRefused:
    return SheetRefused(_("Không đọc được bảng trong tệp này. %(how)s") % {"how": save_as_xlsx()})
