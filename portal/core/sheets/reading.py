"""`read`: a file's bytes to its table, or SheetRefused with a sentence that says why not."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from portal.core.sheets import limits
from portal.core.sheets.archive import scan
from portal.core.sheets.kinds import copy_to_a_new_file, is_workbook
from portal.core.sheets.limits import SheetRefused
from portal.core.sheets.text import read_text
from portal.core.untrusted.process import WorkerFailed, WorkerLimits, ask

WORKER = Path(__file__).with_name("worker.py")


@dataclass(frozen=True)
class Table:
    """Rows of text from the first row of the sheet on, empty ones too: row 0 is the sheet's row 1."""

    rows: list[list[str]]
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    #: Rows hidden in the sheet, by hand or by a filter, and (row, column) of its formulas; rows as Excel numbers them,
    #: columns from 0.
    hidden: tuple[int, ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()


def read(data: bytes, *, sheet: str = "") -> Table:
    """The table of a file: of a workbook the sheet named, else the first in sight that holds anything.

    Raises SheetRefused. A workbook is scanned, then read in a process of its own that has little memory and time
    and none of the portal's secrets; if that process dies, only the file is refused.
    """
    if not is_workbook(data):
        rows = read_text(data)
        if not any(cell.strip() for row in rows for cell in row):
            raise _empty()
        return Table(rows)
    scan(data)
    answer = _ask_worker(data, sheet)
    if "rows" in answer:
        formulas = tuple((row, column) for row, column in answer.get("formulas", ()))
        others, hidden = tuple(answer["others"]), tuple(answer.get("hidden", ()))
        return Table(answer["rows"], answer["sheet"], others, hidden, formulas)
    raise _refusal(answer, sheet)


def _ask_worker(data: bytes, sheet: str) -> dict:
    given = WorkerLimits(limits.WORKER_MEMORY, limits.WORKER_CPU, limits.WORKER_TIME)
    figures = (limits.LAST_ROW, limits.MAX_CELL, limits.MAX_TEXT)
    try:
        return ask(WORKER, data, *figures, sheet, limits=given)
    except WorkerFailed as failure:
        raise SheetRefused(
            _("Không đọc được tệp này: tệp quá nặng hoặc hỏng. %(how)s") % {"how": copy_to_a_new_file()}
        ) from failure


def _refusal(answer: dict, sheet: str) -> SheetRefused:
    if answer["refused"] == "password":
        return SheetRefused(_("Tệp có mật khẩu. Mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."))
    if answer["refused"] == "no-such-sheet":
        return SheetRefused(
            _("Tệp không có trang tính “%(sheet)s”. Các trang tính: %(known)s.")
            % {"sheet": sheet, "known": ", ".join(answer["sheets"])}
        )
    if answer["refused"] == "too-much-text":
        return SheetRefused(_("Bảng có quá nhiều chữ. %(how)s") % {"how": copy_to_a_new_file()})
    return _empty()


def _empty() -> SheetRefused:
    return SheetRefused(_("Tệp không có dòng nào. Chọn lại tệp."))
