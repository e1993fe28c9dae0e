"""Who may change whose account and roles. `check_…` raises Refused with the reason; `can_…` returns whether
it would pass."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.accounts.models import Assignment, HandOver, User
from portal.accounts.permissions import RIGHTS, Permission, Role
from portal.core import clock
from portal.core.errors import NotNow, Refused, passes
from portal.units.models import Unit, not_ended_by, valid_on
from portal.units.scoping import PLACES

# Offices that go from one person to the next with what belongs to them: those of the phone by whoever leads the daily
# work, posts of the commune by who manages its people.
HANDED_OVER_DAILY = (Role.HAMLET_HEAD, Role.ORGANISATION_REPORTER)
HANDED_OVER_POSTS = (
    Role.POLICE_CHIEF,
    Role.AREA_OFFICER,
    Role.COMMITTEE_LEADER,
    Role.COMMITTEE_DEPUTY,
    Role.COMMUNE_CHAIR,
    Role.CLERK,
)
HANDED_OVER = (*HANDED_OVER_DAILY, *HANDED_OVER_POSTS)
MANAGERS = [role for role, rights in RIGHTS.items() if Permission.MANAGE_PEOPLE in rights.permissions]


def check_assign(actor: AnyActor, user: User, unit: Unit) -> None:
    """Raises Refused unless the unit is within the area the actor manages; always for a role of one's own."""
    if not actor.may(Permission.MANAGE_PEOPLE, unit):
        raise Refused(_("Anh/chị chỉ mở tài khoản và phân công cho đơn vị mình quản lý."))
    if actor.user and actor.user == user:
        raise Refused(_("Không tự phân công cho chính mình; nhờ người quản trị khác."))


def check_end(actor: AnyActor, assignment: Assignment) -> None:
    """Raises Refused for one's own role and for the last one that manages a unit's people."""
    if not actor.may(Permission.MANAGE_PEOPLE, assignment.unit):
        raise Refused(_("Anh/chị chỉ kết thúc phân công của đơn vị mình quản lý."))
    if actor.user and assignment.user_id == actor.user.pk:
        raise Refused(_("Không tự kết thúc phân công của chính mình; nhờ người quản trị khác."))
    check_someone_manages(actor, [assignment])


def check_account(actor: AnyActor, user: User, rows: Iterable[Assignment] | None = None) -> None:
    """An account is changed by who manages all that its person does: a name or a lock holds everywhere.

    `rows` are all assignments of the person, where they were read already.
    """
    rows = list(Assignment.objects.filter(user=user).select_related("unit") if rows is None else rows)
    own = [row for row in rows if actor.may(Permission.MANAGE_PEOPLE, row.unit)]
    if actor.user and not own:
        raise Refused(_("Anh/chị chỉ quản lý tài khoản của người thuộc đơn vị mình."))
    today = clock.today()
    if any(row not in own and not row.has_ended_by(today) for row in rows):
        raise Refused(
            _(
                "Người này còn làm việc ở đơn vị khác nên anh/chị không đổi được tài khoản. Kết thúc phân công ở đơn vị mình là đủ để họ không còn vào được."
            )
        )


def can_change_account(actor: AnyActor, user: User, rows: Iterable[Assignment] | None = None) -> bool:
    """Whether `check_account` passes."""
    return passes(check_account, actor, user, rows)


def check_close(actor: AnyActor, user: User) -> None:
    """As `check_account`; and nobody closes their own account, nor that of the last who manages a unit's people."""
    check_account(actor, user)
    if actor.user and actor.user == user:
        raise Refused(_("Không tự đóng tài khoản của mình; nhờ người quản trị khác."))
    held = Assignment.objects.filter(not_ended_by(clock.today()), user=user)
    check_someone_manages(actor, held.select_related("unit"))


def check_someone_manages(actor: AnyActor, leaving: Iterable[Assignment]) -> None:
    """Whoever leaves, someone whose role has no end still manages the unit's people: at the unit or above it.

    The system may leave none: where a unit ends, its people's roles end with it.
    """
    if actor.user is None:
        return
    for row in leaving:
        if row.role not in MANAGERS:
            continue
        line = [pk for place in PLACES if (pk := getattr(row.unit, f"{place}_id"))]
        others = Assignment.objects.filter(
            valid_on(clock.today()),
            valid_to=None,
            unit__in=line,
            role__in=MANAGERS,
            user__is_active=True,
        )
        if not others.exclude(user=row.user_id).exists():
            raise Refused(
                _(
                    "Sau việc này %(unit)s không còn ai quản trị lâu dài. Phân công người quản trị khác trước, rồi làm lại."
                )
                % {"unit": row.unit}
            )


def check_hand_over(actor: AnyActor, assignment: Assignment) -> None:
    """Raises Refused unless the office is one that is handed over and the actor may: for posts of the commune only who
    manages its people, for the others also who leads the daily work there."""
    if not actor.may(Permission.HAND_OVER, assignment.unit):
        raise Refused(_("Anh/chị chỉ bàn giao việc trong đơn vị mình."))
    if assignment.role not in HANDED_OVER:
        raise Refused(
            _("Vai trò “%(role)s” không bàn giao ở đây: kết thúc phân công cũ và phân công người mới.")
            % {"role": assignment.get_role_display()}
        )
    _check_post(actor, assignment.role, assignment.unit)


def can_hand_over(actor: AnyActor, assignment: Assignment) -> bool:
    """Whether `check_hand_over` passes."""
    return passes(check_hand_over, actor, assignment)


def _check_post(actor: AnyActor, role: str, unit: Unit) -> None:
    if role in HANDED_OVER_POSTS and not actor.may(Permission.MANAGE_PEOPLE, unit):
        raise Refused(_("Chức vụ này do người quản trị của đơn vị bàn giao."))


def check_take_over(actor: AnyActor, assignment: Assignment, incoming: User) -> None:
    """Raises Refused for who would hand a post of the commune over to themselves."""
    if assignment.role in HANDED_OVER_POSTS and actor.user == incoming:
        raise Refused(_("Không tự bàn giao chức vụ cho chính mình; nhờ người quản trị khác."))


def check_undo_hand_over(actor: AnyActor, hand_over: HandOver) -> None:
    """Raises Refused unless the hand-over was made today and the actor may make one."""
    if not actor.may(Permission.HAND_OVER, hand_over):
        raise Refused(_("Anh/chị chỉ bàn giao việc trong đơn vị mình."))
    _check_post(actor, hand_over.role, hand_over.unit)
    if hand_over.undone_at:
        raise NotNow(_("Lần bàn giao này đã được hoàn tác."))
    if hand_over.made_on != clock.today():
        raise NotNow(_("Chỉ hoàn tác trong ngày bàn giao. Nếu cần, bàn giao lại cho người cũ."))


def can_undo_hand_over(actor: AnyActor, hand_over: HandOver) -> bool:
    """Whether `check_undo_hand_over` passes."""
    return passes(check_undo_hand_over, actor, hand_over)
