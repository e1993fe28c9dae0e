"""The head of a unit's paper: its own, or one proposed from the unit's name and line."""

from django.utils.translation import gettext as _

from portal.hierarchy.choices import Level
from portal.hierarchy.models import Unit
from reports.models import Letterhead


def letterhead_of(unit: Unit) -> Letterhead:
    """The letterhead kept for a unit, or an unsaved proposal to correct."""
    kept = (
        Letterhead.objects.unscoped("the head of a report already chosen by scope").filter(unit=unit).first()
    )
    return kept or _proposed(unit)


def _proposed(unit: Unit) -> Letterhead:
    above = unit.parent
    committee = _("Ban Chỉ đạo phòng, chống tội phạm")
    hamlet = unit.level in (Level.HAMLET, Level.RESIDENTS_GROUP)
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


def _head_of(unit: Unit) -> str:
    return f"TRƯỞNG {unit.get_kind_display().upper()}" if unit.level == Level.HAMLET else "TỔ TRƯỞNG"
