"""Reads one workbook in a process of its own: bytes in, JSON out, and nothing of the portal in reach.

Run as a file (`python -I worker.py SHEET`), with no environment. Limits are the first thing it sets: a file that gets
past the scan can end this process, never the one that serves people.
"""

import io
import json
import resource
import sys
from datetime import date, datetime


def main() -> None:
    memory, seconds, last_row, longest, most_text = map(int, sys.argv[1:6])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer = read(sys.stdin.buffer.read(), sys.argv[6], last_row, longest, most_text)
    sys.stdout.write(json.dumps(answer))


def read(data: bytes, wanted: str, last_row: int, longest: int, most_text: int) -> dict:
    """The rows of the sheet wanted, else of the first one in sight that holds anything."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        return {"refused": "password"}
    seen = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    if wanted and wanted not in seen:
        return {"refused": "no-such-sheet", "sheets": seen}
    for name in [wanted] if wanted else seen:
        table = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=last_row)
        rows = [[text(cell)[:longest] for cell in row] for row in table]
        if sum(len(cell) for row in rows for cell in row) > most_text:
            return {"refused": "too-much-text"}
        if any(cell.strip() for row in rows for cell in row):
            return {"sheet": name, "others": [other for other in seen if other != name], "rows": rows}
    return {"refused": "empty"}


def text(cell) -> str:
    """A cell as a person reads it: whole numbers without a point, days as 05/12/2019."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, datetime | date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)


if __name__ == "__main__":
    main()
