"""States of what an inspection of a group asks to be mended, and the table of its transitions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.transitions import Transition, TransitionTable


class InspectionState(TextChoices):
    CLEAR = "clear", _("Không phải khắc phục")
    OPEN = "open", _("Chưa khắc phục")
    DONE = "done", _("Đã khắc phục")
    DROPPED = "dropped", _("Không yêu cầu nữa")


_INSPECTOR, _GROUP = Permission.EDIT_STEERING, Permission.CONFIRM_GROUPS
_OPEN = frozenset({InspectionState.OPEN})
_SETTLED = frozenset({InspectionState.DONE, InspectionState.DROPPED})

# By the committee that inspected (EDIT_STEERING) or, when it is mended, by whoever speaks for the group (CONFIRM_GROUPS).
INSPECTION_TRANSITIONS = TransitionTable(
    [
        Transition(
            "finish", _OPEN, InspectionState.DONE, _GROUP, _("Ghi đã khắc phục"), needs=("done_on", "word")
        ),
        Transition(
            "drop", _OPEN, InspectionState.DROPPED, _INSPECTOR, _("Không yêu cầu nữa"), needs=("word",)
        ),
        Transition("reopen", _SETTLED, InspectionState.OPEN, _INSPECTOR, _("Yêu cầu lại"), needs=("word",)),
    ]
)

INSPECTION_TONE: dict[str, str] = {
    InspectionState.CLEAR: "done",
    InspectionState.OPEN: "doing",
    InspectionState.DONE: "done",
    InspectionState.DROPPED: "neutral",
}
