"""What a PDF must be like from outside; what is in it is looked at by the worker."""

from django.utils.translation import gettext as _

from portal.core.files.limits import FileRefused

_END = b"%%EOF"
# What may be behind the last mark of the end.
_BLANKS = b" \t\r\n\f\0"


def check(data: bytes) -> None:
    """Raise FileRefused for a PDF that is cut off, or has something behind its end."""
    if data.rstrip(_BLANKS).endswith(_END):
        return
    if _END not in data:
        raise FileRefused(_("Tệp PDF hỏng hoặc chưa tải hết. %(how)s") % {"how": print_again()})
    raise FileRefused(_("Tệp PDF có phần lạ ở cuối. %(how)s") % {"how": print_again()})


def print_again() -> str:
    """What to do with a PDF that carries more than its pages."""
    return _("Mở tệp, chọn In rồi “Lưu thành PDF”, và tải lên bản mới.")
