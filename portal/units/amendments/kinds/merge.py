"""Merger of units of one level into one of them or into a new one, with all their inner units and rows."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.ordering import sort_key
from portal.core.plain_text import same_key
from portal.units.amendments import checks
from portal.units.amendments.journal import Journal
from portal.units.amendments.kinds.base import AmendmentPlan, begin_new, check_new
from portal.units.amendments.serialization import NewUnit
from portal.units.amendments.sharing import absorb
from portal.units.amendments.wording import Call, UnitNames, listed, name_with_code
from portal.units.choices import AmendmentKind, Level
from portal.units.models import Unit
from portal.units.selectors import children_on


@dataclass(frozen=True)
class MergeUnits(AmendmentPlan):
    kind = AmendmentKind.MERGE
    audit_label = gettext_lazy("Sáp nhập đơn vị")
    units: tuple[Unit, ...]
    into: Unit | NewUnit
    parent: Unit | None = None

    def changed(self) -> list[Unit]:
        if isinstance(self.into, Unit) and self.into not in self.units:
            return [*self.units, self.into]
        return [*self.units]

    def places(self) -> list[Unit]:
        return [self.parent] if isinstance(self.into, NewUnit) and self.parent else []

    def moving(self) -> list[Unit]:
        return self.ending()

    def opened(self) -> list[Unit]:
        return self.changed()

    def ending(self) -> list[Unit]:
        """The units that end."""
        return [unit for unit in self.units if unit != self.into]

    def check(self, on: date) -> None:
        together = set(self.changed())
        if len(together) < 2:
            raise ValidationError({"units": _("Chọn ít nhất hai đơn vị để sáp nhập.")})
        levels = {unit.level for unit in together}
        if len(levels) > 1:
            raise ValidationError({"units": _("Chỉ sáp nhập các đơn vị cùng cấp.")})
        for unit in together:
            checks.stands(unit, on)
        if isinstance(self.into, NewUnit):
            level, ending = levels.pop(), {unit.pk for unit in self.units}
            if level != Level.PROVINCE:
                checks.fits_under(level, self.parent, on)
            check_new(self.into, level, self.parent, ending, on)

    def do(self, journal: Journal) -> None:
        into = self.into
        # They end first, so that what begins may bear the name of one of them.
        for unit in self.ending():
            journal.end(unit)
        if isinstance(into, NewUnit):
            into = begin_new(journal, into, self.units[0].level, self.parent)
        for unit in self.ending():
            absorb(journal, unit, into)

    def same_names(self, on: date) -> list[str]:
        """Such names are allowed; somebody may rename one of the units afterwards."""
        seen: dict[str, str] = {}
        twice = []
        for unit in self.changed():
            for child in children_on(unit, on):
                key = same_key(child.full_name)
                if key in seen:
                    twice.append(child.full_name)
                seen[key] = child.full_name
        return sorted(set(twice), key=sort_key)

    def title(self, call: Call) -> str:
        goes_on = isinstance(self.into, Unit)
        words = _("Sáp nhập %(units)s vào %(into)s") if goes_on else _("Sáp nhập %(units)s thành %(into)s")
        return words % {"units": listed(self.ending(), call), "into": call(self.into)}

    def before(self, names: UnitNames) -> list[str]:
        return [names.line(unit) for unit in self.changed()]

    def after(self, names: UnitNames) -> list[str]:
        if isinstance(self.into, Unit):
            return [names.line(self.into)]
        into = names.under(self.into, self.parent) if self.parent else names.call(self.into)
        return [name_with_code(into, self.into.code)]
