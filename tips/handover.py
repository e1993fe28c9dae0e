"""Tips in a hand-over: open tips that a person sent in or follows pass to whoever takes over the office. Who
logged a tip stays, and with it who may open its informant."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import AnyActor
from portal.accounts.handover import Charge, Item
from portal.accounts.models import Assignment, HandOver, User
from portal.accounts.permissions import Permission
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
