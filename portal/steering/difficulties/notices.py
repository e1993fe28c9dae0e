"""Notices of difficulties: to whom they wait for, to who raised them, and before they are due."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import AnyActor
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.formatting import day as day_words
from portal.core.notices import reminders
from portal.core.notices.kinds import NoticeKind
from portal.core.notices.services import Words, notify, withdraw
from portal.steering.difficulties.selectors import due_soon, who_answer
from portal.steering.models import Difficulty

WAITING = NoticeKind(
    "difficulty.waiting",
    _("Khó khăn chờ trả lời"),
    _("Có khó khăn, vướng mắc chờ trả lời, hạn %(due)s."),
    "steering:difficulty",
    permission=Permission.EDIT_STEERING,
)
DUE = NoticeKind(
    "difficulty.due",
    _("Khó khăn sắp đến hạn trả lời"),
    _("Khó khăn, vướng mắc chưa trả lời, hạn %(due)s."),
    "steering:difficulty",
    permission=Permission.EDIT_STEERING,
)
ANSWERED = NoticeKind(
    "difficulty.answered",
    _("Khó khăn đã được trả lời"),
    _("Khó khăn anh/chị nêu ngày %(raised)s đã được trả lời."),
    "steering:difficulty",
    permission=Permission.RAISE_DIFFICULTIES,
)
KINDS = [WAITING, DUE, ANSWERED]


def tell_owner(difficulty: Difficulty, *, by: AnyActor) -> None:
    """Tell who owes the answer that a difficulty waits for it."""
    _tell(WAITING, difficulty, f"v{difficulty.version}", by=by)


def tell_raiser(difficulty: Difficulty, *, by: AnyActor) -> None:
    """Tell who raised a difficulty that it is answered; the reminders of its owner are taken back."""
    settle(difficulty)
    if difficulty.raised_by:
        words = Words(
            given={"raised": day_words(difficulty.raised_on)},
            place=difficulty.owner.title,
            page_key=difficulty.public_id,
            occasion=f"v{difficulty.version}",
        )
        notify(by=by, to=[difficulty.raised_by], kind=ANSWERED.key, about=difficulty, words=words)


def settle(difficulty: Difficulty) -> None:
    """Take back the reminders of a difficulty that waits for this owner no more, from those who have not seen them."""
    withdraw(kind=DUE.key, about=difficulty, occasions=reminders.occasions(difficulty.due_on))


def remind(*, by: AnyActor, progress: Callable[[], None] = lambda: None) -> None:
    """Remind who owes an answer two days before its last day, on that day and once when late. Run again, it tells nobody twice."""
    today = clock.today()
    for difficulty in due_soon(today):
        _tell(DUE, difficulty, reminders.occasion(difficulty.due_on, today), by=by)
        progress()


def _tell(kind: NoticeKind, difficulty: Difficulty, occasion: str, *, by: AnyActor) -> None:
    words = Words(
        given={"due": day_words(difficulty.due_on)},
        place=difficulty.owner.title,
        page_key=difficulty.public_id,
        occasion=occasion,
        due_on=difficulty.due_on,
    )
    notify(by=by, to=who_answer(difficulty), kind=kind.key, about=difficulty, words=words)
