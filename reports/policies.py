"""When a report may be begun, edited and issued, and by whom. `check_…` raises Refused with the reason."""

from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.errors import NotNow, Refused, passes
from portal.core.formatting import day as day_words
from portal.core.periods import Days
from portal.units.models import Unit
from portal.units.scoping import seat_id
from reports.models import Report
from reports.states import TRANSITIONS


def check_begin(actor: AnyActor, unit: Unit, days: Days) -> None:
    """Raises Refused for another unit's report, NotNow for a period that has not begun."""
    if not actor.works_at(Permission.EDIT_REPORTS, seat_id(unit)):
        raise Refused(_("Anh/chị chỉ lập báo cáo của đơn vị mình."))
    if days.start > clock.today():
        raise NotNow(_("Kỳ này chưa bắt đầu nên chưa lập được báo cáo."))


def check_transition(actor: AnyActor, report: Report, name: str) -> None:
    """Raises NotNow where a report in its state makes no transition of this name, Refused by `check_own`."""
    transition = TRANSITIONS[name]
    if report.state not in transition.sources:
        raise NotNow(
            _(
                "Báo cáo đã ban hành ngày %(day)s và đã khóa: không sửa được nữa. Nếu có sai sót, báo cấp trên và ghi vào báo cáo kỳ sau."
            )
            % {"day": day_words(report.issued_on)}
        )
    check_own(actor, report, name)


def check_own(actor: AnyActor, report: Report, name: str) -> None:
    """Raises Refused unless the report is of the actor's own unit and the actor may do this, whatever the report's state."""
    if not actor.works_at(TRANSITIONS[name].permission, seat_id(report.unit)):
        raise Refused(_("Chỉ người của đơn vị lập báo cáo mới làm được việc này."))


def can(actor: AnyActor, report: Report, name: str) -> bool:
    """Whether `check_transition` passes."""
    return passes(check_transition, actor, report, name)
