"""`Guide`: how a kind of amendment is offered and asked about on screen; the base of the modules in `kinds`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from portal.accounts.actor import Actor
from portal.core import clock
from portal.core.ordering import sort_key
from portal.unit_pages.amendments.forms import EffectForm
from portal.unit_pages.amendments.wizard import Wizard
from portal.units.amendments.kinds import AmendmentPlan
from portal.units.amendments.policies import CHANGE_UNITS
from portal.units.choices import RANK, AmendmentKind
from portal.units.models import Unit
from portal.units.scoping import covers
from portal.units.selectors import children_on


@dataclass(frozen=True)
class AmendmentSubject:
    """A unit, and the largest area around it in which the actor may change units."""

    unit: Unit
    area: Unit


@dataclass(frozen=True)
class Guide:
    """One kind of amendment on screen."""

    kind: AmendmentKind
    label: str | Promise
    icon: str
    #: Says when one wants this amendment.
    sentence: str | Promise
    #: Whether the state of the unit and the extent of the area allow it. Who may is decided before.
    fits: Callable[[AmendmentSubject], bool]
    #: Asks the questions one after another, and gives the plan with the answered question about its day.
    ask: Callable[[Wizard, AmendmentSubject], tuple[AmendmentPlan, EffectForm]]
    #: Offered also on the unit one works at, because that unit itself is not changed.
    for_own_unit: bool = False


def subject_of(actor: Actor, unit: Unit) -> AmendmentSubject | None:
    """The unit as a subject of amendments by this actor; None outside the areas where the actor may change units."""
    areas = [area for area in actor.units_with(CHANGE_UNITS) if covers(area, unit)]
    return AmendmentSubject(unit, min(areas, key=lambda area: RANK[area.level])) if areas else None


def is_standing(subject: AmendmentSubject) -> bool:
    """Whether the unit has no end yet, not even a planned one."""
    return subject.unit.valid_to is None


def neighbours(unit: Unit) -> list[Unit]:
    """The units of the same level under the same parent that have no end, by name."""
    if unit.parent is None:
        return []
    beside = children_on(unit.parent, clock.today()).filter(level=unit.level, valid_to=None)
    return sorted(beside.exclude(pk=unit.pk), key=lambda other: sort_key(other.full_name))
