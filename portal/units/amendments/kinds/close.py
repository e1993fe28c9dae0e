"""Closing of a unit without a successor; its rows go to the unit above."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.units.amendments import checks
from portal.units.amendments.journal import Journal
from portal.units.amendments.kinds.base import AmendmentPlan
from portal.units.amendments.wording import Call, UnitNames, with_parent
from portal.units.choices import AmendmentKind
from portal.units.models import Unit
from portal.units.selectors import children_on


@dataclass(frozen=True)
class CloseUnit(AmendmentPlan):
    kind = AmendmentKind.CLOSE
    audit_label = gettext_lazy("Giải thể đơn vị")
    unit: Unit

    def changed(self) -> list[Unit]:
        return [self.unit]

    def moving(self) -> list[Unit]:
        return [self.unit]

    def check(self, on: date) -> None:
        checks.stands(self.unit, on)
        if self.unit.parent is None:
            raise ValidationError(_("Tỉnh, thành phố không giải thể bằng cách này."))
        inside = children_on(self.unit, on).count()
        if inside:
            raise ValidationError(
                _("Trong %(unit)s còn %(n)d đơn vị. Chuyển hoặc giải thể các đơn vị đó trước.")
                % {"unit": self.unit.full_name, "n": inside}
            )

    def do(self, journal: Journal) -> None:
        above = self.unit.above
        journal.end(self.unit)
        journal.attach(self.unit, above)
        journal.go_over(self.unit, None)

    def title(self, call: Call) -> str:
        return _("Giải thể %(unit)s") % {"unit": with_parent(self.unit, call)}

    def before(self, names: UnitNames) -> list[str]:
        return [names.line(self.unit)]

    def after(self, names: UnitNames) -> list[str]:
        kept = _("Không còn đơn vị này. Những gì đã ghi ở đây do %(above)s giữ.")
        return [kept % {"above": self.unit.above.full_name}]
