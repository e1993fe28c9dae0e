"""Which transitions of a tip are allowed, and who may see its text and its informant. `check_…` raises Refused with the
reason; `can_…` returns whether it would pass."""

from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.accounts.permissions import Permission
from portal.core.errors import NotNow, Refused, passes
from portal.core.transitions import Transition
from portal.units.choices import Level
from portal.units.models import Unit
from tips.choices import MUST_PASS_ON
from tips.models import Tip
from tips.states import NEXT_TRANSITION, TRANSITIONS, TipState


def check_log(actor: AnyActor, unit: Unit) -> None:
    """Raises Refused for who may not log tips for this unit."""
    if not actor.may(Permission.LOG_TIPS, unit):
        raise Refused(_("Anh/chị chỉ ghi tin báo cho địa bàn mình được phân công."))


def check_duty_number(actor: AnyActor, unit: Unit) -> None:
    """Raises Refused for anyone but an officer of this very commune."""
    if unit.level != Level.COMMUNE or not actor.works_at(Permission.HANDLE_TIPS, unit.pk):
        raise Refused(_("Chỉ cán bộ Công an xã nhập số trực ban của xã mình."))


def can_set_duty_number(actor: AnyActor, unit: Unit) -> bool:
    """Whether `check_duty_number` passes."""
    return passes(check_duty_number, actor, unit)


def check_transition(actor: AnyActor, tip: Tip, transition: Transition) -> None:
    """Raises NotNow where the tip's state allows no such transition, Refused by `check_handling_unit`."""
    if tip.state not in transition.sources:
        raise NotNow(
            _(
                "Tin đang ở trạng thái “%(state)s” nên không thể “%(transition)s”. Tải lại trang để xem việc tiếp theo."
            )
            % {"state": tip.get_state_display(), "transition": str(transition.label).lower()}
        )
    check_handling_unit(actor, tip, transition)
    if transition.name == "resolve" and tip.nature in MUST_PASS_ON:
        raise Refused(
            _(
                "“%(nature)s” phải chuyển cơ quan có thẩm quyền, xã không tự giải quyết. Nếu xác minh thấy không phải, phân loại lại."
            )
            % {"nature": tip.get_nature_display()}
        )


def check_handling_unit(actor: AnyActor, tip: Tip, transition: Transition) -> None:
    """Raises Refused unless the actor's unit handles the tip and the actor may make this transition, whatever the tip's state."""
    if not _works_on(actor, transition.permission, tip):
        raise Refused(_("Chỉ đơn vị đang giữ tin mới xử lý tin này; cấp trên xem và đôn đốc."))


def transitions_for(actor: AnyActor, tip: Tip) -> list[Transition]:
    """The transitions this person may make now, for the buttons of the page: the next sensible one (`next_transition`) first."""
    allowed = [
        transition
        for transition in TRANSITIONS.open_from(tip.state)
        if passes(check_transition, actor, tip, transition)
    ]
    return sorted(allowed, key=lambda transition: transition.name != next_transition(tip))


def next_transition(tip: Tip) -> str:
    """The name of the next sensible transition of a tip; empty once nothing more is owed.

    What the commune may not settle itself is passed on once that is known.
    """
    if tip.nature in MUST_PASS_ON and tip.state in (TipState.CLASSIFIED, TipState.IN_HAND):
        return "pass_on"
    return NEXT_TRANSITION.get(TipState(tip.state), "")


def check_redact(actor: AnyActor, tip: Tip) -> None:
    """Raises Refused unless the actor's unit handles the tip, in whatever state the tip is."""
    if not _works_on(actor, Permission.REDACT_TIPS, tip) or actor.user is None:
        raise Refused(_("Chỉ cán bộ của đơn vị giữ tin mới xóa được thông tin đã ghi trong tin."))


def can_redact(actor: AnyActor, tip: Tip) -> bool:
    """Whether `check_redact` passes."""
    return passes(check_redact, actor, tip)


def can_read_text(actor: AnyActor, tip: Tip) -> bool:
    """Whether the texts of a tip are shown: those of a tip entered by mistake only at the unit that handles it.

    `selectors.readable` is the same rule for rows.
    """
    return tip.state != TipState.VOID or _works_on(actor, Permission.HANDLE_TIPS, tip)


def check_open_informant(actor: AnyActor, tip: Tip) -> None:
    """Raises Refused for anyone but people of the handling unit who were given the tip or logged it."""
    if not _works_on(actor, Permission.OPEN_INFORMANT, tip) or actor.user is None:
        raise Refused(_("Chỉ cán bộ của đơn vị giữ tin mới xem được thông tin người báo tin."))
    if actor.user.pk not in (tip.handler_id, tip.logged_by_id):
        raise Refused(
            _(
                "Chỉ người được giao tin hoặc người ghi tin xem được thông tin người báo. Nhận xử lý tin trước."
            )
        )


def can_open_informant(actor: AnyActor, tip: Tip) -> bool:
    """Whether `check_open_informant` passes."""
    return passes(check_open_informant, actor, tip)


def handling_unit_id(tip: Tip) -> int:
    """The unit whose officers handle a tip: its commune today, or the unit above for a complaint."""
    return tip.commune_id or tip.district_id or tip.province_id


def handling_place_ids(tip: Tip) -> list[int]:
    """Where the people work who handle a tip: at the unit that handles it, or as area officers at its hamlet."""
    return [pk for pk in (handling_unit_id(tip), tip.hamlet_id) if pk]


def _works_on(actor: AnyActor, permission: str, tip: Tip) -> bool:
    return any(actor.works_at(permission, pk) for pk in handling_place_ids(tip))
