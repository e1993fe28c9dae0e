"""Move of a unit to another parent, with everything in it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.units.amendments import checks
from portal.units.amendments.journal import Journal
from portal.units.amendments.kinds.base import AmendmentPlan
from portal.units.amendments.wording import Call, UnitNames
from portal.units.choices import AmendmentKind, Level
from portal.units.models import Unit


@dataclass(frozen=True)
class MoveUnit(AmendmentPlan):
    """Also decides what a split left undecided: a hamlet moves to its commune, and the rows still filed at an ended unit
    move to one of its successors."""

    kind = AmendmentKind.MOVE
    audit_label = gettext_lazy("Chuyển đơn vị")
    unit: Unit
    to: Unit

    def changed(self) -> list[Unit]:
        return [self.unit]

    def places(self) -> list[Unit]:
        return [self.to]

    def moving(self) -> list[Unit]:
        return [self.unit]

    def check(self, on: date) -> None:
        if self.unit.valid_to is None:
            checks.stands(self.unit, on)
            checks.fits_under(self.unit.level, self.to, on)
            self._check_name(on)
        else:
            self._check_ended(on)
        if self.to.pk == self.unit.parent_id:
            raise ValidationError({"to": _("Đơn vị đang thuộc nơi này rồi.")})
        if not self.to.has_begun_by(on):
            raise ValidationError({"to": _("Nơi đến chưa có vào ngày này.")})

    def _check_name(self, on: date) -> None:
        try:
            checks.name_is_free(self.unit.name, self.unit.kind, self.to, {self.unit.pk}, on)
        except ValidationError as taken:
            raise ValidationError(
                {
                    "to": _("%(to)s đã có %(unit)s. Đổi tên đơn vị này trước, rồi chuyển.")
                    % {"to": self.to.title, "unit": self.unit.full_name}
                }
            ) from taken

    def _check_ended(self, on: date) -> None:
        """An ended unit may only go to one of its successors, and only while it is in no unit of its level."""
        checks.nothing_later(self.unit, on)
        successors = [link.successor_id for link in self.unit.became.all()]
        undecided = self.unit.level != Level.SELF_MANAGED_TEAM and not getattr(
            self.unit, f"{self.unit.level}_id"
        )
        if not undecided or self.to.pk not in successors:
            raise ValidationError(
                {
                    "to": _("%(unit)s đã chấm dứt hoạt động. Phần còn lại chỉ chuyển về đơn vị kế thừa.")
                    % {"unit": self.unit.title}
                }
            )

    def do(self, journal: Journal) -> None:
        journal.attach(self.unit, self.to)

    def title(self, call: Call) -> str:
        return _("Chuyển %(unit)s về %(to)s") % {"unit": call(self.unit), "to": call(self.to)}

    def before(self, names: UnitNames) -> list[str]:
        return [names.line(self.unit)]

    def after(self, names: UnitNames) -> list[str]:
        return [names.under(self.unit, self.to)]
