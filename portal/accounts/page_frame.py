"""Context of the frame around every page: the unit worked for and the menu entries that the actor may open."""

from functools import cache
from typing import Any

from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts import text_size
from portal.accounts.actor import Actor
from portal.accounts.menu import MenuEntry, current_of, entries_of, in_the_bar
from portal.accounts.permissions import Permission, Role
from portal.accounts.requests import PortalRequest
from portal.core import clock
from portal.core.notices.selectors import MOST_COUNTED
from portal.units.models import Unit


def frame(request: PortalRequest) -> dict[str, Any]:
    """The `frame` of base.html, or None for someone who is not signed in."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {
            "frame": None,
            "today": clock.today(),
            "text_size": text_size.chosen(request),
        }
    sees_units = actor.has(Permission.VIEW_UNITS)
    navigation, menu = entries_of(actor)
    return {
        "frame": {
            "unit": _unit(actor.unit, sees_units),
            "units": [
                _unit(unit, sees_units) | {"current": unit == actor.unit}
                for unit in sorted({row.unit for row in actor.assignments}, key=lambda unit: unit.sort)
            ],
            "entries": _navigation(request, navigation),
            "person": {
                "key": actor.user.public_id,
                "name": actor.user.full_name,
                "password_url": _address("signin:password") if actor.user.has_usable_password() else "",
                "sign_in_url": _address("signin:own"),
                "role": _roles(actor),
                "links": [_link(entry) for entry in menu],
            },
            "notices": {"url": _address("notices:list"), "unseen": _unseen(request)},
            "elevation": actor.elevation,
            "find_url": _address("find") if sees_units else "",
            "sign_out_url": _address("accounts:sign-out"),
            "text_size_url": _address("accounts:text-size"),
            "text_sizes": text_size.offered(request),
        },
        "actor": actor,
        "today": clock.today(),
        "text_size": text_size.chosen(request),
    }


def _unseen(request: PortalRequest) -> str:
    """How many notices wait, in words; empty where none does."""
    count = getattr(request.session, "unseen_notices", 0)
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count or "")


def _unit(unit: Unit | None, sees_units: bool) -> dict[str, Any]:
    if unit is None:
        return {"name": _("Chưa được phân công"), "level": "", "public_id": "", "url": _address("home")}
    return {
        "name": unit.title,
        # The title already says the kind of unit.
        "level": "",
        "public_id": unit.public_id,
        "url": reverse("units:detail", args=[unit.public_id]) if sees_units else _address("home"),
    }


def _roles(actor: Actor) -> str:
    """What one is in the unit worked for: several roles may meet there."""
    here = [row.role for row in actor.assignments if row.unit == actor.unit]
    return ", ".join(str(Role(role).label) for role in dict.fromkeys(here))


def _link(entry: MenuEntry) -> dict[str, Any]:
    return {"label": entry.label, "url": _address(entry.page), "icon": entry.icon}


def _navigation(request: PortalRequest, entries: list[MenuEntry]) -> list[dict[str, Any]]:
    match = request.resolver_match
    here = match.view_name if match else ""
    current, bar = current_of(entries, here), in_the_bar(entries)
    return [_link(entry) | {"active": entry is current, "in_bar": entry in bar} for entry in entries]


def _address(name: str) -> str:
    """An address without a key, of which every frame shows a dozen."""
    return _found(name, get_script_prefix())


@cache
def _found(name: str, mounted_at: str) -> str:
    return reverse(name)
