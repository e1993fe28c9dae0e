"""Change of a unit's kind: a xã becomes a phường, a thôn a tổ dân phố."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.units.amendments import checks
from portal.units.amendments.journal import Journal
from portal.units.amendments.kinds.base import AmendmentPlan
from portal.units.amendments.wording import Call, UnitNames, with_parent
from portal.units.choices import AmendmentKind, UnitKind
from portal.units.models import Unit
from portal.units.naming import full_name


@dataclass(frozen=True)
class ChangeUnitKind(AmendmentPlan):
    kind = AmendmentKind.CHANGE_KIND
    audit_label = gettext_lazy("Đổi loại đơn vị")
    unit: Unit
    to: str

    def changed(self) -> list[Unit]:
        return [self.unit]

    def check(self, on: date) -> None:
        checks.stands(self.unit, on)
        checks.kind_fits(self.unit.level, self.to)
        if self.to == self.unit.kind:
            raise ValidationError({"to": _("Đơn vị đã là loại này.")})
        checks.name_is_free(self.unit.name, self.to, self.unit.parent, {self.unit.pk}, on)

    def do(self, journal: Journal) -> None:
        journal.rename(self.unit, kind=self.to)

    def title(self, call: Call) -> str:
        words = {"unit": with_parent(self.unit, call), "kind": UnitKind(self.to).label}
        return _("Đổi %(unit)s thành %(kind)s") % words

    def before(self, names: UnitNames) -> list[str]:
        return [names.line(self.unit)]

    def after(self, names: UnitNames) -> list[str]:
        return [full_name(self.to, names.of(self.unit).name)]
