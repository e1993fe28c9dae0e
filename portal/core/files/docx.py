"""What a .docx must be like, and what it may not carry: macros, other files, links that open by themselves."""

from django.utils.translation import gettext as _

from portal.core.files import limits
from portal.core.files.limits import FileRefused
from portal.core.untrusted import archive
from portal.core.untrusted.archive import ArchiveFault, ArchiveProblem, ArchiveRules
from portal.core.untrusted.xml_part import XmlLimits, XmlPart, XmlProblem

_LIMITS = XmlLimits(token=limits.DOCX_TOKEN, depth=limits.DOCX_DEPTH, elements=limits.DOCX_ELEMENTS)
_FROM_THE_NET = ("http:", "https:", "ftp:", "//", "\\\\", "file://\\\\", "file:////")


def check(data: bytes) -> None:
    """Raise FileRefused for a .docx that is not to be opened. Costs memory of one chunk."""
    try:
        archive.scan(data, _RULES)
    except ArchiveProblem as problem:
        raise _of_archive(problem.fault) from problem
    except XmlProblem as problem:
        raise FileRefused(
            _("Tệp không đúng dạng Word thông thường. %(how)s") % {"how": save_anew()}
        ) from problem


class _Part(XmlPart):
    """One XML part: its relations lead to no file that Word would fetch or open by itself, its types name no macro."""

    def __init__(self, name: str):
        super().__init__(name, _LIMITS)

    def element(self, local: str, attributes: dict[str, str]) -> None:
        if local == "Relationship":
            self._check_relation(attributes)
        elif local in ("Override", "Default") and "macroenabled" in attributes.get("ContentType", "").lower():
            raise _macro()

    def _check_relation(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        if kind == "afchunk":
            raise _nested()
        if attributes.get("TargetMode", "").lower() != "external" or kind == "hyperlink":
            return
        if kind == "oleobject" or attributes.get("Target", "").strip().lower().startswith(_FROM_THE_NET):
            raise FileRefused(_("Tệp tự mở nội dung ở nơi khác khi đọc. %(how)s") % {"how": save_anew()})


def _check_names(names: list[str]) -> None:
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise _macro()
    if "[content_types].xml" not in names or "word/document.xml" not in names:
        raise FileRefused(
            _(
                "Đây là tệp nén hoặc loại tệp khác, không phải Word (.docx). Giải nén, hoặc lưu thành PDF, rồi tải lên."
            )
        )
    if any("/embeddings/" in name or "/activex/" in name for name in names):
        raise _nested()


def _of_archive(fault: ArchiveFault) -> FileRefused:
    if fault is ArchiveFault.NESTED:
        return _nested()
    if fault is ArchiveFault.ENCRYPTED:
        return FileRefused(_("Tệp có mật khẩu. Mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."))
    if fault in (ArchiveFault.TOO_MANY_PARTS, ArchiveFault.TOO_LARGE):
        return FileRefused(_("Tệp phình quá lớn khi mở. %(how)s") % {"how": save_anew()})
    return FileRefused(_("Tệp Word hỏng, không mở được. %(how)s") % {"how": save_anew()})


def _macro() -> FileRefused:
    return FileRefused(_("Tệp có macro (.docm). %(how)s") % {"how": save_anew()})


def _nested() -> FileRefused:
    return FileRefused(_("Tệp có tệp khác nhúng bên trong. %(how)s") % {"how": save_anew()})


def save_anew() -> str:
    """What to do with a document that carries more than text and pictures."""
    return _("Mở tệp bằng Word, lưu thành PDF rồi tải bản PDF lên.")


_RULES = ArchiveRules(
    max_parts=limits.DOCX_PARTS,
    max_unpacked=limits.DOCX_UNPACKED,
    max_ratio=limits.DOCX_RATIO,
    ratio_from=limits.DOCX_RATIO_FROM,
    check_names=_check_names,
    part=_Part,
)
