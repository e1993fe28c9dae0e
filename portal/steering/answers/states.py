"""States of a request to answer a paper, and the table of its transitions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.transitions import Transition, TransitionTable


class AnswerState(TextChoices):
    ASKED = "asked", _("Chưa trả lời")
    SENT_BACK = "sent-back", _("Đề nghị bổ sung")
    ANSWERED = "answered", _("Đã trả lời")
    WITHDRAWN = "withdrawn", _("Đã rút yêu cầu")


#: States in which an answer is owed.
OPEN = frozenset({AnswerState.ASKED, AnswerState.SENT_BACK})
#: States in which whoever is asked reads the paper: all but a request that was withdrawn.
ASKING = OPEN | {AnswerState.ANSWERED}
_ANSWERED = frozenset({AnswerState.ANSWERED})
_WITHDRAWN = frozenset({AnswerState.WITHDRAWN})
_ISSUER, _OWNER = Permission.EDIT_DIRECTIVES, Permission.REPORT_TASKS
_SAID = ("proposals", "paper")

# By whoever is asked (REPORT_TASKS, or a role for the body) or by whoever keeps the register of the paper
# (EDIT_DIRECTIVES), in the order of the buttons.
ANSWER_TRANSITIONS = TransitionTable(
    [
        Transition("give", OPEN, AnswerState.ANSWERED, _OWNER, _("Trả lời"), needs=("results",), takes=_SAID),
        Transition("correct", _ANSWERED, None, _OWNER, _("Sửa trả lời"), needs=("results",), takes=_SAID),
        Transition("take_back", _ANSWERED, AnswerState.ASKED, _OWNER, _("Rút trả lời")),
        Transition(
            "send_back",
            _ANSWERED,
            AnswerState.SENT_BACK,
            _ISSUER,
            _("Đề nghị bổ sung"),
            needs=("word", "due_on"),
        ),
        Transition("postpone", OPEN, None, _ISSUER, _("Đổi hạn trả lời"), needs=("due_on",), takes=("word",)),
        Transition("withdraw", OPEN, AnswerState.WITHDRAWN, _ISSUER, _("Rút yêu cầu"), takes=("word",)),
        Transition("restore", _WITHDRAWN, AnswerState.ASKED, _ISSUER, _("Yêu cầu lại"), takes=("word",)),
    ]
)

ANSWER_TONE: dict[str, str] = {
    AnswerState.ASKED: "doing",
    AnswerState.SENT_BACK: "waiting",
    AnswerState.ANSWERED: "done",
    AnswerState.WITHDRAWN: "neutral",
}
