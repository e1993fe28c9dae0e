"""States of a report and the table of its transitions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.transitions import Transition, TransitionTable


class ReportState(TextChoices):
    DRAFT = "draft", _("Đang soạn")
    ISSUED = "issued", _("Đã ban hành")


TRANSITIONS = TransitionTable(
    [
        Transition(
            "edit", frozenset({ReportState.DRAFT}), None, Permission.EDIT_REPORTS, _("Soạn nội dung báo cáo")
        ),
        Transition(
            "issue",
            frozenset({ReportState.DRAFT}),
            ReportState.ISSUED,
            Permission.ISSUE_REPORTS,
            _("Gửi báo cáo"),
        ),
    ]
)

TONE: dict[str, str] = {ReportState.DRAFT: "doing", ReportState.ISSUED: "done"}
