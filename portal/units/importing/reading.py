"""Turns an uploaded table into parsed rows, with the problems of the file itself."""

from dataclasses import replace

from django.utils.translation import gettext as _

from portal.core.sheets.reading import Table
from portal.units.importing.codes import with_codes_checked
from portal.units.importing.layout import find_layout
from portal.units.importing.parsed_row import ParsedRow
from portal.units.importing.row_parsing import parse_rows
from portal.units.models import Unit

_NAMED = 12


def parsed_rows(table: Table, commune: Unit, usual_kind: str) -> list[ParsedRow]:
    """The lines of a table for a commune, codes checked and hidden rows noted. Raises ValidationError as `parse_rows`."""
    hidden = set(table.hidden)
    lines = with_codes_checked(parse_rows(table.rows, usual_kind=usual_kind), commune.code)
    return [_hidden(line) if line.row in hidden and not line.skipped else line for line in lines]


def _hidden(line: ParsedRow) -> ParsedRow:
    said = _("Dòng này đang ẩn hoặc bị lọc trong tệp.")
    return replace(line, note=f"{line.note} {said}".strip())


def notes_on(table: Table) -> list[str]:
    """Sentences about the file: which filled rows are hidden in it, and where names are results of formulas."""
    notes = []
    filled = {at for at, row in enumerate(table.rows, start=1) if any(cell.strip() for cell in row)}
    if hidden := sorted(filled & set(table.hidden)):
        notes.append(
            _(
                "Tệp có %(count)d dòng đang ẩn hoặc bị lọc, vẫn được đọc: dòng %(rows)s. Không cần thì chọn Bỏ qua."
            )
            % {"count": len(hidden), "rows": _some(hidden)}
        )
    layout = find_layout(table.rows)
    columns = set(layout.columns.values()) if layout else set()
    if formulas := sorted({row for row, column in table.formulas if column in columns}):
        notes.append(
            _("Ô công thức được lấy giá trị đã lưu trong tệp: dòng %(rows)s. Kiểm tra lại các dòng này.")
            % {"rows": _some(formulas)}
        )
    return notes


def _some(rows: list[int]) -> str:
    return ", ".join(map(str, rows[:_NAMED])) + ("…" if rows[_NAMED:] else "")
