"""Who notes that a group was inspected, and who settles what was to be mended. `check_…` raises Refused with the reason."""

from django.utils.translation import gettext as _

from groups.inspection_states import InspectionState
from groups.models import ChatGroup, GroupInspection
from groups.policies import speaks_for
from portal.accounts.actor import AnyActor
from portal.accounts.permissions import Permission
from portal.core.errors import NotNow, Refused, passes
from portal.core.transitions import Transition
from portal.units.models import Unit
from portal.units.scoping import covers, seat_id


def check_inspect(actor: AnyActor, group: ChatGroup, unit: Unit) -> None:
    """Raises Refused for who does not work in the committee of `unit`, or where the group is not in it; NotNow for one that ended."""
    if not (actor.works_at(Permission.EDIT_STEERING, unit.pk) and covers(unit, group)):
        raise Refused(_("Chỉ cán bộ, lãnh đạo Ban Chỉ đạo của xã này hoặc cấp trên ghi việc kiểm tra nhóm."))
    if group.closed_on:
        raise NotNow(_("Nhóm này đã ngừng hoạt động nên không ghi kiểm tra được nữa."))


def can_inspect(actor: AnyActor, group: ChatGroup, unit: Unit) -> bool:
    """Whether `check_inspect` passes."""
    return passes(check_inspect, actor, group, unit)


def check_keep(actor: AnyActor, inspection: GroupInspection) -> None:
    """Raises Refused for who does not work in the committee that inspected the group."""
    if not actor.works_at(Permission.EDIT_STEERING, seat_id(inspection.by_unit)):
        raise Refused(_("Chỉ Ban Chỉ đạo đã kiểm tra sửa, gỡ mục này."))


def can_keep(actor: AnyActor, inspection: GroupInspection) -> bool:
    """Whether `check_keep` passes."""
    return passes(check_keep, actor, inspection)


def check_edit(actor: AnyActor, inspection: GroupInspection) -> None:
    """Raises Refused by `check_keep`, NotNow for an entry that was taken out, or whose mending is settled."""
    check_keep(actor, inspection)
    _check_in_the_book(inspection)
    if inspection.state not in (InspectionState.CLEAR, InspectionState.OPEN):
        raise NotNow(_("Nội dung này đã khép lại. Bấm “Yêu cầu lại” rồi mới sửa."))


def can_edit(actor: AnyActor, inspection: GroupInspection) -> bool:
    """Whether `check_edit` passes."""
    return passes(check_edit, actor, inspection)


def check_own(actor: AnyActor, inspection: GroupInspection, transition: Transition) -> None:
    """Raises Refused for who neither inspected the group nor, when it is mended, speaks for it."""
    mends = transition.permission == Permission.CONFIRM_GROUPS and speaks_for(actor, inspection.group)
    if not (mends or can_keep(actor, inspection)):
        raise Refused(_("Chỉ Ban Chỉ đạo đã kiểm tra, hoặc người của nhóm khi đã làm xong, ghi việc này."))


def check_transition(actor: AnyActor, inspection: GroupInspection, transition: Transition) -> None:
    """Raises Refused by `check_own`, NotNow for an entry that was taken out, or whose state has no such transition."""
    check_own(actor, inspection, transition)
    _check_in_the_book(inspection)
    if inspection.state not in transition.sources:
        raise NotNow(
            _("Mục này đang ở trạng thái “%(state)s” nên không làm được việc này.")
            % {"state": inspection.get_state_display()}
        )


def _check_in_the_book(inspection: GroupInspection) -> None:
    if inspection.withdrawn_at:
        raise NotNow(_("Lần kiểm tra này đã gỡ khỏi sổ. Đưa lại vào sổ rồi mới ghi tiếp."))
