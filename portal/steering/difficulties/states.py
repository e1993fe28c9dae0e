"""States of a difficulty, and the table of its transitions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.transitions import Transition, TransitionTable


class DifficultyState(TextChoices):
    RAISED = "raised", _("Mới nêu")
    PASSED_UP = "passed-up", _("Đã chuyển cấp trên")
    ANSWERED = "answered", _("Đã trả lời")
    REOPENED = "reopened", _("Hỏi lại")
    CLOSED = "closed", _("Đã xong")
    WITHDRAWN = "withdrawn", _("Đã rút")


#: States in which the owner owes an answer.
OPEN = frozenset({DifficultyState.RAISED, DifficultyState.PASSED_UP, DifficultyState.REOPENED})
_OWNER, _RAISER = Permission.EDIT_STEERING, Permission.RAISE_DIFFICULTIES

# By the owner (EDIT_STEERING) or by whoever raised it (RAISE_DIFFICULTIES), in the order of the buttons.
DIFFICULTY_TRANSITIONS = TransitionTable(
    [
        Transition("answer", OPEN, DifficultyState.ANSWERED, _OWNER, _("Trả lời"), needs=("word",)),
        Transition("pass_up", OPEN, DifficultyState.PASSED_UP, _OWNER, _("Chuyển cấp trên"), needs=("word",)),
        Transition(
            "close",
            frozenset({DifficultyState.ANSWERED}),
            DifficultyState.CLOSED,
            _RAISER,
            _("Đã giải quyết xong"),
            takes=("word",),
        ),
        Transition(
            "reopen",
            frozenset({DifficultyState.ANSWERED, DifficultyState.CLOSED}),
            DifficultyState.REOPENED,
            _RAISER,
            _("Hỏi lại"),
            needs=("word",),
        ),
        Transition(
            "withdraw",
            frozenset({DifficultyState.RAISED}),
            DifficultyState.WITHDRAWN,
            _RAISER,
            _("Rút lại"),
            takes=("word",),
        ),
        Transition(
            "restore",
            frozenset({DifficultyState.WITHDRAWN}),
            DifficultyState.RAISED,
            _RAISER,
            _("Nêu lại"),
            takes=("word",),
        ),
    ]
)

DIFFICULTY_TONE: dict[str, str] = {
    DifficultyState.RAISED: "new",
    DifficultyState.PASSED_UP: "waiting",
    DifficultyState.ANSWERED: "done",
    DifficultyState.REOPENED: "new",
    DifficultyState.CLOSED: "done",
    DifficultyState.WITHDRAWN: "neutral",
}
