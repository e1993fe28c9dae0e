"""New name or official code of a unit from a day on."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.plain_text import plain_line
from portal.units.amendments import checks
from portal.units.amendments.journal import Journal
from portal.units.amendments.kinds.base import AmendmentPlan
from portal.units.amendments.wording import Call, UnitNames, name_with_code, with_parent
from portal.units.choices import AmendmentKind
from portal.units.models import Unit
from portal.units.naming import full_name


@dataclass(frozen=True)
class RenameUnit(AmendmentPlan):
    kind = AmendmentKind.RENAME
    audit_label = gettext_lazy("Đổi tên đơn vị")
    unit: Unit
    name: str
    code: str = ""

    def changed(self) -> list[Unit]:
        return [self.unit]

    def check(self, on: date) -> None:
        checks.stands(self.unit, on)
        if (plain_line(self.name), self.code) == (self.unit.name, self.unit.code):
            raise ValidationError({"name": _("Tên mới trùng tên đang dùng.")})
        checks.name_is_free(self.name, self.unit.kind, self.unit.parent, {self.unit.pk}, on)
        checks.code_is_free(self.code, self.unit.level, {self.unit.pk})

    def do(self, journal: Journal) -> None:
        journal.rename(self.unit, name=plain_line(self.name), code=self.code)

    def title(self, call: Call) -> str:
        words = {"unit": with_parent(self.unit, call), "name": full_name(self.unit.kind, self.name)}
        return _("Đổi tên %(unit)s thành %(name)s") % words

    def before(self, names: UnitNames) -> list[str]:
        unit = names.of(self.unit)
        return [name_with_code(unit.full_name, unit.code)]

    def after(self, names: UnitNames) -> list[str]:
        return [name_with_code(full_name(names.of(self.unit).kind, " ".join(self.name.split())), self.code)]
