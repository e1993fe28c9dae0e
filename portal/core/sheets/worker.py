"""Reads one workbook in a separate process: bytes in, JSON out, without access to the portal.

Run by portal.core.untrusted.process with LAST_ROW LONGEST MOST_TEXT SHEET.
"""

import io
import json
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from xml.parsers import expat


def main() -> None:
    last_row, longest, most_text = map(int, sys.argv[1:4])
    answer = read(sys.stdin.buffer.read(), sys.argv[4], last_row, longest, most_text)
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
            others = [other for other in seen if other != name]
            return {"sheet": name, "others": others, "rows": rows} | marks(data, name, last_row)
    return {"refused": "empty"}


def marks(data: bytes, sheet: str, last_row: int) -> dict:
    """What the reader does not report of a sheet: its hidden rows, and where its formulas are (row, column from 0)."""
    found: dict[str, list] = {"hidden": [], "formulas": []}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = part_of(archive, sheet)
        if part is None:
            return found
        at = [0, -1]

        def start(name: str, attributes: dict[str, str]) -> None:
            local = name.rpartition(":")[2]
            if local == "row":
                at[:] = [int(attributes.get("r") or at[0] + 1), -1]
                if attributes.get("hidden") in ("1", "true") and at[0] <= last_row:
                    found["hidden"].append(at[0])
            elif local == "c":
                at[1] = column_index(attributes["r"]) if "r" in attributes else at[1] + 1
            elif local == "f" and at[0] <= last_row:
                found["formulas"].append((at[0], at[1]))

        stream(archive, part, start)
    return found


def part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The part of the archive that holds a sheet, by its name in the workbook."""
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheets(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "sheet":
            key = next((value for label, value in attributes.items() if label.endswith(":id")), "")
            ids[attributes.get("name", "")] = key

    def relations(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    known = set(archive.namelist())
    for part, take in (("xl/workbook.xml", sheets), ("xl/_rels/workbook.xml.rels", relations)):
        if part not in known:
            return None
        stream(archive, part, take)
    target = targets.get(ids.get(sheet, ""), "")
    path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return path if path in known else None


def stream(archive: zipfile.ZipFile, part: str, start: Callable[[str, dict[str, str]], None]) -> None:
    """Call `start` for every element of a part; the scan saw it before, so it is well-formed and small enough."""
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = start
    with archive.open(part) as opened:
        parser.ParseFile(opened)


def column_index(reference: str) -> int:
    """The column of a cell's reference, from 0: "B7" is 1."""
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number - 1


def text(cell: object) -> str:
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
