"""Writes a small workbook: the sample that people take as a pattern."""

import io

import xlsxwriter


def write(*, sheet: str, title: str, header: list[str], rows: list[list[str]]) -> bytes:
    """An .xlsx with a title, a header and rows; every cell is text, also one that begins with `=`."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        page = book.add_worksheet(sheet)
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"})
        lined = book.add_format({"border": 1, "num_format": "@"})
        page.merge_range(0, 0, 0, len(header) - 1, title, book.add_format({"bold": True, "align": "center"}))
        for at, label in enumerate(header):
            texts = [label, *(row[at] for row in rows)]
            page.set_column(at, at, min(40, max(len(text) for text in texts) + 4))
            page.write_string(2, at, label, bold)
        for line, row in enumerate(rows, start=3):
            for at, cell in enumerate(row):
                page.write_string(line, at, cell, lined)
        page.freeze_panes(3, 0)
    return written.getvalue()
