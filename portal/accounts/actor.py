"""Who acts: a person with the assignments of a day, or the system with a reason. Never a bare user."""

from dataclasses import dataclass, field
from datetime import date

from portal.accounts.models import Assignment, User
from portal.accounts.permissions import RIGHTS, Permission, Role, allowed
from portal.core import clock
from portal.hierarchy.models import Unit
from portal.hierarchy.scoping import ScopedModel, holds
from portal.hierarchy.selectors import valid_on


@dataclass(frozen=True)
class Actor:
    """A person on a day. `current` is the assignment worked under now (the unit in the top bar)."""

    user: User
    assignments: tuple[Assignment, ...]
    on: date
    current: Assignment | None = None

    @classmethod
    def of(cls, user: User, *, unit_id: int | None = None) -> "Actor":
        """The actor for a user today; `unit_id` chooses among several assignments."""
        today = clock.today()
        rows = tuple(
            Assignment.objects.filter(valid_on(today), user=user).select_related("unit").order_by("id")
        )
        chosen = next((row for row in rows if row.unit_id == unit_id), rows[0] if rows else None)
        return cls(user, rows, today, chosen)

    @property
    def unit(self) -> Unit | None:
        """The unit worked for now; None for a person without an assignment today."""
        return self.current.unit if self.current else None

    @property
    def phone_only(self) -> bool:
        """Whether the simple phone pages are this person's."""
        return self.current is not None and RIGHTS[Role(self.current.role)].phone_only

    @property
    def audit_label(self) -> str:
        return f"{self.current.role}@{self.current.unit_id}" if self.current else "none"

    def units_with(self, permission: str) -> list[Unit]:
        """The units in which some role of this person's carries a permission."""
        return [row.unit for row in self.assignments if allowed(row.role, permission)]

    def has(self, permission: str) -> bool:
        """Whether any assignment carries a permission: enough to open a screen, not to touch a row."""
        return any(allowed(row.role, permission) for row in self.assignments)

    def may(self, permission: str, row: ScopedModel | Unit) -> bool:
        """Whether a role of this person's carries a permission over this row (or unit)."""
        return any(holds(unit, row) for unit in self.units_with(permission))

    def works_at(self, permission: str, unit_id: int) -> bool:
        """Whether a role at exactly this unit, not above it, carries a permission."""
        return any(unit.pk == unit_id for unit in self.units_with(permission))


@dataclass(frozen=True)
class SystemActor:
    """The system itself (a job, a command), with the reason it acts. It may do anything but open an informant,
    and reads through `.unscoped(reason)`."""

    reason: str
    user: None = field(default=None, init=False)

    @property
    def audit_label(self) -> str:
        return f"system: {self.reason}"

    def has(self, permission: str) -> bool:
        return True

    def may(self, permission: str, row: ScopedModel | Unit) -> bool:
        return True

    def works_at(self, permission: str, unit_id: int) -> bool:
        return Permission(permission) is not Permission.OPEN_INFORMANT
