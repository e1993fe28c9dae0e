"""The actions at the head of a unit's page: apps bring theirs by their manifests."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from portal.accounts.actor import Actor
from portal.core import manifests
from portal.units.models import Unit


@dataclass(frozen=True, eq=False)
class UnitAction:
    """One action: where it leads (`page`, a URL name), and for whom on which unit's page it is shown.

    The address takes the unit's `public_id`, unless `own`: such a page is always that of the reader's workplace. Actions
    stand in the order of `place`, which goes in tens and no other action has; the first shown is the main one. `icon` is
    an id of static/img/icons.svg. `shown(actor, unit)` says whether the unit's page offers it today.
    """

    label: str | Promise
    page: str
    icon: str
    place: int
    shown: Callable[[Actor, Unit], bool]
    own: bool = False

    def url(self, unit: Unit) -> str:
        return reverse(self.page, args=[] if self.own else [unit.public_id])

    @property
    def stands_at(self) -> str:
        """Its place, which manifests give once."""
        return f"place {self.place}"

    @property
    def pages_named(self) -> tuple[str, ...]:
        return (self.page,)


def actions_for(actor: Actor, unit: Unit) -> list[dict]:
    """What a person can do with a unit today, each {label, url, icon}, in order."""
    brought = sorted(manifests.all_of("unit_actions"), key=lambda action: action.place)
    return [
        {"label": action.label, "url": action.url(unit), "icon": action.icon}
        for action in brought
        if action.shown(actor, unit)
    ]
