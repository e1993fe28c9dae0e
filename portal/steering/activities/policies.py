"""Who takes what an inspection found from one state to another. `check_…` raises Refused with the reason."""

from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.core.errors import NotNow, Refused, passes
from portal.core.transitions import Transition
from portal.steering.activities.states import BY_OWNER, FINDING_TRANSITIONS
from portal.steering.choices import ActivityKind
from portal.steering.models import Activity, Finding
from portal.steering.owed.owners import owns
from portal.steering.policies import can_edit, check_edit


def check_add(actor: AnyActor, inspection: Activity) -> None:
    """Raises Refused for who does not keep the book of this inspection, NotNow for one taken out, or what is no inspection."""
    check_edit(actor, inspection)
    if inspection.kind != ActivityKind.INSPECTION:
        raise NotNow(_("Chỉ cuộc kiểm tra mới có nội dung cần khắc phục."))
    _check_in_the_book(inspection)


def can_add(actor: AnyActor, inspection: Activity) -> bool:
    """Whether `check_add` passes."""
    return passes(check_add, actor, inspection)


def check_own(actor: AnyActor, finding: Finding, transition: Transition) -> None:
    """Raises Refused for who neither asked for it nor, where they may, is to mend it or speaks for who is."""
    owner = transition.name in BY_OWNER and (
        owns(actor, finding) or actor.works_at(transition.permission, finding.keeper_id)
    )
    if not (owner or can_edit(actor, finding)):
        raise Refused(_("Chỉ đơn vị đã kiểm tra, hoặc đơn vị phải khắc phục khi đã làm xong, ghi việc này."))


def check_transition(actor: AnyActor, finding: Finding, transition: Transition) -> None:
    """Raises Refused by `check_own`, NotNow where a finding in its state makes no such transition."""
    check_own(actor, finding, transition)
    _check_in_the_book(finding.inspection)
    if finding.state not in transition.sources:
        raise NotNow(
            _("Mục này đang ở trạng thái “%(state)s” nên không làm được việc này.")
            % {"state": finding.get_state_display()}
        )


def transitions_for(actor: AnyActor, finding: Finding) -> list[Transition]:
    """The transitions that an actor may make now, the likeliest first."""
    return [one for one in FINDING_TRANSITIONS if passes(check_transition, actor, finding, one)]


def _check_in_the_book(inspection: Activity) -> None:
    if inspection.withdrawn_at:
        raise NotNow(_("Cuộc kiểm tra này đã gỡ khỏi sổ. Khôi phục trước rồi mới ghi tiếp."))
