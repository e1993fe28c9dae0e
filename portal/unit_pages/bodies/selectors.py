"""Queries of the screens of bodies: what the list is narrowed to, what is around one body on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.bodies import selectors
from portal.bodies.choices import BodyKind
from portal.bodies.models import Body, BodyLine
from portal.core import clock
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.selectors import hamlets_of


@dataclass(frozen=True)
class NamedBody:
    """A body in a line or list of a page; `is_open`: the reader may open its page."""

    body: Body
    is_open: bool


@dataclass(frozen=True)
class LinesAround:
    """What is above a body on a day (the nearest first), all it was ever under, and what is right below it."""

    above: list[NamedBody]
    history: list[tuple[BodyLine, NamedBody]]
    below: list[Body]


def around(actor: Actor, body: Body, day: date) -> LinesAround:
    """The bodies around one on a day. Names of those above are public facts; below are those that the actor may see."""
    line, history = selectors.bodies_above_on(body, day), selectors.history(body)
    named = [*line, *(row.above for row in history)]
    seen = set(
        Body.objects.visible_to(actor).filter(pk__in=[one.pk for one in named]).values_list("pk", flat=True)
    )
    return LinesAround(
        [NamedBody(above, above.pk in seen) for above in line],
        [(row, NamedBody(row.above, row.above_id in seen)) for row in history],
        list(selectors.below(actor, body, day)),
    )


def counts_by_kind(actor: Actor, unit: Unit) -> list[tuple[BodyKind, int]]:
    """How many bodies of each kind are within a unit today, in the order of kinds; nothing of one outside the actor's
    area, also where a part of it is inside."""
    if not actor.may(Permission.VIEW_BODIES, unit):
        return []
    rows = selectors.standing(Body.objects.visible_to(actor), clock.today())
    found = dict(
        selectors.narrowed(rows, unit=unit).order_by().values_list("kind").annotate(number=Count("pk"))
    )
    return [(kind, found[kind]) for kind in BodyKind if kind in found]


def places(actor: Actor) -> list[Unit]:
    """The units whose bodies the actor keeps: those worked at, the one worked for now first, a commune with its hamlets."""
    units = dict.fromkeys(
        [actor.unit_with(Permission.EDIT_BODIES), *actor.units_with(Permission.EDIT_BODIES)]
    )
    found: list[Unit] = []
    for unit in units:
        found.append(unit)
        if unit.level == Level.COMMUNE:
            found += hamlets_of(unit, clock.today()).select_related("hamlet")
    return found
