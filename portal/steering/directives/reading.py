"""What the form of a new paper offers after reading the paper's first page."""

from portal.core.files.paper import PaperProposals
from portal.core.models import StoredFile
from portal.steering.choices import DirectiveKind, DirectiveWay
from portal.units.models import Unit
from portal.units.scoping import PLACES

#: By the abbreviations of portal.core.files.paper_words.TYPES.
_KINDS = {
    "KH": DirectiveKind.PLAN,
    "QĐ": DirectiveKind.DECISION,
    "HD": DirectiveKind.GUIDELINE,
    "CV": DirectiveKind.LETTER,
    "TB": DirectiveKind.ANNOUNCEMENT,
    "CT": DirectiveKind.INSTRUCTION,
    "NQ": DirectiveKind.RESOLUTION,
    "BC": DirectiveKind.OTHER,
}
#: Names that keep their capitals inside the name of a body, wherever it is.
_PROPER_NAMES = ("Việt Nam", "Mặt trận Tổ quốc", "Công an", "Đảng ủy", "Ban Chỉ đạo")


def offered_by(held: StoredFile, found: PaperProposals, unit: Unit) -> dict[str, object]:
    """Initial values of the form by field, the held file among them; what was not found is left out.

    A paper of a body that bears the unit's own name is taken as issued by it, one of any other body as received.
    """
    offered: dict[str, object] = {
        "held": held.public_id,
        "code": found.written,
        "issued_on": found.day,
        "issuer": issuer_of(found, unit),
        "title": found.title,
        "kind": _KINDS.get(found.type or ""),
    }
    if found.body:
        offered["way"] = DirectiveWay.ISSUED if _is_of(unit, found) else DirectiveWay.RECEIVED
    return {name: value for name, value in offered.items() if value}


def issuer_of(found: PaperProposals, unit: Unit) -> str:
    """The issuing body in sentence case: "CÔNG AN TỈNH TÂY NINH" as "Công an tỉnh Tây Ninh".

    The names of the unit and of those above keep their capitals; another place's name is written as any word is, and
    the person who confirms it corrects it.
    """
    if not found.body:
        return ""
    name = found.body.capitalize()
    places = [getattr(unit, place) for place in PLACES]
    for proper in (*_PROPER_NAMES, *(place.name for place in places if place)):
        name = _written_as(name, proper)
    return name


def _written_as(text: str, proper: str) -> str:
    at = text.lower().find(proper.lower())
    return (
        text
        if at < 0
        else text[:at] + (proper if at else proper[:1].upper() + proper[1:]) + text[at + len(proper) :]
    )


def _is_of(unit: Unit, found: PaperProposals) -> bool:
    return unit.name.lower() in f"{found.body_above or ''} {found.body}".lower()
