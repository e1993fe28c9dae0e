"""Names of units in the sentences about an amendment: those of the day before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.named_units import NamedUnit
from portal.units.naming import Named

# Gives the full name of a unit, or of one yet to begin.
Call = Callable[[Named], str]


@dataclass(frozen=True)
class UnitNames:
    """The units of one amendment as they were on the day before, by their ids: names, and the units above in words."""

    units: Mapping[int, NamedUnit]
    above: Mapping[int, str]

    def of(self, unit: Unit) -> NamedUnit:
        """A unit that the plan changes or puts something under."""
        return self.units[unit.pk]

    def call(self, unit: Named) -> str:
        """The full name; the present one of a unit that is not among these."""
        known = self.units.get(unit.pk) if isinstance(unit, Unit) else None
        return (known or unit).full_name

    def line(self, unit: Unit) -> str:
        """The full name followed by the units above."""
        return ", ".join(filter(None, [self.call(unit), self.above.get(unit.pk, "")]))

    def under(self, unit: Named, parent: Unit) -> str:
        """The full name followed by a parent, which may be a new one, with the units above that."""
        return f"{self.call(unit)}, {self.line(parent)}"


def name_with_code(name: str, code: str) -> str:
    """A name with the official code, if there is one."""
    return _("%(unit)s (mã %(code)s)") % {"unit": name, "code": code} if code else name


def listed(units: Iterable[Named], call: Call) -> str:
    return ", ".join(call(unit) for unit in units)


def with_parent(unit: Unit, call: Call) -> str:
    """The name of a hamlet or self-managed team with the unit above it, since every hamlet has a team "số 01"; the mere
    name of other units."""
    if unit.level not in (Level.HAMLET, Level.SELF_MANAGED_TEAM) or unit.parent is None:
        return call(unit)
    return f"{call(unit)} ({call(unit.parent)})"
