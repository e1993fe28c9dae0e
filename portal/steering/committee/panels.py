"""Panels that parts of the committee's work, and apps above, add to the page "Ban Chỉ đạo" of a unit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.accounts.actor import Actor
from portal.core import manifests
from portal.units.models import Unit


@dataclass(frozen=True)
class CommitteePanel:
    """A section of the page. `context(actor, unit)` gives what `template` shows, as `panel`; None leaves it out.

    Panels stand in the order of `place`, which goes in tens.
    """

    template: str
    place: int
    context: Callable[[Actor, Unit], dict[str, Any] | None]


def panels_for(actor: Actor, unit: Unit) -> list[dict[str, Any]]:
    """The sections of one unit's page for a reader, each {"template", "panel"}."""
    panels = sorted(manifests.all_of("committee_panels"), key=lambda panel: panel.place)
    found = [(panel.template, panel.context(actor, unit)) for panel in panels]
    return [{"template": template, "panel": context} for template, context in found if context is not None]
