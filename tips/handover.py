"""Tips in a hand-over: open tips that a person sent in or follows, and those that a police officer has in hand, pass to
whoever takes over the office. Who logged a tip stays; who is given one in hand may open its informant, as whoever is given
a tip."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import AnyActor
from portal.accounts.handover import Charge, Item
from portal.accounts.models import Assignment, HandOver, User
from portal.accounts.permissions import Permission, allowed
from portal.core import audited_writes
from portal.core.formatting import day
from tips.models import Tip
from tips.selectors import to_do


def followed(office: Assignment) -> QuerySet[Tip]:
    """The tips of the office's unit that its user sent in or follows, and that still need attention."""
    found = Tip.objects.unscoped("what hangs on an office that is handed over")
    own = Q(logged_by=office.user, followed_by=None) | Q(followed_by=office.user)
    return found.filter(to_do(), own, about_police=False).of_unit(office.unit).order_by("-received_at")


def _waiting(office: Assignment) -> list[Item]:
    return [
        Item(tip.public_id, f"{tip.get_category_display()} · {day(tip.received_at)}")
        for tip in followed(office)
    ]


def _move(*, by: AnyActor, office: Assignment, incoming: User, keys: list[str]) -> dict[str, int | None]:
    """Make `incoming` follow the tips; returns who followed before by tip, for undoing."""
    before = {}
    for tip in followed(office).filter(public_id__in=keys):
        before[tip.public_id] = tip.followed_by_id
        audited_writes.change_row(tip, by=by, action="tip.hand-over", followed_by=incoming)
    return before


def _put_back(*, by: AnyActor, hand_over: HandOver, moved: dict[str, int | None]) -> None:
    """Let the one before follow again, where nobody else does by now."""
    found = Tip.objects.unscoped("what a hand-over moved goes back")
    for tip in found.filter(public_id__in=moved, followed_by=hand_over.incoming):
        before = hand_over.outgoing if moved[tip.public_id] else None
        audited_writes.change_row(tip, by=by, action="tip.undo-hand-over", followed_by=before)


def in_hand(office: Assignment) -> QuerySet[Tip]:
    """The tips of the office's unit that its user was given to handle and has not settled; none of a role that handles none."""
    found = Tip.objects.unscoped("what hangs on an office that is handed over")
    if not allowed(office.role, Permission.HANDLE_TIPS):
        return found.none()
    given = found.filter(to_do(), handler=office.user, about_police=False)
    return given.of_unit(office.unit).order_by("-received_at")


# A tip may be followed and in hand at once, and is chosen for each by itself.
_IN_HAND = "in-hand:"


def _waiting_in_hand(office: Assignment) -> list[Item]:
    return [
        Item(f"{_IN_HAND}{tip.public_id}", f"{tip.get_category_display()} · {day(tip.received_at)}")
        for tip in in_hand(office)
    ]


def _give(*, by: AnyActor, office: Assignment, incoming: User, keys: list[str]) -> dict[str, bool]:
    """Make `incoming` handle the tips; returns which, for undoing."""
    chosen = [key.removeprefix(_IN_HAND) for key in keys]
    given = {}
    for tip in in_hand(office).filter(public_id__in=chosen):
        audited_writes.change_row(tip, by=by, action="tip.hand-over", handler=incoming)
        given[tip.public_id] = True
    return given


def _give_back(*, by: AnyActor, hand_over: HandOver, moved: dict[str, bool]) -> None:
    """Let the one before handle them again, where nobody else was given them by now."""
    found = Tip.objects.unscoped("what a hand-over moved goes back")
    for tip in found.filter(public_id__in=moved, handler=hand_over.incoming):
        audited_writes.change_row(tip, by=by, action="tip.undo-hand-over", handler=hand_over.outgoing)


TIPS_IN_HAND = Charge(
    key="tips-in-hand",
    label=_("Tin đang được giao xử lý"),
    permission=Permission.VIEW_TIPS,
    waiting=_waiting_in_hand,
    move=_give,
    put_back=_give_back,
    by_choice=True,
    note=_(
        "Người nhận xử lý tiếp và xem được thông tin người báo như người được giao. Bỏ chọn tin có thể liên quan đến chính người nhận."
    ),
)

TIPS = Charge(
    key="tips",
    label=_("Tin đã báo, chưa xong"),
    permission=Permission.VIEW_TIPS,
    waiting=_waiting,
    move=_move,
    put_back=_put_back,
    by_choice=True,
    note=_(
        "Người nhận sẽ đọc được nội dung và kết quả, không thấy người báo. Bỏ chọn tin có thể liên quan đến chính người nhận."
    ),
)
