"""Assignments when a unit ends: they end with it and begin in its successor on the same day."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import AnyActor
from portal.accounts.models import Assignment
from portal.accounts.permissions import Role
from portal.accounts.services import ROLE_LEVELS
from portal.core import audit
from portal.units.amendments.dependants import DatedDependant, Dependant
from portal.units.amendments.kept_rows import restored, row_as_json
from portal.units.models import Unit, not_ended_by

PEOPLE = Dependant(
    key="people",
    label=_("Phân công đang có hiệu lực"),
    rows=lambda: Assignment.objects.filter(valid_to=None),
    prefix="unit__",
)


def go_over(by: AnyActor, old: Unit, new: Unit | None, on: date) -> dict:
    """End what people hold in a unit that ends, and let them hold the same in what it became, where the role fits."""
    kept: dict = {"ended": {}, "made": [], "dropped": []}
    for row in Assignment.objects.filter(not_ended_by(on), unit=old):
        since, until = max(row.valid_from, on), row.valid_to
        if row.valid_from >= on:
            # It never held: as if it had been given in the successor.
            kept["dropped"].append(row_as_json(row))
            row.delete()
        else:
            kept["ended"][str(row.pk)] = until and until.isoformat()
            Assignment.objects.filter(pk=row.pk).update(valid_to=on)
        audit.record(
            by=by, action="person.end-assignment", row=row, unit_id=old.pk, changes={"role": row.role}
        )
        if new is not None and _fits(row, new):
            begun = Assignment.objects.create(
                user_id=row.user_id,
                role=row.role,
                unit=new,
                body_id=row.body_id,
                valid_from=since,
                valid_to=until,
            )
            kept["made"].append(begun.pk)
            audit.record(by=by, action="person.assign", row=begun, unit_id=new.pk, changes={"role": row.role})
    return kept


def come_back(kept: dict) -> None:
    """Undo `go_over`."""
    Assignment.objects.filter(pk__in=kept["made"]).delete()
    for pk, day in kept["ended"].items():
        Assignment.objects.filter(pk=int(pk)).update(valid_to=day and date.fromisoformat(day))
    Assignment.objects.bulk_create(restored(Assignment, row) for row in kept["dropped"])


def _fits(row: Assignment, new: Unit) -> bool:
    """Whether the role has its place at the successor's level, and the person does not hold it there already."""
    there = Assignment.objects.filter(user=row.user_id, role=row.role, unit=new, body=row.body_id)
    return (
        new.level in ROLE_LEVELS[Role(row.role)] and not there.filter(not_ended_by(row.valid_from)).exists()
    )


ASSIGNMENTS = DatedDependant("assignments", go_over, come_back)
