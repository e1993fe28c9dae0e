"""States of an import and their transitions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.core.transitions import Transition, TransitionTable


class ImportState(TextChoices):
    DRAFT = "draft", _("đang xem thử")
    IMPORTED = "imported", _("đã nhập")
    UNDONE = "undone", _("đã hoàn tác")


TONE: dict[str, str] = {
    ImportState.DRAFT: "doing",
    ImportState.IMPORTED: "done",
    ImportState.UNDONE: "neutral",
}

# Who keeps the commune's register of groups keeps its hamlets; the table of roles is in a layer above.
EDIT = "groups.edit"

TRANSITIONS = TransitionTable(
    [
        Transition("decide", frozenset({ImportState.DRAFT}), None, EDIT, _("Lưu lựa chọn")),
        Transition("run", frozenset({ImportState.DRAFT}), ImportState.IMPORTED, EDIT, _("Nhập vào địa bàn")),
        Transition("undo", frozenset({ImportState.IMPORTED}), ImportState.UNDONE, EDIT, _("Hoàn tác")),
    ]
)
