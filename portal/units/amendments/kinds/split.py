"""Split of a unit: each inner unit goes to one of the new units, and so do the unit's own rows and people."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.plain_text import same_key
from portal.units.amendments import checks
from portal.units.amendments.journal import Journal
from portal.units.amendments.kinds.base import AmendmentPlan, begin_new, check_new
from portal.units.amendments.serialization import NewUnit
from portal.units.amendments.sharing import Shares, share_out
from portal.units.amendments.wording import Call, UnitNames, listed, name_with_code
from portal.units.choices import AmendmentKind
from portal.units.models import Unit
from portal.units.selectors import children_on


@dataclass(frozen=True)
class SplitUnit(AmendmentPlan):
    """What is undecided stays with the unit above until somebody moves it."""

    kind = AmendmentKind.SPLIT
    audit_label = gettext_lazy("Chia tách đơn vị")
    unit: Unit
    parts: tuple[Unit | NewUnit, ...]
    #: {inner unit: index of its part}; absent: undecided.
    sides: dict[Unit, int] = field(default_factory=dict)
    #: Indexes of the parts that get the rows filed at the unit itself, and its people; None: undecided.
    rest: int | None = None
    people: int | None = None

    def changed(self) -> list[Unit]:
        return [self.unit, *(part for part in self.parts if isinstance(part, Unit))]

    def places(self) -> list[Unit]:
        return [self.unit.parent] if self.unit.parent else []

    def moving(self) -> list[Unit]:
        return [self.unit]

    def opened(self) -> list[Unit]:
        return self.changed()

    def check(self, on: date) -> None:
        checks.stands(self.unit, on)
        if self.unit.parent is None:
            raise ValidationError(_("Tỉnh, thành phố không chia tách bằng cách này."))
        if len(self.parts) < 2:
            raise ValidationError({"parts": _("Nhập ít nhất hai đơn vị sau khi chia.")})
        self._check_parts(on)
        self._check_sides(on)

    def _check_parts(self, on: date) -> None:
        names = set()
        for part in self.parts:
            if isinstance(part, Unit):
                checks.stands(part, on)
                if part == self.unit or part.level != self.unit.level:
                    raise ValidationError({"parts": _("Đơn vị nhận phải khác đơn vị bị chia và cùng cấp.")})
            else:
                check_new(part, self.unit.level, self.unit.parent, {self.unit.pk}, on)
            name = same_key(part.name)
            if name in names:
                raise ValidationError({"parts": _("Hai đơn vị sau khi chia trùng tên.")})
            names.add(name)

    def _check_sides(self, on: date) -> None:
        inside = set(children_on(self.unit, on))
        wrong = [unit for unit, side in self.sides.items() if unit not in inside or not self._is_part(side)]
        if wrong or not all(side is None or self._is_part(side) for side in (self.rest, self.people)):
            raise ValidationError(
                {"sides": _("Danh sách đơn vị bên trong đã thay đổi. Tải lại trang rồi chọn lại.")}
            )

    def _is_part(self, side: int) -> bool:
        return 0 <= side < len(self.parts)

    def undecided(self, on: date) -> list[Unit]:
        return [unit for unit in children_on(self.unit, on) if unit not in self.sides]

    def do(self, journal: Journal) -> None:
        above = self.unit.parent
        inside = list(children_on(self.unit, journal.on))
        # It ends first, so that a part may bear its name.
        journal.end(self.unit)
        parts = [
            part if isinstance(part, Unit) else begin_new(journal, part, self.unit.level, above)
            for part in self.parts
        ]

        def part_at(side: int | None) -> Unit | None:
            return None if side is None else parts[side]

        shares = Shares(
            above=self.unit.above,
            inside={unit: part_at(self.sides.get(unit)) for unit in inside},
            rest=part_at(self.rest),
            people=part_at(self.people),
        )
        share_out(journal, self.unit, parts, shares)

    def title(self, call: Call) -> str:
        words = {"unit": call(self.unit), "parts": listed(self.parts, call)}
        return _("Chia %(unit)s thành %(parts)s") % words

    def before(self, names: UnitNames) -> list[str]:
        return [names.line(self.unit)]

    def after(self, names: UnitNames) -> list[str]:
        lines = []
        for n, part in enumerate(self.parts):
            inside = [unit.full_name for unit, side in self.sides.items() if side == n]
            name = name_with_code(names.call(part), part.code)
            words = {"unit": name, "inside": ", ".join(inside)}
            lines.append(_("%(unit)s, gồm: %(inside)s") % words if inside else name)
        return lines

    def left_open(self, undecided: list[Unit]) -> list[str]:
        waits = [unit.full_name for unit in undecided]
        if self.rest is None:
            waits.append(_("dữ liệu ghi thẳng ở %(unit)s") % {"unit": self.unit.full_name})
        lines = []
        if waits:
            lines.append(
                _("Chưa quyết định, tạm do %(above)s giữ cho đến khi anh/chị chuyển tiếp: %(what)s.")
                % {"above": self.unit.above.full_name, "what": ", ".join(waits)}
            )
        if self.people is None:
            lines.append(_("Phân công ở %(unit)s kết thúc từ ngày đó.") % {"unit": self.unit.full_name})
        return lines
