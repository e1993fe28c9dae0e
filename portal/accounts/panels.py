"""Panels that apps above add to a person's page: a template and the function that gives its context."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.core import manifests


@dataclass(frozen=True)
class Panel:
    """A section of the person page. `context(actor, user)` gives what `template` shows, as `panel`."""

    template: str
    context: Callable[..., dict]


def panels_for(actor: Actor, user: User) -> list[dict]:
    """The sections of one person's page, each {"template", "panel"}."""
    return [
        {"template": panel.template, "panel": panel.context(actor, user)}
        for panel in manifests.all_of("person_panels")
    ]
