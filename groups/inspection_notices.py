"""Notices of what inspections of groups ask to be mended: to the group's people when it is asked, before it is due and once
late; to the committee that inspected, when it is mended."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from groups.inspection_states import InspectionState
from groups.models import ChatGroup, GroupInspection
from portal.accounts.actor import AnyActor
from portal.accounts.holders import people_with
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.formatting import day as day_words
from portal.core.notices import reminders
from portal.core.notices.kinds import NoticeKind
from portal.core.notices.services import Words, notify, withdraw
from portal.units.scoping import seat_id

ASKED = NoticeKind(
    "inspection.asked",
    _("Nội dung phải khắc phục của nhóm"),
    _("Kiểm tra nhóm có nội dung phải khắc phục, hạn %(due)s."),
    "groups:inspection",
    permission=Permission.CONFIRM_GROUPS,
)
DUE = NoticeKind(
    "inspection.due",
    _("Nội dung của nhóm sắp đến hạn khắc phục"),
    _("Nội dung kiểm tra nhóm chưa khắc phục, hạn %(due)s."),
    "groups:inspection",
    permission=Permission.CONFIRM_GROUPS,
)
MENDED = NoticeKind(
    "inspection.mended",
    _("Nhóm đã khắc phục sau kiểm tra"),
    _("Nội dung kiểm tra nhóm có hạn %(due)s đã được ghi là khắc phục xong."),
    "groups:inspection",
    by_mail=False,
    permission=Permission.EDIT_STEERING,
)
KINDS = [ASKED, DUE, MENDED]


def who_mend(group: ChatGroup) -> list[User]:
    """Who speaks for a group today: its leader's account and the people of its hamlet; where there is nobody, the officer it is
    in the charge of, else the officers of its commune."""
    found = [group.leader] if group.leader else []
    if group.hamlet_id:
        found += people_with(Permission.CONFIRM_GROUPS, group.hamlet_id)
    if not found and group.officer:
        found = [group.officer]
    if not found and group.commune_id:
        found = people_with(Permission.EDIT_GROUPS, group.commune_id)
    return list(dict.fromkeys(found))


def tell_group(inspection: GroupInspection, *, by: AnyActor) -> None:
    """Tell the group's people that something is to be mended."""
    _tell(ASKED, inspection, f"v{inspection.version}", who_mend(inspection.group), by=by)


def tell_mended(inspection: GroupInspection, *, by: AnyActor) -> None:
    """Tell the committee that inspected the group that it is mended."""
    people = people_with(Permission.EDIT_STEERING, seat_id(inspection.by_unit))
    _tell(MENDED, inspection, f"v{inspection.version}", people, by=by)


def settle(inspection: GroupInspection) -> None:
    """Take back the reminders of what need not be mended by that day any more, from those who have not seen them."""
    if inspection.due_on:
        withdraw(kind=DUE.key, about=inspection, occasions=reminders.occasions(inspection.due_on))


def remind(*, by: AnyActor, progress: Callable[[], None] = lambda: None) -> None:
    """Remind the people of groups two days before the last day, on that day and once when late. Run again, it tells nobody twice."""
    today = clock.today()
    rows = GroupInspection.objects.unscoped("reminders: each goes to the group's people")
    due = rows.filter(reminders.near("due_on", today), state=InspectionState.OPEN, withdrawn_at=None)
    for inspection in due.select_related("group__leader", "group__officer", "unit").order_by("pk"):
        assert inspection.due_on is not None  # what is open has a last day, as the database holds
        occasion = reminders.occasion(inspection.due_on, today)
        _tell(DUE, inspection, occasion, who_mend(inspection.group), by=by)
        progress()


def _tell(
    kind: NoticeKind, inspection: GroupInspection, occasion: str, to: list[User], *, by: AnyActor
) -> None:
    words = Words(
        given={"due": day_words(inspection.due_on)},
        place=inspection.unit.title,
        page_key=inspection.public_id,
        occasion=occasion,
        due_on=inspection.due_on,
    )
    notify(by=by, to=to, kind=kind.key, about=inspection, words=words)
