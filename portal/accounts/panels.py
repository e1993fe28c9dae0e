"""What floors above add to the page of a person: a panel is a template and what it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.accounts.models import User


@dataclass(frozen=True)
class Panel:
    """A section of the person page. `context(actor, user)` gives what `template` shows, as `panel`."""

    template: str
    context: Callable[..., dict]


_panels: list[Panel] = []


def register(panel: Panel) -> None:
    """Add a section to the page of a person, after those registered before."""
    if panel not in _panels:
        _panels.append(panel)


def panels_for(actor, user: User) -> list[dict]:
    """The sections of one person's page, each {"template", "panel"}."""
    return [{"template": panel.template, "panel": panel.context(actor, user)} for panel in _panels]
