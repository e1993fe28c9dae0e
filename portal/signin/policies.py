"""Who may sign in and by what, and whose sign-in an administrator may repair."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.accounts.models import Assignment, Elevation, User
from portal.accounts.permissions import RIGHTS, Role
from portal.accounts.policies import check_account
from portal.core.errors import Refused
from portal.signin.models import AccountState


def has_office_role(assignments: Iterable[Assignment | Elevation]) -> bool:
    """Whether some role of these is not for the phone alone: then a password or a card does not do."""
    return any(not RIGHTS[Role(row.role)].phone_only for row in assignments)


def check_account_open(user: User, state: AccountState | None) -> None:
    """Raises Refused for a closed account, with the reason for whoever has its password."""
    if user.is_active:
        return
    if state and state.unused_since:
        raise Refused(
            _(
                "Tài khoản đã ngừng vì %(days)d ngày không ai dùng. Báo người quản trị của đơn vị mở lại, chỉ mất một lần bấm."
            )
            % {"days": settings.UNUSED_DAYS}
        )
    raise Refused(_("Tài khoản này đã ngừng dùng. Liên hệ người quản trị của đơn vị."))


def check_manage_signin(by: AnyActor, person: User) -> None:
    """Raises Refused unless `by` may change the person's account, since who gives a password could sign in as them; always for oneself."""
    check_account(by, person)
    if by.user and by.user.pk == person.pk:
        raise Refused(_("Việc này không tự làm cho chính mình; nhờ người quản trị khác."))
