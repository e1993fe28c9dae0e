"""The letterhead of a unit: its own, or one proposed from the unit's name and units above."""

from datetime import date

from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.periods import PeriodKind
from portal.units.choices import CommandChain, Level, UnitKind
from portal.units.models import Unit
from portal.units.selectors import parent_on
from reports.models import Letterhead
from reports.rules import rules_for


def letterhead_of(unit: Unit) -> Letterhead:
    """The letterhead kept for a unit, or an unsaved proposal to correct."""
    kept = (
        Letterhead.objects.unscoped("the head of a report already chosen by scope").filter(unit=unit).first()
    )
    return kept or _proposed(unit)


def _proposed(unit: Unit) -> Letterhead:
    above = parent_on(unit, _last_day(unit), _command_chain(unit))
    committee = _("Ban Chỉ đạo phòng, chống tội phạm")
    hamlet = unit.level in (Level.HAMLET, Level.SELF_MANAGED_TEAM)
    proposal = Letterhead(
        parent_body=above.title if hamlet and above else f"Ủy ban nhân dân {unit.full_name}",
        body=unit.title if hamlet else str(committee),
        symbol="BC" if hamlet else "BC-BCĐ",
        place=unit.name,
        programme=_("Zalo kết nối bình yên"),
        recipients=f"{committee} {above.full_name}" if above else str(_("Bộ Công an")),
        authority=_head_of(unit) if hamlet else "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN",
        signer="",
        copies=str(_("Như trên;\nLưu: VT.")),
    )
    proposal.place_in(unit)
    return proposal


def _last_day(unit: Unit) -> date:
    """Today; of a unit that has ended, its last day: whoever finishes its papers writes to whom it wrote."""
    return unit.nearest_day(clock.today())


def _command_chain(unit: Unit) -> str:
    rule = rules_for(unit, _last_day(unit)).get(PeriodKind.MONTH)
    return rule.command_chain if rule else CommandChain.ADMINISTRATION


def _head_of(unit: Unit) -> str:
    if unit.kind == UnitKind.TO_DAN_PHO:
        return "TỔ TRƯỞNG TỔ DÂN PHỐ"
    return f"TRƯỞNG {unit.get_kind_display().upper()}" if unit.level == Level.HAMLET else "TỔ TRƯỞNG"
