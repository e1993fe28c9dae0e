"""Scan of a workbook's zip archive before any library opens it: what a table does not need is refused.

A sheet of 4.9 kB with one cell at XFD1048576 makes the reader allocate 550 GB and abort the whole process: that and
its kin are found here, with the scan that all archives pass (portal.core.untrusted.archive).
"""

from django.utils.translation import gettext as _

from portal.core.sheets.kinds import copy_to_a_new_file, save_as_xlsx
from portal.core.sheets.limits import MAX_PARTS, MAX_RATIO, MAX_UNPACKED, RATIO_FROM, SheetRefused
from portal.core.sheets.parts import Part
from portal.core.untrusted import archive
from portal.core.untrusted.archive import ArchiveFault, ArchiveProblem, ArchiveRules
from portal.core.untrusted.xml_part import XmlFault, XmlProblem


def scan(data: bytes) -> None:
    """Refuse a workbook that is broken, too large when unpacked, or carries what a table does not need.

    Raises SheetRefused. Costs memory of one chunk, whatever the file claims to hold.
    """
    try:
        archive.scan(data, _RULES)
    except ArchiveProblem as problem:
        raise _of_archive(problem.fault) from problem
    except XmlProblem as problem:
        raise _of_part(problem.fault) from problem


def _check_names(names: list[str]) -> None:
    if "mimetype" in names:
        raise SheetRefused(_("Đây là tệp của LibreOffice (.ods). %(how)s") % {"how": save_as_xlsx()})
    if "xl/workbook.bin" in names:
        raise SheetRefused(_("Đây là tệp Excel nhị phân (.xlsb). %(how)s") % {"how": save_as_xlsx()})
    if any(name.endswith("vbaproject.bin") for name in names):
        raise SheetRefused(_("Tệp có macro (.xlsm). %(how)s") % {"how": save_as_xlsx()})
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise SheetRefused(
            _("Đây là tệp nén, không phải bảng tính Excel. Giải nén rồi tải lên tệp .xlsx hoặc .csv.")
        )
    if any("/externallinks/" in name for name in names):
        raise SheetRefused(_("Bảng có công thức nối sang tệp khác. %(how)s") % {"how": copy_to_a_new_file()})
    if any("/embeddings/" in name or "/activex/" in name for name in names):
        raise _nested()


def _of_archive(fault: ArchiveFault) -> SheetRefused:
    if fault is ArchiveFault.NESTED:
        return _nested()
    if fault is ArchiveFault.ENCRYPTED:
        return SheetRefused(_("Tệp có mật khẩu. Mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."))
    if fault is ArchiveFault.TOO_MANY_PARTS:
        return SheetRefused(_("Tệp có quá nhiều phần bên trong. %(how)s") % {"how": copy_to_a_new_file()})
    if fault is ArchiveFault.TOO_LARGE:
        return SheetRefused(_("Tệp phình quá lớn khi mở. %(how)s") % {"how": copy_to_a_new_file()})
    return SheetRefused(_("Tệp hỏng, không mở được. %(how)s") % {"how": save_as_xlsx()})


def _of_part(fault: XmlFault) -> SheetRefused:
    if fault is XmlFault.TOO_MANY_ELEMENTS:
        return SheetRefused(_("Bảng có quá nhiều ô. %(how)s") % {"how": copy_to_a_new_file()})
    return SheetRefused(_("Tệp không đúng dạng Excel thông thường. %(how)s") % {"how": save_as_xlsx()})


def _nested() -> SheetRefused:
    return SheetRefused(_("Tệp có tệp khác nhúng bên trong. %(how)s") % {"how": copy_to_a_new_file()})


_RULES = ArchiveRules(
    max_parts=MAX_PARTS,
    max_unpacked=MAX_UNPACKED,
    max_ratio=MAX_RATIO,
    ratio_from=RATIO_FROM,
    check_names=_check_names,
    part=Part,
)
