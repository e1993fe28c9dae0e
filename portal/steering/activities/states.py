"""States of what an inspection found, and the table of its transitions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.transitions import Transition, TransitionTable


class FindingState(TextChoices):
    OPEN = "open", _("Chưa khắc phục")
    DONE = "done", _("Đã khắc phục")
    DROPPED = "dropped", _("Không yêu cầu nữa")


_EDIT = Permission.EDIT_STEERING
_OPEN = frozenset({FindingState.OPEN})
_SETTLED = frozenset({FindingState.DONE, FindingState.DROPPED})

FINDING_TRANSITIONS = TransitionTable(
    [
        Transition(
            "finish", _OPEN, FindingState.DONE, _EDIT, _("Ghi đã khắc phục"), needs=("done_on", "word")
        ),
        Transition("edit", _OPEN, None, _EDIT, _("Sửa")),
        Transition("drop", _OPEN, FindingState.DROPPED, _EDIT, _("Không yêu cầu nữa"), needs=("word",)),
        Transition("reopen", _SETTLED, FindingState.OPEN, _EDIT, _("Yêu cầu lại"), needs=("word",)),
    ]
)

#: Who was asked to mend something reports it done, too; the rest is for those who asked.
BY_OWNER = frozenset({"finish"})

FINDING_TONE: dict[str, str] = {
    FindingState.OPEN: "doing",
    FindingState.DONE: "done",
    FindingState.DROPPED: "neutral",
}
