"""Context of the frame around every page: the unit worked for, the menu entries that the actor may open, the
demo's banner."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts import text_size
from portal.accounts.actor import Actor
from portal.accounts.middleware import STORY, WORKING_DAY
from portal.accounts.permissions import Permission, Role
from portal.accounts.requests import PortalRequest
from portal.core import clock
from portal.core.formatting import day as day_words
from portal.units.models import Unit


@dataclass(frozen=True, eq=False)
class Entry:
    """One entry of the navigation or of the menu beside one's name.

    `permission` opens it (None: everyone). `bar` is its place in the phone's bar, which holds the first four; `pages`
    names the pages on which it is the current one, where that is not the whole URL namespace.
    """

    label: str | Promise
    name: str
    icon: str
    permission: Permission | None = None
    bar: int = 9
    pages: tuple[str, ...] = ()

    def is_current(self, view_name: str) -> bool:
        if self.pages or ":" not in self.name:
            return view_name == self.name or view_name in self.pages
        return view_name.partition(":")[0] == self.name.partition(":")[0]


ENTRIES = [
    Entry(_("Hôm nay"), "home", "house", bar=1),
    Entry(_("Tin báo"), "tips:list", "inbox", Permission.VIEW_TIPS, bar=2),
    Entry(_("Nhóm"), "groups:list", "people", Permission.VIEW_GROUPS, bar=3),
    Entry(_("Bài đăng"), "propaganda:list", "megaphone", Permission.VIEW_POSTS, bar=5),
    Entry(_("Báo cáo"), "reports:list", "file-text", Permission.VIEW_REPORTS, bar=4),
    Entry(_("Địa bàn"), "units:home", "geo-alt", Permission.VIEW_UNITS, bar=6),
]

# For administrators these are the daily pages and stand in the navigation; for others they are in the menu beside
# one's name.
ADMINISTRATION = [
    Entry(
        _("Người dùng và phân công"),
        "accounts:people",
        "people",
        Permission.MANAGE_PEOPLE,
        bar=2,
        pages=(
            "accounts:person",
            "accounts:add-person",
            "accounts:assign",
            "accounts:rename-person",
            "accounts:close-account",
            "signin:initial-password",
        ),
    ),
    Entry(_("Thẻ của trưởng thôn, ấp"), "cards:list", "qr-code", Permission.MANAGE_CARDS, bar=3),
    Entry(
        _("Bàn giao"),
        "accounts:hand-overs",
        "arrow-repeat",
        Permission.HAND_OVER,
        bar=7,
        pages=("accounts:hand-over",),
    ),
    Entry(
        _("Phân quyền xem dữ liệu"),
        "accounts:access",
        "eye",
        Permission.VIEW_ACCESS,
        bar=8,
        pages=("accounts:access",),
    ),
    Entry(
        _("Lịch sử truy cập từ ngoài đơn vị"),
        "oversight:outside-access",
        "shield",
        Permission.SEE_OUTSIDE_ACCESS,
        pages=("oversight:outside-access",),
    ),
    Entry(_("Nhật ký"), "oversight:log", "journal-text", Permission.READ_AUDIT, pages=("oversight:log",)),
]
MENU = [
    *ADMINISTRATION,
    Entry(_("Xin quyền xem tạm thời"), "accounts:elevate", "unlock", Permission.ELEVATE),
]
IN_THE_BAR = 4


def frame(request: PortalRequest) -> dict:
    """The `frame` of base.html, or None for someone who is not signed in."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {
            "frame": None,
            "demo": settings.DEMO,
            "today": clock.today(),
            "text_size": text_size.chosen(request),
        }
    sees_units = actor.has(Permission.VIEW_UNITS)
    return {
        "frame": {
            "unit": _unit(actor.unit, sees_units),
            "units": [
                _unit(unit, sees_units) | {"current": unit == actor.unit}
                for unit in sorted({row.unit for row in actor.assignments}, key=lambda unit: unit.sort)
            ],
            "entries": list(_entries(request, actor)),
            "person": {
                "key": actor.user.public_id,
                "name": actor.user.full_name,
                "password_url": _address("signin:password") if actor.user.has_usable_password() else "",
                "sign_in_url": _address("signin:own"),
                "role": _roles(actor),
                "links": [
                    {"label": entry.label, "url": _address(entry.name), "icon": entry.icon}
                    for entry in MENU
                    if actor.has(entry.permission) and entry not in _navigation(actor)
                ],
            },
            "elevation": actor.elevation,
            "find_url": _address("find") if sees_units else "",
            "demo": _demo(request),
            "sign_out_url": _address("accounts:sign-out"),
            "text_size_url": _address("accounts:text-size"),
            "text_sizes": text_size.offered(request),
        },
        "actor": actor,
        "today": clock.today(),
        "text_size": text_size.chosen(request),
    }


def _unit(unit: Unit | None, sees_units: bool) -> dict:
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


def _navigation(actor: Actor) -> list[Entry]:
    """The entries of a person's navigation, in their order on wide screens."""
    entries = ENTRIES + (ADMINISTRATION if actor.has(Permission.MANAGE_PEOPLE) else [])
    return [entry for entry in entries if entry.permission is None or actor.has(entry.permission)]


def _entries(request: PortalRequest, actor: Actor) -> Iterator[dict[str, Any]]:
    match = request.resolver_match
    here = match.view_name if match else ""
    shown = _navigation(actor)
    bar = sorted(shown, key=lambda entry: entry.bar)[:IN_THE_BAR]
    for entry in shown:
        yield {
            "label": entry.label,
            "url": _address(entry.name),
            "icon": entry.icon,
            "active": entry.is_current(here),
            "in_bar": entry in bar,
        }


def _demo(request: PortalRequest) -> dict | None:
    if not settings.DEMO or WORKING_DAY not in request.session:
        return None
    return {
        "day": day_words(clock.today()),
        "story": request.session.get(STORY, ""),
        "switch_url": _address("demo:personas"),
    }


def _address(name: str) -> str:
    """An address without a key, of which every frame shows a dozen."""
    return _found(name, get_script_prefix())


@cache
def _found(name: str, mounted_at: str) -> str:
    return reverse(name)
