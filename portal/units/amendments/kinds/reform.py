"""The reform of 1 July 2025 as an amendment: a province of today takes over what belonged to its
predecessors."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.units.amendments.kinds.base import AmendmentPlan
from portal.units.amendments.reform_steps import older_communes_of, steps, steps_left
from portal.units.amendments.wording import Call, UnitNames
from portal.units.choices import AmendmentKind, Level
from portal.units.models import Unit
from portal.units.national.tables import REFORM


@dataclass(frozen=True)
class ReformProvince(AmendmentPlan):
    """Carried out some units at a time (portal.units.amendments.reform), so it has no `do`."""

    kind = AmendmentKind.REFORM
    audit_label = gettext_lazy("Sắp xếp đơn vị 01/7/2025")
    province: Unit
    #: Where a commune was shared out: {hamlet, or the old commune for its own rows and people: new commune}.
    choices: dict[Unit, Unit] = field(default_factory=dict)

    def places(self) -> list[Unit]:
        return [self.province]

    def moving(self) -> list[Unit]:
        """The older provinces, which hold everything that is still to move."""
        return [step.unit for step in steps_left(self.province) if step.unit.level == Level.PROVINCE]

    def check(self, on: date) -> None:
        if self.province.level != Level.PROVINCE or self.province.valid_from != REFORM or on != REFORM:
            raise ValidationError(_("Chọn một tỉnh, thành phố có từ 01/7/2025."))
        allowed = {step.unit: set(step.successors) for step in steps(self.province)}
        lay_in = older_communes_of(self.choices)
        for unit, to in self.choices.items():
            if to not in allowed.get(lay_in.get(unit, unit), ()):
                raise ValidationError(
                    _("%(unit)s không được chuyển về %(to)s theo nghị quyết sắp xếp.")
                    % {"unit": unit.title, "to": to.full_name}
                )

    def title(self, call: Call) -> str:
        return _("Sắp xếp 01/7/2025: %(unit)s") % {"unit": call(self.province)}

    def before(self, names: UnitNames) -> list[str]:
        return [_("Ba cấp: tỉnh, huyện, xã")]

    def after(self, names: UnitNames) -> list[str]:
        return [_("Hai cấp: tỉnh, xã")]
