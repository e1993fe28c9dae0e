"""Row headers in a tagged PDF.

The typesetter's Python package cannot tag a cell as the header of its row, so this is set in the finished file: in each
row of data cells the cell of the column that names the rows becomes a header (TH) with the scope of its row.
"""

import re
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.S)
_ROW = re.compile(rb"<</Type/StructElem/S/TR/.*?/K\[([^\]]*)\]")
_KID = re.compile(rb"(\d+) 0 R")
_CELL = b"/S/TD/"
_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")
_TABLE = b"/A[<</O/Table"


def name_rows(pdf: bytes, column: int) -> bytes:
    """The same file with the cells of a column (from 0) as headers of their rows. Rows with a header cell or with too
    few cells stay as they are, and so does a file of another shape than the typesetter writes."""
    bodies = {int(found[1]): found[2] for found in _OBJECT.finditer(pdf)}
    if _starts(pdf) != dict(_offsets_in_table(pdf)):
        return pdf
    changed: dict[int, bytes] = {}
    for body in bodies.values():
        row = _ROW.match(body)
        kids = [int(kid) for kid in _KID.findall(row[1])] if row else []
        cells = [bodies.get(kid, b"") for kid in kids]
        if len(cells) > column + 1 and all(_CELL in cell for cell in cells):
            number = kids[column]
            changed[number] = _as_header(cells[column], number)
    return _rewritten(pdf, changed) if changed else pdf


def _starts(pdf: bytes) -> dict[int, int]:
    """Where each object begins, as the file is written."""
    return {int(found[1]): found.start(1) for found in _OBJECT.finditer(pdf)}


def _offsets_in_table(pdf: bytes) -> Iterator[tuple[int, int]]:
    """Where each object begins, as the file's own table of offsets says."""
    table = pdf[pdf.rindex(b"\nxref\n") : pdf.rindex(b"trailer\n")]
    for number, entry in enumerate(_ENTRY.findall(table)):
        if entry[1] == b"n":
            yield number, int(entry[0])


def _as_header(cell: bytes, number: int) -> bytes:
    cell = cell.replace(_CELL, b"/S/TH/ID(R%d)/" % number, 1)
    if _TABLE in cell:
        return cell.replace(_TABLE, _TABLE + b"/Scope/Row", 1)
    return cell.replace(b"/K", b"/A[<</O/Table/Scope/Row>>]/K", 1)


def _rewritten(pdf: bytes, changed: dict[int, bytes]) -> bytes:
    """The file with some objects replaced, and its table of offsets made anew."""
    table = pdf.rindex(b"\nxref\n") + 1
    body, trailer = pdf[:table], pdf[pdf.rindex(b"trailer\n") :]

    def replaced(found: re.Match[bytes]) -> bytes:
        number = int(found[1])
        if number not in changed:
            return found[0]
        start = found.start(2) - found.start()
        return found[0][:start] + changed[number] + found[0][start + len(found[2]) :]

    body = _OBJECT.sub(replaced, body)
    offsets = _starts(body)
    size = max(offsets) + 1
    lines = [b"%010d 65535 f\r\n" % 0]
    lines += [
        b"%010d 00000 n\r\n" % offsets[n] if n in offsets else b"%010d 65535 f\r\n" % 0
        for n in range(1, size)
    ]
    trailer = re.sub(rb"startxref\n\d+", b"startxref\n%d" % len(body), trailer)
    return body + b"xref\n0 %d\n" % size + b"".join(lines) + trailer
