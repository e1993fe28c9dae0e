"""Who may amend units (people with that permission at a unit above), and whether an amendment may still be undone."""

from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.errors import NotNow, Refused
from portal.core.formatting import day as day_words
from portal.units.amendments.kinds import AmendmentPlan, read
from portal.units.choices import AmendmentState
from portal.units.models import Amendment, Unit
from portal.units.scoping import UnitActor

CHANGE_UNITS = "units.change"


def check_amendment(actor: UnitActor, plan: AmendmentPlan) -> None:
    """Raises Refused unless the actor may do this over every unit that changes and every place where one comes to be."""
    for unit in plan.changed():
        if not may_change(actor, unit):
            raise Refused(
                _("%(unit)s không thuộc quyền thay đổi của anh/chị: việc này do đơn vị cấp trên làm.")
                % {"unit": unit.title}
            )
    for unit in plan.places():
        if not actor.may(CHANGE_UNITS, unit):
            raise Refused(_("%(unit)s nằm ngoài địa bàn anh/chị được phân công.") % {"unit": unit.title})


def may_change(actor: UnitActor, unit: Unit) -> bool:
    """Whether a unit is below one where the actor may change units. Nobody renames or closes the own unit."""
    return (actor.may(CHANGE_UNITS, unit) and not actor.works_at(CHANGE_UNITS, unit.pk)) or actor.user is None


def check_undo(amendment: Amendment) -> None:
    """Raises NotNow with the reason when an amendment can no longer be taken back.

    One that was carried out can be until the end of its day, or of the day it was carried out, whichever is later, and
    while no later amendment changed the same units. One that waits for its day or was stopped always can.
    """
    if amendment.state == AmendmentState.UNDONE:
        raise NotNow(_("Việc này đã được hoàn tác."))
    if amendment.state != AmendmentState.IN_FORCE:
        return
    last_day = max(amendment.on, amendment.done_on or amendment.on)
    if clock.today() > last_day:
        raise NotNow(
            _("Đã quá ngày %(day)s nên không hoàn tác được nữa. Nếu sai, lập một thay đổi mới để sửa lại.")
            % {"day": day_words(last_day)}
        )
    later = (
        Amendment.objects.filter(
            state=AmendmentState.IN_FORCE, affected_units__in=_touched(amendment), nth__gt=amendment.nth
        )
        .order_by("nth")
        .last()
    )
    if later:
        raise NotNow(
            _("Sau việc này đã có “%(later)s” trên cùng đơn vị. Hoàn tác việc đó trước.") % {"later": later}
        )


def _touched(amendment: Amendment) -> set[int]:
    """The units an amendment changed or moved, and their parents afterwards, at their own level or below the province."""
    entries = amendment.journal.get("entries", [])
    moved = {pk for entry in entries if entry["step"] in ("moved", "reparented") for pk in entry["units"]}
    named = {entry["unit"] for entry in entries if isinstance(entry.get("unit"), int)}
    principal = read(amendment.kind, amendment.details)
    return moved | named | {unit.pk for unit in principal.changed()}
