"""States of a plan and of its tasks, and the tables of their transitions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.transitions import Transition, TransitionTable


class PlanState(TextChoices):
    DRAFT = "draft", _("Dự thảo")
    IN_FORCE = "in-force", _("Đang thực hiện")
    ENDED = "ended", _("Đã kết thúc")
    REPLACED = "replaced", _("Đã thay thế")
    DISCARDED = "discarded", _("Đã bỏ")


class TaskState(TextChoices):
    OPEN = "open", _("Đang làm")
    DONE = "done", _("Đã xong")
    DROPPED = "dropped", _("Không làm nữa")


_EDIT = Permission.EDIT_STEERING
_DRAFT, _IN_FORCE = frozenset({PlanState.DRAFT}), frozenset({PlanState.IN_FORCE})

PLAN_TRANSITIONS = TransitionTable(
    [
        Transition("begin", _DRAFT, PlanState.IN_FORCE, _EDIT, _("Đưa vào thực hiện"), takes=("replacing",)),
        Transition("withdraw", _IN_FORCE, PlanState.DRAFT, _EDIT, _("Đưa về dự thảo")),
        Transition("end", _IN_FORCE, PlanState.ENDED, _EDIT, _("Kết thúc"), takes=("note",)),
        # Made by the beginning of the plan that takes its place.
        Transition("replace", _IN_FORCE, PlanState.REPLACED, _EDIT, _("Thay bằng kế hoạch khác")),
        Transition(
            "resume",
            frozenset({PlanState.ENDED, PlanState.REPLACED}),
            PlanState.IN_FORCE,
            _EDIT,
            _("Tiếp tục thực hiện"),
        ),
        Transition("discard", _DRAFT, PlanState.DISCARDED, _EDIT, _("Bỏ dự thảo")),
        Transition("recover", frozenset({PlanState.DISCARDED}), PlanState.DRAFT, _EDIT, _("Lấy lại dự thảo")),
    ]
)

#: Plans whose content may change.
CHANGEABLE = frozenset({PlanState.DRAFT, PlanState.IN_FORCE})
#: Plans that have been carried out, at least for a time: their targets stay those of their years.
CARRIED_OUT = frozenset({PlanState.IN_FORCE, PlanState.ENDED, PlanState.REPLACED})

_OPEN = frozenset({TaskState.OPEN})

TASK_TRANSITIONS = TransitionTable(
    [
        Transition(
            "report", _OPEN, TaskState.DONE, Permission.REPORT_TASKS, _("Báo kết quả"), needs=("result",)
        ),
        Transition("drop", _OPEN, TaskState.DROPPED, _EDIT, _("Không làm nữa"), needs=("drop_reason",)),
        Transition(
            "reopen",
            frozenset({TaskState.DONE, TaskState.DROPPED}),
            TaskState.OPEN,
            _EDIT,
            _("Mở lại"),
        ),
    ]
)

PLAN_TONE: dict[str, str] = {
    PlanState.DRAFT: "new",
    PlanState.IN_FORCE: "doing",
    PlanState.ENDED: "done",
    PlanState.REPLACED: "neutral",
    PlanState.DISCARDED: "neutral",
}
TASK_TONE: dict[str, str] = {
    TaskState.OPEN: "doing",
    TaskState.DONE: "done",
    TaskState.DROPPED: "neutral",
}
