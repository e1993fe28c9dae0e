"""Notices of requests to answer papers: to who is asked, and to who asked when the answer is there."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import AnyActor
from portal.accounts.holders import people_with
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.formatting import day as day_words
from portal.core.notices import reminders
from portal.core.notices.kinds import NoticeKind
from portal.core.notices.services import Words, notify, withdraw
from portal.steering.answers.states import OPEN
from portal.steering.models import AnswerRequest
from portal.steering.owed.owners import people_of
from portal.units.scoping import seat_id

ASKED = NoticeKind(
    "answer.asked",
    _("Văn bản cần trả lời"),
    _("Có văn bản cần trả lời, hạn %(due)s."),
    "steering:answer",
)
SENT_BACK = NoticeKind(
    "answer.sent-back",
    _("Trả lời văn bản cần bổ sung"),
    _("Nội dung trả lời văn bản được đề nghị bổ sung, hạn %(due)s."),
    "steering:answer",
)
DUE = NoticeKind(
    "answer.due",
    _("Văn bản sắp đến hạn trả lời"),
    _("Văn bản chưa trả lời, hạn %(due)s."),
    "steering:answer",
)
REMINDED = NoticeKind(
    "answer.reminded",
    _("Nhắc trả lời văn bản"),
    _("Đơn vị ban hành nhắc trả lời văn bản, hạn %(due)s."),
    "steering:answer",
)
GIVEN = NoticeKind(
    "answer.given",
    _("Văn bản đã có trả lời"),
    _("Có trả lời của văn bản hạn %(due)s."),
    "steering:answer",
    by_mail=False,
    permission=Permission.EDIT_DIRECTIVES,
)
KINDS = [ASKED, SENT_BACK, DUE, REMINDED, GIVEN]


def tell_owner(request: AnswerRequest, kind: NoticeKind, *, by: AnyActor) -> None:
    """Tell who is asked: that an answer is wanted, or more of it, or that whoever asked reminds of it."""
    _tell(kind, request, f"v{request.version}", people_of(request), by=by)


def tell_issuer(request: AnswerRequest, *, by: AnyActor) -> None:
    """Tell who keeps the register of the paper that there is an answer."""
    people = people_with(Permission.EDIT_DIRECTIVES, seat_id(request.unit))
    _tell(GIVEN, request, f"v{request.version}", people, by=by)


def settle(request: AnswerRequest) -> None:
    """Take back the reminders of a request that is not to be answered by this day any more, from those who have not seen them."""
    withdraw(kind=DUE.key, about=request, occasions=reminders.occasions(request.due_on))


def remind(*, by: AnyActor, progress: Callable[[], None] = lambda: None) -> None:
    """Remind who owes an answer two days before its last day, on that day and once when late. Run again, it tells nobody twice."""
    today = clock.today()
    rows = AnswerRequest.objects.unscoped("reminders: each goes to who owes the answer")
    due = rows.filter(reminders.near("due_on", today), state__in=OPEN)
    for request in due.select_related("owner_unit", "unit").order_by("pk"):
        _tell(DUE, request, reminders.occasion(request.due_on, today), people_of(request), by=by)
        progress()


def _tell(kind: NoticeKind, request: AnswerRequest, occasion: str, to: list[User], *, by: AnyActor) -> None:
    words = Words(
        given={"due": day_words(request.due_on)},
        place=request.unit.title,
        page_key=request.public_id,
        occasion=occasion,
        due_on=request.due_on,
    )
    notify(by=by, to=to, kind=kind.key, about=request, words=words)
