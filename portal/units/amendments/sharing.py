"""How one or several units take over from a unit that ends: its inner units, its own rows, its people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.units.amendments.journal import Journal
from portal.units.choices import Extent
from portal.units.models import Unit


@dataclass(frozen=True)
class Shares:
    """What of an ended unit goes where. What is absent or None is undecided."""

    #: The unit right above, which keeps what is undecided.
    above: Unit
    #: {inner unit: its new parent}
    inside: Mapping[Unit, Unit | None]
    #: Where the rows filed at the unit itself go.
    rest: Unit | None
    #: Where the people of the unit itself go; undecided, their assignments end.
    people: Unit | None


def absorb(journal: Journal, unit: Unit, into: Unit) -> None:
    """End a unit and let `into` take its place wholly."""
    journal.end(unit)
    journal.succeed(unit, into, Extent.WHOLE)
    journal.attach(unit, into)
    journal.go_over(unit, into)


def share_out(journal: Journal, unit: Unit, parts: Iterable[Unit], shares: Shares) -> None:
    """End a unit and let `parts` take its place. The parts are written down as its successors, in part."""
    journal.end(unit)
    for part in parts:
        journal.succeed(unit, part, Extent.PART)
    for child, parent in shares.inside.items():
        journal.attach(child, parent or shares.above)
    journal.attach(unit, shares.rest or shares.above)
    journal.go_over(unit, shares.people)
