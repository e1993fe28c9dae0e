"""Creation of a unit under a parent."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.units.amendments import checks
from portal.units.amendments.journal import Journal
from portal.units.amendments.kinds.base import AmendmentPlan, begin_new, check_new
from portal.units.amendments.serialization import NewUnit
from portal.units.amendments.wording import Call, UnitNames, name_with_code
from portal.units.choices import AmendmentKind
from portal.units.models import Unit


@dataclass(frozen=True)
class CreateUnit(AmendmentPlan):
    kind = AmendmentKind.CREATE
    audit_label = gettext_lazy("Thành lập đơn vị")
    level: str
    parent: Unit
    new: NewUnit

    def places(self) -> list[Unit]:
        return [self.parent]

    def check(self, on: date) -> None:
        checks.fits_under(self.level, self.parent, on)
        check_new(self.new, self.level, self.parent, set(), on)

    def do(self, journal: Journal) -> None:
        begin_new(journal, self.new, self.level, self.parent)

    def title(self, call: Call) -> str:
        return _("Thành lập %(unit)s") % {"unit": call(self.new)}

    def before(self, names: UnitNames) -> list[str]:
        return [_("Chưa có đơn vị này.")]

    def after(self, names: UnitNames) -> list[str]:
        return [name_with_code(names.under(self.new, self.parent), self.new.code)]
