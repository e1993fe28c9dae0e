"""The actor: a person with the assignments valid on a day, or the system with a stated reason. Services and
selectors take an actor, never a bare user."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import BigIntegerField, DateField, QuerySet

from portal.accounts.models import Assignment, Elevation, User
from portal.accounts.permissions import RIGHTS, Permission, Role, allowed
from portal.core import clock
from portal.core.compiled_query import CompiledQuery, ModelColumns, Parameter
from portal.units.models import Unit, valid_on
from portal.units.scoping import ScopedModel, covers


@dataclass(frozen=True)
class AssignmentsOfDay:
    """The assignments that a user holds on a day, each with its unit, in the order in which they were given."""

    user: User
    on: date
    rows: tuple[Assignment, ...]

    @classmethod
    def read(cls, user: User, on: date) -> "AssignmentsOfDay":
        """From the database, now."""
        assignments = []
        for row in _HELD.rows(user=user.pk, on=on):
            assignment, unit = _ASSIGNMENT.instance(row), _UNIT.instance(row)
            if assignment and unit:
                assignment.unit = unit
                assignments.append(assignment)
        return cls(user, on, tuple(assignments))


_ASSIGNMENT = ModelColumns(Assignment, prefix="", start=0)
_UNIT = ModelColumns(Unit, prefix="unit__", start=_ASSIGNMENT.stop)


def _held() -> QuerySet:
    """The assignments that a user holds on a day, in the order in which they were given. Each form that is sent asks."""
    of_user = Assignment.objects.filter(
        valid_on(Parameter("on", DateField())), user=Parameter("user", BigIntegerField())
    )
    return of_user.order_by("id").values_list(*_ASSIGNMENT.names, *_UNIT.names)


_HELD = CompiledQuery(_held)


@dataclass(frozen=True)
class Actor:
    """A person on a day. `current` is the assignment worked under now (the unit in the top bar).

    The hours for which support staff raised themselves are among the assignments, and first.
    """

    user: User
    assignments: tuple[Assignment | Elevation, ...]
    on: date
    current: Assignment | Elevation | None = None

    @classmethod
    def of(cls, user: User, *, unit_id: int | None = None, held: AssignmentsOfDay | None = None) -> "Actor":
        """The actor for a user today; `unit_id` chooses among several assignments.

        `held` is what this request has read with its session. Assignments of another user or another day (midnight
        passed since, or the clock was pinned) are not taken from it, but read.
        """
        today = clock.today()
        if held is None or held.user != user or held.on != today:
            held = AssignmentsOfDay.read(user, today)
        rows: tuple[Assignment | Elevation, ...] = (*_raised(user, held.rows), *held.rows)
        chosen = next((row for row in rows if row.unit_id == unit_id), rows[0] if rows else None)
        return cls(user, rows, today, chosen)

    @property
    def unit(self) -> Unit | None:
        """The unit worked for now; None for a person without an assignment today."""
        return self.current.unit if self.current else None

    @property
    def workplace(self) -> Unit:
        """The unit worked for now, for screens that a permission opens. Raises LookupError without an assignment today."""
        if self.current is None:
            raise LookupError("nobody works anywhere without an assignment")
        return self.current.unit

    @property
    def phone_only(self) -> bool:
        """Whether the simple phone pages are this person's."""
        return self.current is not None and RIGHTS[Role(self.current.role)].phone_only

    @property
    def elevation(self) -> Elevation | None:
        """The hours for which this person raised themselves, while they last."""
        return next((row for row in self.assignments if isinstance(row, Elevation)), None)

    @property
    def audit_label(self) -> str:
        """The role and the unit worked for now, "role@unit number", as the audit keeps it; "none" without one."""
        return f"{self.current.role}@{self.current.unit_id}" if self.current else "none"

    def units_with(self, permission: str) -> list[Unit]:
        """The units in which some role of this person's carries a permission."""
        return [row.unit for row in self.assignments if allowed(row.role, permission)]

    def unit_with(self, permission: str) -> Unit:
        """The unit in which this person uses a permission: the one worked for now if it is one of them, else the first.

        Raises IndexError for who holds the permission nowhere.
        """
        units = self.units_with(permission)
        return next((unit for unit in units if unit == self.unit), units[0])

    def has(self, permission: str) -> bool:
        """Whether any assignment carries a permission: enough to open a screen, not to touch a row."""
        return any(allowed(row.role, permission) for row in self.assignments)

    def may(self, permission: str, row: ScopedModel | Unit) -> bool:
        """Whether a role of this person's carries a permission over this row (or unit)."""
        return any(covers(unit, row) for unit in self.units_with(permission))

    @property
    def body_ids(self) -> frozenset[int]:
        """The bodies for which this person holds a role today, by their numbers."""
        return frozenset(
            row.body_id for row in self.assignments if isinstance(row, Assignment) and row.body_id
        )

    def works_at(self, permission: str, unit_id: int) -> bool:
        """Whether a role at exactly this unit, not above it, carries a permission."""
        return any(unit.pk == unit_id for unit in self.units_with(permission))


def _raised(user: User, held: tuple[Assignment, ...]) -> tuple[Elevation, ...]:
    """What support staff raised themselves to, inside the area they still have; asked for them alone."""
    areas = [row.unit for row in held if allowed(row.role, Permission.ELEVATE)]
    if not areas:
        return ()
    lasting = Elevation.lasting(clock.machine_now())
    rows = Elevation.objects.unscoped("the actor's own hours").filter(lasting, user=user)
    return tuple(row for row in rows.select_related("unit") if any(covers(area, row.unit) for area in areas))


@dataclass(frozen=True)
class SystemActor:
    """The system itself (a job, a command), with the reason it acts. It may do anything but open an informant,
    and reads through `.unscoped(reason)`."""

    reason: str
    user: None = field(default=None, init=False)

    @property
    def audit_label(self) -> str:
        """ "system: " and the reason, as the audit keeps it."""
        return f"system: {self.reason}"

    def has(self, permission: str) -> bool:
        """Always: the system may do what any permission allows."""
        return True

    def may(self, permission: str, row: ScopedModel | Unit) -> bool:
        """Always, over any row."""
        return True

    def works_at(self, permission: str, unit_id: int) -> bool:
        """At any unit, but never to open an informant."""
        return Permission(permission) is not Permission.OPEN_INFORMANT


#: Whoever acts: what services and policies take as `by`.
AnyActor = Actor | SystemActor
