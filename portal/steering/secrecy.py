"""That no state secret is written down: text with a mark of secrecy is refused beside its field."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from portal.core.files import secrecy
from portal.core.plain_text import plain


def check_not_secret(row: Model, names: Iterable[str]) -> None:
    """Raises ValidationError by field for text that bears a mark of secrecy.

    Luật Bảo vệ bí mật nhà nước (117/2025/QH15): no state secret on a machine with a network.
    """
    marked = [name for name in names if _bears_mark(plain(getattr(row, name)))]
    if marked:
        said = _(
            "Nội dung có dấu chỉ độ mật thì không ghi vào đây: luật cấm đưa bí mật nhà nước lên máy có nối mạng."
        )
        raise ValidationError(dict.fromkeys(marked, said))


def _bears_mark(text: str) -> bool:
    return secrecy.in_text(text) or secrecy.in_name(text)
