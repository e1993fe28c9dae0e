"""`AmendmentPlan`: the base of all kinds of amendments, and checks that several share."""

from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar

from django.utils.functional import Promise

from portal.core.plain_text import plain_line
from portal.units.amendments import checks
from portal.units.amendments.journal import Journal
from portal.units.amendments.serialization import NewUnit, pack
from portal.units.amendments.wording import Call, UnitNames
from portal.units.choices import AmendmentKind
from portal.units.models import Unit


@dataclass(frozen=True)
class AmendmentPlan:
    """What one amendment is to do: units and words, frozen. An `Amendment` stores its `kind` and `details`."""

    kind: ClassVar[AmendmentKind]
    #: How the audit names that it was done.
    audit_label: ClassVar[str | Promise]

    def details(self) -> dict:
        """The fields of the plan as JSON; `read` makes the plan of them again."""
        return {item.name: pack(getattr(self, item.name)) for item in fields(self)}

    # --- which units it concerns ----------------------------------------------------------------
    def changed(self) -> list[Unit]:
        """The units that are changed themselves. The actor must hold the permission above each of them."""
        return []

    def places(self) -> list[Unit]:
        """The units under which something is put. The actor must hold the permission at or above each of them."""
        return []

    def moving(self) -> list[Unit]:
        """The units whose rows move; the preview counts the rows."""
        return []

    def opened(self) -> list[Unit]:
        """The units whose inner units the preview names, so that a change inside them voids the preview."""
        return []

    # --- what it does ---------------------------------------------------------------------------
    def check(self, on: date) -> None:
        """Raises ValidationError when the plan cannot be carried out on the day."""

    def do(self, journal: Journal) -> None:
        """Carry the plan out on `journal.on`; every change is made through the journal."""
        raise NotImplementedError  # pragma: no cover - every kind that is done at once says what it does

    # --- what the preview asks a person to judge ------------------------------------------------
    def undecided(self, on: date) -> list[Unit]:
        """The inner units for which no new parent was decided."""
        return []

    def same_names(self, on: date) -> list[str]:
        """Full names that two units will bear under one parent afterwards."""
        return []

    # --- its wording ----------------------------------------------------------------------------
    def title(self, call: Call) -> str:
        """The amendment as a line of a list, its units as `call` names them."""
        raise NotImplementedError  # pragma: no cover

    def before(self, names: UnitNames) -> list[str]:
        """The units on the day before, a line each."""
        raise NotImplementedError  # pragma: no cover

    def after(self, names: UnitNames) -> list[str]:
        """The units from the day on, a line each."""
        raise NotImplementedError  # pragma: no cover

    def left_open(self, undecided: list[Unit]) -> list[str]:
        """What the plan leaves undecided and what happens to it meanwhile, a sentence each."""
        return []


def check_new(new: NewUnit, level: str, parent: Unit | None, besides: set[int], on: date) -> None:
    """Raises ValidationError unless a unit may begin like this. `besides`: ids of units that end on that day."""
    checks.kind_fits(level, new.kind)
    checks.name_is_free(new.name, new.kind, parent, besides, on)
    checks.code_is_free(new.code, level, besides)


def begin_new(journal: Journal, new: NewUnit, level: str, parent: Unit | None) -> Unit:
    """Let the unit begin, and return it."""
    return journal.begin(level=level, kind=new.kind, name=plain_line(new.name), code=new.code, parent=parent)
