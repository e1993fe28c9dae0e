"""Notices of what inspections found: to who is to mend it, before it is due and once late; to who asked, when it is mended."""

from collections.abc import Callable

from django.db.models import QuerySet
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
from portal.steering.activities.states import FindingState
from portal.steering.models import Activity, Finding
from portal.steering.owed.owners import people_of
from portal.units.scoping import seat_id

ASKED = NoticeKind(
    "finding.asked",
    _("Nội dung phải khắc phục sau kiểm tra"),
    _("Có nội dung phải khắc phục sau kiểm tra, hạn %(due)s."),
    "steering:finding",
)
DUE = NoticeKind(
    "finding.due",
    _("Nội dung phải khắc phục sắp đến hạn"),
    _("Nội dung sau kiểm tra chưa khắc phục, hạn %(due)s."),
    "steering:finding",
)
MENDED = NoticeKind(
    "finding.mended",
    _("Nội dung sau kiểm tra đã khắc phục"),
    _("Nội dung có hạn khắc phục %(due)s đã được ghi là khắc phục xong."),
    "steering:finding",
    by_mail=False,
    permission=Permission.EDIT_STEERING,
)
KINDS = [ASKED, DUE, MENDED]


def tell_owner(finding: Finding, *, by: AnyActor) -> None:
    """Tell who is to mend something that it is asked of them."""
    _tell(ASKED, finding, f"v{finding.version}", people_of(finding), by=by)


def tell_mended(finding: Finding, *, by: AnyActor) -> None:
    """Tell the committee that made the inspection that its finding is mended."""
    people = people_with(Permission.EDIT_STEERING, seat_id(finding.unit))
    _tell(MENDED, finding, f"v{finding.version}", people, by=by)


def settle(finding: Finding) -> None:
    """Take back the reminders of a finding that its owner need not mend any more, from those who have not seen them."""
    withdraw(kind=DUE.key, about=finding, occasions=reminders.occasions(finding.due_on))


def settle_inspection(inspection: Activity) -> None:
    """The same for all that an inspection found, when it is taken out of the book."""
    for finding in _open().filter(inspection=inspection):
        settle(finding)


def remind(*, by: AnyActor, progress: Callable[[], None] = lambda: None) -> None:
    """Remind who is to mend something two days before its last day, on that day and once when late. Run again, it tells
    nobody twice."""
    today = clock.today()
    due = _open().filter(reminders.near("due_on", today), inspection__withdrawn_at=None)
    for finding in due.select_related("owner_unit", "unit").order_by("pk"):
        _tell(DUE, finding, reminders.occasion(finding.due_on, today), people_of(finding), by=by)
        progress()


def _open() -> QuerySet[Finding]:
    return Finding.objects.unscoped("notices: each goes to who is to mend it").filter(state=FindingState.OPEN)


def _tell(kind: NoticeKind, finding: Finding, occasion: str, to: list[User], *, by: AnyActor) -> None:
    words = Words(
        given={"due": day_words(finding.due_on)},
        place=finding.unit.title,
        page_key=finding.public_id,
        occasion=occasion,
        due_on=finding.due_on,
    )
    notify(by=by, to=to, kind=kind.key, about=finding, words=words)
