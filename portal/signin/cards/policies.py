"""Who may manage a card, and which card signs in. `check_…` raises Refused with the reason."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor, AnyActor
from portal.accounts.models import Assignment, User
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.errors import Refused
from portal.signin import policies, selectors
from portal.signin.cards.limits import MAX_WRONG_PINS, NEW_DEVICE
from portal.signin.models import Card
from portal.units.models import not_ended_by


def check_manage_cards(by: AnyActor, person: User) -> None:
    """Raises Refused unless the person works by phone alone and within the area of `by`: a card opens all its holder may do."""
    rows = list(_lasting(person))
    if not rows or policies.has_office_role(rows):
        raise Refused(
            _("Thẻ chỉ dành cho trưởng thôn, ấp và người giữ nhóm; người có vai trò khác vào bằng mật khẩu.")
        )
    if not all(by.may(Permission.MANAGE_CARDS, row.unit) for row in rows):
        raise Refused(
            _(
                "Người này còn việc ở đơn vị ngoài địa bàn của anh/chị. Nhờ quản trị cấp trên cấp hoặc thu thẻ."
            )
        )


def check_revoke(by: AnyActor, person: User) -> None:
    """Raises Refused unless the person is within the area of `by`; ending a card gives nobody any access."""
    if not any(by.may(Permission.MANAGE_CARDS, row.unit) for row in _lasting(person)):
        raise Refused(_("Chỉ cán bộ Công an xã và quản trị của đơn vị thu hồi được thẻ này."))


def check_card_usable(card: Card, holder: Actor) -> None:
    """Raises Refused for a card that ended or is locked, a closed account, or a holder who does not work by phone alone."""
    if card.ended_at:
        raise Refused(_("Thẻ này không còn dùng được. Nhờ cán bộ Công an xã cấp thẻ mới."))
    if card.locked_at:
        raise Refused(
            _("Thẻ đang khóa vì nhập sai mã PIN %(count)d lần. Gọi cán bộ Công an xã để mở khóa.")
            % {"count": MAX_WRONG_PINS}
        )
    policies.check_account_open(card.user, selectors.state_of(card.user))
    if not holder.assignments or policies.has_office_role(holder.assignments):
        raise Refused(_("Thẻ này hiện không dùng để vào được. Gọi cán bộ Công an xã để được giúp."))


def allows_new_device(card: Card, now: datetime) -> bool:
    """Whether a phone that is not bound may be bound now: of a new card, or by the officer's tap."""
    return card.allowed_until is not None and now < card.allowed_until


def is_asking(card: Card, now: datetime) -> bool:
    """Whether a new phone asked lately; unanswered for a day, the question is dropped."""
    return card.asked_at is not None and now < card.asked_at + NEW_DEVICE


def still_bound(card: Card, now: datetime) -> bool:
    """Whether the 90 days of the bound phone still run."""
    return card.bound_until is not None and now < card.bound_until


def _lasting(person: User) -> QuerySet[Assignment]:
    """What the person does today or will: a role that begins tomorrow is one already."""
    return Assignment.objects.filter(not_ended_by(clock.today()), user=person).select_related("unit")
