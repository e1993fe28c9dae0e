"""Workbooks for tests, made on the spot: honest ones, and by surgery on their archive hostile ones."""

import io
import zipfile
from collections.abc import Callable

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"


def workbook(rows, *, sheet: str = "Danh sách", merges=(), more: Callable | None = None) -> bytes:
    """An .xlsx of rows; `merges` are (row, column, last row, last column, text)."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell not in ("", None):
                    page.write(at, column, cell)
        for top, left, bottom, right, text in merges:
            page.merge_range(top, left, bottom, right, text)
        if more:
            more(book, page)
    return written.getvalue()


def operated(
    data: bytes, part: str = SHEET, change: Callable[[bytes], bytes] = lambda text: text, extra=()
) -> bytes:
    """The workbook with one part changed and parts (name, bytes) added."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            text = old.read(info)
            new.writestr(info.filename, change(text) if info.filename == part else text)
        for name, text in extra:
            new.writestr(name, text)
    return written.getvalue()


def with_cells(data: bytes, xml: str) -> bytes:
    """The workbook with rows of raw XML behind its own."""
    return operated(data, change=lambda text: text.replace(b"</sheetData>", xml.encode() + b"</sheetData>"))
