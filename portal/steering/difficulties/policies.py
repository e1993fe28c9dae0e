"""Who raises a difficulty, and who takes it from one state to another. `check_…` raises Refused with the reason."""

from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.accounts.permissions import Permission
from portal.core.errors import NotNow, Refused, passes
from portal.core.transitions import Transition
from portal.steering.models import Difficulty
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.scoping import seat_id


def check_raise(actor: AnyActor, unit: Unit) -> None:
    """Raises Refused for who does not work at this very unit."""
    if not actor.works_at(Permission.RAISE_DIFFICULTIES, seat_id(unit)):
        raise Refused(_("Anh/chị chỉ nêu khó khăn của đơn vị mình."))


def check_own(actor: AnyActor, difficulty: Difficulty, transition: Transition) -> None:
    """Raises Refused for who is neither the owner's people nor whoever raised it, as the transition wants, and NotNow for passing
    up what a province owns."""
    if transition.permission == Permission.EDIT_STEERING:
        if not actor.works_at(Permission.EDIT_STEERING, seat_id(difficulty.owner)):
            raise Refused(_("Chỉ Ban Chỉ đạo của nơi đang phải trả lời làm được việc này."))
        if transition.name == "pass_up" and difficulty.owner.level == Level.PROVINCE:
            raise NotNow(_("Cấp tỉnh là cấp cao nhất ở đây: trả lời, hoặc ghi rõ đã hỏi nơi nào."))
    elif actor.user is not None and difficulty.raised_by_id != actor.user.pk:
        raise Refused(_("Chỉ người đã nêu khó khăn này làm được việc này."))


def check_transition(actor: AnyActor, difficulty: Difficulty, transition: Transition) -> None:
    """Raises Refused by `check_own`, NotNow where a difficulty in its state makes no such transition."""
    check_own(actor, difficulty, transition)
    if difficulty.state not in transition.sources:
        raise NotNow(
            _("Mục này đang ở trạng thái “%(state)s” nên không làm được việc này.")
            % {"state": difficulty.get_state_display()}
        )


def transitions_for(actor: AnyActor, difficulty: Difficulty, table: list[Transition]) -> list[Transition]:
    """Those of some transitions that an actor may make now."""
    return [one for one in table if passes(check_transition, actor, difficulty, one)]
