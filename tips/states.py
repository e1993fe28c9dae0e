"""States of a tip and the table of its transitions, read by service, screens and diagram."""

from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.transitions import Transition, TransitionTable
from tips.choices import DueStep


class TipState(TextChoices):
    NEW = "new", _("Mới")
    CLASSIFIED = "classified", _("Đã phân loại")
    IN_HAND = "in-hand", _("Đang xử lý")
    PASSED_ON = "passed-on", _("Đã chuyển")
    RESOLVED = "resolved", _("Đã giải quyết")
    CLOSED = "closed", _("Đã phản hồi")
    VOID = "void", _("Nhập nhầm")


OPEN = {TipState.NEW, TipState.CLASSIFIED, TipState.IN_HAND}
SETTLED = {TipState.PASSED_ON, TipState.RESOLVED}


def _transition(
    name: str,
    sources: Iterable[TipState],
    target: TipState | None,
    label: str | Promise,
    *needs: str,
    **more: Any,
) -> Transition:
    return Transition(name, frozenset(sources), target, Permission.HANDLE_TIPS, label, needs, **more)


# In the order of the buttons: the likeliest next transition first. Effects: tips.effects.
TRANSITIONS = TransitionTable(
    [
        _transition("classify", {TipState.NEW, TipState.CLASSIFIED}, TipState.CLASSIFIED, _("Phân loại"), "category", "nature", effect="classify"),
        _transition("resolve", OPEN, TipState.RESOLVED, _("Ghi kết quả giải quyết"), "outcome", "note", effect="resolve"),
        _transition("pass_on", OPEN, TipState.PASSED_ON, _("Chuyển cơ quan có thẩm quyền"), "recipient", takes=("document_number",), effect="pass_on"),
        _transition("answer", SETTLED, TipState.CLOSED, _("Đã phản hồi người báo tin"), "note"),
        _transition("assign", OPEN, TipState.IN_HAND, _("Giao xử lý"), "handler", effect="assign"),
        _transition("reclassify", {TipState.IN_HAND}, None, _("Phân loại lại"), "category", "nature", effect="classify"),
        _transition("reopen", SETTLED | {TipState.CLOSED}, TipState.IN_HAND, _("Mở lại"), "note", effect="reopen"),
        _transition("void", OPEN, TipState.VOID, _("Hủy do nhập nhầm"), "note"),
        _transition("restore", {TipState.VOID}, TipState.NEW, _("Khôi phục"), "note"),
    ]
)  # fmt: skip

# The next sensible transition in each state: the one filled button of a tip's page. The others are beside it, outlined.
NEXT_TRANSITION = {
    TipState.NEW: "classify",
    TipState.CLASSIFIED: "assign",
    TipState.IN_HAND: "resolve",
    TipState.PASSED_ON: "answer",
    TipState.RESOLVED: "answer",
}

# Which transitions stop the clock of which due step.
STEP_MET_BY: dict[str, set[str]] = {
    DueStep.START: {"assign", "pass_on", "resolve"},
    # Settling it here counts too, where the commune is competent (policies refuse it where it is not).
    DueStep.PASS_ON: {"pass_on", "resolve"},
    DueStep.ANSWER: {"answer"},
}

TONE: dict[str, str] = {
    TipState.NEW: "new",
    TipState.CLASSIFIED: "new",
    TipState.IN_HAND: "doing",
    TipState.PASSED_ON: "waiting",
    TipState.RESOLVED: "done",
    TipState.CLOSED: "done",
    TipState.VOID: "neutral",
}
