"""The letterhead of an issuer of a unit: the one that is kept, or one proposed from the unit's name and units above."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from portal.core import clock
from portal.steering.choices import Issuer, SettingKey
from portal.steering.models import Letterhead
from portal.steering.unit_settings.selectors import setting_on
from portal.units.choices import CommandChain, Level, UnitKind
from portal.units.models import Unit
from portal.units.selectors import parent_on


def letterhead_of(
    unit: Unit, issuer: str = Issuer.COMMITTEE, *, command_chain: str = CommandChain.ADMINISTRATION
) -> Letterhead:
    """The letterhead kept for an issuer of a unit, or an unsaved proposal to correct.

    `command_chain`: along which a paper goes up, where a proposal names to whom.
    """
    kept = Letterhead.objects.unscoped("the head of a paper already chosen by scope")
    return kept.filter(unit=unit, issuer=issuer).first() or _proposed(unit, issuer, command_chain)


def last_day(unit: Unit) -> date:
    """Today; of a unit that has ended, its last day: whoever finishes its papers writes to whom it wrote."""
    today = clock.today()
    return min(today, unit.valid_to - timedelta(days=1)) if unit.valid_to else today


def _proposed(unit: Unit, issuer: str, command_chain: str) -> Letterhead:
    above = parent_on(unit, last_day(unit), command_chain)
    proposal = Letterhead(
        issuer=issuer,
        place=unit.name,
        signer="",
        **_OF_ISSUER[Issuer(issuer)](unit, above),
    )
    proposal.place_in(unit)
    return proposal


def _of_committee(unit: Unit, above: Unit | None) -> dict[str, str]:
    named = setting_on(unit, SettingKey.COMMITTEE, last_day(unit))
    committee = _("Ban Chỉ đạo phòng, chống tội phạm")
    hamlet = unit.level in (Level.HAMLET, Level.SELF_MANAGED_TEAM)
    return {
        "parent_body": above.title if hamlet and above else f"Ủy ban nhân dân {unit.full_name}",
        "body": unit.title if hamlet else named or str(committee),
        "symbol": "BC" if hamlet else "BC-BCĐ",
        "recipients": f"{committee} {above.full_name}" if above else str(_("Bộ Công an")),
        "authority": _head_of(unit) if hamlet else "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN",
        "copies": str(_("Như trên;\nLưu: VT.")),
    }


def _of_peoples_committee(unit: Unit, above: Unit | None) -> dict[str, str]:
    # A people's committee names no body above itself (Nghị định 30/2020/NĐ-CP).
    return {
        "parent_body": "",
        "body": f"Ủy ban nhân dân {unit.full_name}",
        "symbol": "KH-UBND",
        "recipients": f"Ủy ban nhân dân {above.full_name}" if above else "",
        "authority": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
        "copies": str(_("Thành viên Ban Chỉ đạo;\nCác thôn, ấp, đơn vị;\nLưu: VT.")),
    }


def _of_party(unit: Unit, above: Unit | None) -> dict[str, str]:
    return {
        "parent_body": f"Đảng bộ {above.full_name}" if above else "",
        "body": f"Đảng ủy {unit.full_name}",
        "symbol": "KH/ĐU",
        "recipients": str(_("Ban Thường vụ cấp ủy cấp trên")),
        "authority": "T/M BAN THƯỜNG VỤ\nBÍ THƯ",
        "copies": str(_("Các chi bộ,\nLưu Văn phòng Đảng ủy.")),
    }


_OF_ISSUER = {
    Issuer.COMMITTEE: _of_committee,
    Issuer.PEOPLES_COMMITTEE: _of_peoples_committee,
    Issuer.PARTY: _of_party,
}


def _head_of(unit: Unit) -> str:
    if unit.kind == UnitKind.TO_DAN_PHO:
        return "TỔ TRƯỞNG TỔ DÂN PHỐ"
    return f"TRƯỞNG {unit.get_kind_display().upper()}" if unit.level == Level.HAMLET else "TỔ TRƯỞNG"
