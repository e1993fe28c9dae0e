"""Row headers in a tagged PDF.

The typesetter's Python package cannot tag a cell as the header of its row, so this is set in the finished file: in each
row of data cells the cell of the column that names the rows becomes a header (TH) with the scope of its row.
"""

import re

_ROW = re.compile(rb"\d+ 0 obj\n<</Type/StructElem/S/TR/.*?/K\[([^\]]*)\]")
_KID = re.compile(rb"(\d+) 0 R")
_CELL = b"/S/TD/"
_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")
_TABLE = b"/A[<</O/Table"


def name_rows(pdf: bytes, column: int) -> bytes:
    """The same file with the cells of a column (from 0) as headers of their rows. Rows with a header cell or with too
    few cells stay as they are, and so does a file of another shape than the typesetter writes."""
    objects = _objects(pdf)
    changed: dict[int, bytes] = {}
    for written in objects.values():
        row = _ROW.match(written)
        kids = [int(kid) for kid in _KID.findall(row[1])] if row else []
        cells = [objects.get(kid, b"") for kid in kids]
        if len(cells) > column + 1 and all(_CELL in cell for cell in cells):
            number = kids[column]
            changed[number] = _as_header(cells[column], number)
    return _rewritten(pdf, objects, changed) if changed else pdf


def _objects(pdf: bytes) -> dict[int, bytes]:
    """The file's objects by their numbers, in the order in which they are written, cut by the file's own table of offsets;
    none where the table does not fit the file."""
    table = pdf.rfind(b"\nxref\n") + 1
    entries = enumerate(_ENTRY.findall(pdf, table))
    starts = sorted((int(offset), number) for number, (offset, kind) in entries if kind == b"n")
    if not all(pdf.startswith(b"%d 0 obj\n" % number, start) for start, number in starts):
        return {}
    ends = [start for start, _number in starts[1:]] + [table]
    return {number: pdf[start:end] for (start, number), end in zip(starts, ends, strict=True)}


def _as_header(cell: bytes, number: int) -> bytes:
    cell = cell.replace(_CELL, b"/S/TH/ID(R%d)/" % number, 1)
    if _TABLE in cell:
        return cell.replace(_TABLE, _TABLE + b"/Scope/Row", 1)
    return cell.replace(b"/K", b"/A[<</O/Table/Scope/Row>>]/K", 1)


def _rewritten(pdf: bytes, objects: dict[int, bytes], changed: dict[int, bytes]) -> bytes:
    """The file with some of its objects changed, and its table of offsets made anew."""
    at = pdf.index(next(iter(objects.values())))
    parts = [pdf[:at]]
    offsets: dict[int, int] = {}
    for number, written in (objects | changed).items():
        offsets[number] = at
        at += len(written)
        parts.append(written)
    size = max(offsets) + 1
    parts.append(b"xref\n0 %d\n" % size)
    parts += [
        b"%010d 00000 n\r\n" % offsets[number] if number in offsets else b"0000000000 65535 f\r\n"
        for number in range(size)
    ]
    trailer = pdf[pdf.rindex(b"trailer\n") :]
    parts.append(re.sub(rb"startxref\n\d+", b"startxref\n%d" % at, trailer))
    return b"".join(parts)
