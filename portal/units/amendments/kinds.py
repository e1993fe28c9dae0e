"""What each amendment asks, checks and does. An amendment is frozen data: units and words; `do` writes through the journal."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.core.plain_text import plain_line, same_key
from portal.units.amendments import checks
from portal.units.amendments.journal import Journal
from portal.units.amendments.serialization import NewUnit, pack, unpack
from portal.units.choices import AmendmentKind, Extent, Level
from portal.units.models import Unit
from portal.units.selectors import children_on


@dataclass(frozen=True)
class AmendmentPlan:
    """The base of all amendments."""

    kind: ClassVar[AmendmentKind]

    def details(self) -> dict:
        """What was asked, as it is stored."""
        return {item.name: pack(getattr(self, item.name)) for item in fields(self)}

    def changed(self) -> list[Unit]:
        """The units that are changed themselves: only who stands above them may."""
        return []

    def places(self) -> list[Unit]:
        """The units under which something comes to stand: who works at or above them may."""
        return []

    def moving(self) -> list[Unit]:
        """The units whose rows move; the preview counts them."""
        return []

    def check(self, on: date) -> None:
        """Raises ValidationError when the amendment cannot be carried out on the day."""

    def do(self, journal: Journal) -> None:
        raise NotImplementedError  # pragma: no cover - every kind says what it does


@dataclass(frozen=True)
class Create(AmendmentPlan):
    """A unit begins under a parent."""

    kind = AmendmentKind.CREATE
    level: str
    parent: Unit
    new: NewUnit

    def places(self) -> list[Unit]:
        return [self.parent]

    def check(self, on: date) -> None:
        checks.fits_under(self.level, self.parent, on)
        _check_new(self.new, self.level, self.parent, set(), on)

    def do(self, journal: Journal) -> None:
        _begin(journal, self.new, self.level, self.parent)


@dataclass(frozen=True)
class Rename(AmendmentPlan):
    """A unit bears another name (and code) from a day on."""

    kind = AmendmentKind.RENAME
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


@dataclass(frozen=True)
class ChangeKind(AmendmentPlan):
    """A unit is of another kind from a day on: a xã becomes a phường, a thôn a tổ dân phố."""

    kind = AmendmentKind.CHANGE_KIND
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


@dataclass(frozen=True)
class MoveUnit(AmendmentPlan):
    """A unit comes to stand under another parent, with all that lies in it. What a split left undecided is moved
    likewise: a hamlet to its commune, the rest of an ended unit to one of its successors."""

    kind = AmendmentKind.MOVE
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
            self._check_rest(on)
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

    def _check_rest(self, on: date) -> None:
        """An ended unit may only go to one that came from it, and only while it lies nowhere."""
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
        journal.hang(self.unit, self.to)


@dataclass(frozen=True)
class Merge(AmendmentPlan):
    """Units of one level become one: one of them that goes on, or a new one. All that lay in them lies in it."""

    kind = AmendmentKind.MERGE
    units: tuple[Unit, ...]
    into: Unit | NewUnit
    parent: Unit | None = None

    def changed(self) -> list[Unit]:
        goes_on = isinstance(self.into, Unit) and self.into not in self.units
        return [*self.units, *([self.into] if goes_on else [])]

    def places(self) -> list[Unit]:
        return [self.parent] if isinstance(self.into, NewUnit) and self.parent else []

    def moving(self) -> list[Unit]:
        return self.ending()

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
            _check_new(self.into, level, self.parent, ending, on)

    def do(self, journal: Journal) -> None:
        into = self.into
        # They end first, so that what begins may bear the name of one of them.
        for unit in self.ending():
            journal.end(unit)
        if isinstance(into, NewUnit):
            into = _begin(journal, into, self.units[0].level, self.parent)
        for unit in self.ending():
            absorb(journal, unit, into)


@dataclass(frozen=True)
class Split(AmendmentPlan):
    """A unit becomes several. Each unit in it goes to one of them, its own rows too; what nobody decided yet
    stays with the unit above."""

    kind = AmendmentKind.SPLIT
    unit: Unit
    parts: tuple[Unit | NewUnit, ...]
    #: {unit below: number of its part}; absent: not decided.
    sides: dict[Unit, int] = field(default_factory=dict)
    #: The part that keeps what was filed at the unit itself, and the one its people go to; None: not decided.
    rest: int | None = None
    people: int | None = None

    def changed(self) -> list[Unit]:
        return [self.unit, *(part for part in self.parts if isinstance(part, Unit))]

    def places(self) -> list[Unit]:
        return [self.unit.parent] if self.unit.parent else []

    def moving(self) -> list[Unit]:
        return [self.unit]

    def check(self, on: date) -> None:
        checks.stands(self.unit, on)
        if self.unit.parent is None:
            raise ValidationError(_("Tỉnh, thành phố không chia tách bằng cách này."))
        if len(self.parts) < 2:
            raise ValidationError({"parts": _("Nhập ít nhất hai đơn vị sau khi chia.")})
        names = set()
        for part in self.parts:
            if isinstance(part, Unit):
                checks.stands(part, on)
                if part == self.unit or part.level != self.unit.level:
                    raise ValidationError({"parts": _("Đơn vị nhận phải khác đơn vị bị chia và cùng cấp.")})
            else:
                _check_new(part, self.unit.level, self.unit.parent, {self.unit.pk}, on)
            name = same_key(part.name)
            if name in names:
                raise ValidationError({"parts": _("Hai đơn vị sau khi chia trùng tên.")})
            names.add(name)
        inside = set(children_on(self.unit, on))
        wrong = [unit for unit, side in self.sides.items() if unit not in inside or not self._is_part(side)]
        if wrong or not all(side is None or self._is_part(side) for side in (self.rest, self.people)):
            raise ValidationError(
                {"sides": _("Danh sách đơn vị bên trong đã thay đổi. Tải lại trang rồi chọn lại.")}
            )

    def _is_part(self, side: int) -> bool:
        return 0 <= side < len(self.parts)

    def undecided(self, on: date) -> list[Unit]:
        """The units inside that nobody has given a side yet."""
        return [unit for unit in children_on(self.unit, on) if unit not in self.sides]

    def do(self, journal: Journal) -> None:
        above = self.unit.parent
        inside = list(children_on(self.unit, journal.on))
        journal.end(self.unit)
        parts = [
            part if isinstance(part, Unit) else _begin(journal, part, self.unit.level, above)
            for part in self.parts
        ]
        sides = Sides(
            above,
            {unit: parts[side] for unit, side in self.sides.items()},
            rest=None if self.rest is None else parts[self.rest],
            people=None if self.people is None else parts[self.people],
        )
        share_out(journal, self.unit, parts, inside=inside, sides=sides)


@dataclass(frozen=True)
class Close(AmendmentPlan):
    """A unit ends and nothing takes its place; what was filed under it stays with the unit above."""

    kind = AmendmentKind.CLOSE
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
        above = self.unit.parent
        journal.end(self.unit)
        journal.hang(self.unit, above)
        journal.go_over(self.unit, None)


KINDS = {
    amendment.kind: amendment for amendment in (Create, Rename, ChangeKind, MoveUnit, Merge, Split, Close)
}


def read(kind: str, details: dict, known: dict[str, Unit] | None = None) -> AmendmentPlan:
    """The amendment that was stored, its units from those `known`. Raises Unit.DoesNotExist when one it names is gone."""
    return KINDS[AmendmentKind(kind)](**unpack(details, known))


def absorb(journal: Journal, unit: Unit, into: Unit) -> None:
    """A unit ends and `into` takes its place wholly: its parts, its rows, its people."""
    journal.end(unit)
    journal.succeed(unit, into, Extent.WHOLE)
    journal.hang(unit, into)
    journal.go_over(unit, into)


@dataclass(frozen=True)
class Sides:
    """Who takes what of a unit that several succeed. What nobody chose a side for goes to the unit above.

    `units` gives a side to each unit inside, `rest` takes the unit's own rows, `people` those who work in it.
    """

    above: Unit
    units: dict[Unit, Unit]
    rest: Unit | None
    people: Unit | None


def share_out(
    journal: Journal, unit: Unit, parts: Iterable[Unit], *, inside: Iterable[Unit], sides: Sides
) -> None:
    """A unit ends and several take its place: what lies in it goes to its side, or, undecided, to the unit above."""
    journal.end(unit)
    for part in parts:
        journal.succeed(unit, part, Extent.PART)
    for child in inside:
        journal.hang(child, sides.units.get(child) or sides.above)
    journal.hang(unit, sides.rest or sides.above)
    journal.go_over(unit, sides.people)


def _begin(journal: Journal, new: NewUnit, level: str, parent: Unit | None) -> Unit:
    return journal.begin(level=level, kind=new.kind, name=plain_line(new.name), code=new.code, parent=parent)


def _check_new(new: NewUnit, level: str, parent: Unit | None, besides: set[int], on: date) -> None:
    checks.kind_fits(level, new.kind)
    checks.name_is_free(new.name, new.kind, parent, besides, on)
    checks.code_is_free(new.code, level, besides)
