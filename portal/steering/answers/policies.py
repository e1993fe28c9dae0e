"""Who asks for answers to a paper, and who takes a request from one state to another. `check_…` raises Refused with the reason."""

from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.errors import NotNow, Refused, passes
from portal.core.transitions import Transition
from portal.steering.answers.states import ANSWER_TRANSITIONS
from portal.steering.models import AnswerRequest, Directive
from portal.steering.owed.owners import owns
from portal.steering.policies import can_edit_directives, check_edit_directives
from portal.units.models import is_past


def check_ask(actor: AnyActor, directive: Directive) -> None:
    """Raises Refused for who does not keep the register of this paper, NotNow for a paper no longer in force."""
    check_edit_directives(actor, directive)
    if is_past(directive.ended_on, clock.today()):
        raise NotNow(_("Văn bản đã hết hiệu lực nên không yêu cầu trả lời nữa. Khôi phục hiệu lực trước."))


def can_ask(actor: AnyActor, directive: Directive) -> bool:
    """Whether `check_ask` passes."""
    return passes(check_ask, actor, directive)


def check_own(actor: AnyActor, request: AnswerRequest, transition: Transition) -> None:
    """Raises Refused for who neither keeps the register of the paper nor, for an answer, is asked to give it.

    Whoever keeps the register also writes down an answer that came by another way.
    """
    asked = transition.permission == Permission.REPORT_TASKS and owns(actor, request)
    if not (asked or can_edit_directives(actor, request)):
        raise Refused(_("Chỉ nơi được yêu cầu trả lời, hoặc đơn vị giữ văn bản này, làm được việc này."))


def check_transition(actor: AnyActor, request: AnswerRequest, transition: Transition) -> None:
    """Raises Refused by `check_own`, NotNow where a request in its state makes no such transition, or not on this day."""
    check_own(actor, request, transition)
    if request.state not in transition.sources:
        raise NotNow(
            _("Mục này đang ở trạng thái “%(state)s” nên không làm được việc này.")
            % {"state": request.get_state_display()}
        )
    if transition.name == "take_back" and request.answered_on != clock.today():
        raise NotNow(_("Chỉ rút được trong ngày trả lời. Từ hôm sau thì bấm “Sửa trả lời”."))


def transitions_for(actor: AnyActor, request: AnswerRequest) -> list[Transition]:
    """The transitions that an actor may make now, the likeliest first."""
    return [one for one in ANSWER_TRANSITIONS if passes(check_transition, actor, request, one)]
