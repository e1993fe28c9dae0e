"""Columns of the list of bodies."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import TRAIT_COLUMN, TRAITS, BodyKind, trait_of
from portal.bodies.liability import LiabilityVerdict, liability
from portal.bodies.models import Body
from portal.core.columns import Column
from portal.core.formatting import NOTHING, day
from portal.core.lists import LeanTable
from portal.core.templatetags.components import status
from portal.units.columns import UnitColumn

_TONES = {
    LiabilityVerdict.LIABLE: "info",
    LiabilityVerdict.NOT_LIABLE: "neutral",
    LiabilityVerdict.UNKNOWN: "waiting",
}


class BodyTable(LeanTable):
    """By name; one that has ended says so."""

    name = Column(_("Tên"), reads=("valid_to",), order_by="sort", css="wide")
    kind = Column(_("Loại"), reads=tuple(TRAIT_COLUMN.values()))
    place = UnitColumn(_("Thuộc"), accessor="unit_id", with_commune=True)
    contact = Column(_("Đầu mối"), accessor="contact_name", reads=("contact_phone",))
    verdict = Column(_("Diện xét"), accessor="kind")

    model = Body
    caption = _("Cơ quan, tổ chức")
    leads_to = "units:bodies"

    class Meta:
        order_by = "name"

    def render_name(self, record: Any) -> str:
        """The name, and since when it no longer exists if it has ended."""
        if record.valid_to is None:
            return record.name
        return _now("%(name)s (đến trước %(day)s)") % {"name": record.name, "day": day(record.valid_to)}

    def render_kind(self, record: Any) -> str:
        """The kind, and the school level, size or kind of force."""
        label, trait = _WORDS[record.kind, ""], trait_of(record)
        return f"{label} · {_WORDS[record.kind, trait]}" if trait else str(label)

    def render_contact(self, record: Any) -> str:
        """Whom to call and the number."""
        return " · ".join(filter(None, (record.contact_name, record.contact_phone))) or NOTHING

    def render_verdict(self, record: Any) -> str:
        """Whether it is assessed yearly, where the circular names its kind."""
        verdict = liability(record.kind, trait_of(record)).verdict
        if verdict == LiabilityVerdict.NOT_NAMED:
            return NOTHING
        return status(str(verdict.label), _TONES[verdict])


_WORDS = {(kind.value, ""): kind.label for kind in BodyKind} | {
    (kind, trait.value): trait.label for kind, traits in TRAITS.items() for trait in traits
}
