"""What the frame around every page shows: the unit, the entries this person may open, the demo's banner."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.middleware import STORY, WORKING_DAY
from portal.accounts.permissions import Permission, Role
from portal.core import clock

ENTRIES = [
    (_("Hôm nay"), "home", "house", None),
    (_("Tin báo"), "tips:list", "inbox", Permission.VIEW_TIPS),
    (_("Nhóm"), "groups:list", "people", Permission.VIEW_GROUPS),
    (_("Bài đăng"), "propaganda:list", "megaphone", Permission.VIEW_POSTS),
    (_("Báo cáo"), "reports:list", "file-text", Permission.VIEW_REPORTS),
    (_("Địa bàn"), "units:home", "geo-alt", Permission.VIEW_UNITS),
]


# What stands in the menu beside one's name, by permission.
MENU = [
    (_("Người dùng và phân công"), "accounts:people", "people", Permission.MANAGE_PEOPLE),
    (_("Thẻ của trưởng thôn, ấp"), "cards:list", "qr-code", Permission.MANAGE_CARDS),
    (_("Bàn giao"), "accounts:hand-overs", "arrow-repeat", Permission.HAND_OVER),
    (_("Ai được xem dữ liệu"), "accounts:access", "eye", Permission.VIEW_ACCESS),
    (_("Người ngoài đã xem"), "oversight:looks", "shield", Permission.SEE_LOOKS),
    (_("Nhật ký"), "oversight:log", "journal-text", Permission.READ_AUDIT),
    (_("Nâng quyền để hỗ trợ"), "accounts:elevate", "unlock", Permission.ELEVATE),
]


def frame(request: HttpRequest) -> dict:
    """The `frame` of base.html, or None for someone who is not signed in."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"frame": None, "demo": settings.DEMO, "today": clock.today()}
    sees_units = actor.has(Permission.VIEW_UNITS)
    return {
        "frame": {
            "unit": _unit(actor.unit, sees_units),
            "units": [
                _unit(unit, sees_units) | {"current": unit == actor.unit}
                for unit in dict.fromkeys(row.unit for row in actor.assignments)
            ],
            "entries": list(_entries(request, actor)),
            "person": {
                "key": actor.user.public_id,
                "name": actor.user.full_name,
                "password_url": _address("signin:password") if actor.user.has_usable_password() else "",
                "sign_in_url": _address("signin:own"),
                "role": _roles(actor),
                "links": [
                    {"label": label, "url": _address(name), "icon": icon}
                    for label, name, icon, permission in MENU
                    if actor.has(permission)
                ],
            },
            "elevation": actor.elevation,
            "find_url": _address("tips:list") if actor.has(Permission.VIEW_TIPS) else "",
            "demo": _demo(request),
            "sign_out_url": _address("accounts:sign-out"),
        },
        "actor": actor,
        "today": clock.today(),
    }


def _unit(unit, sees_units: bool) -> dict:
    if unit is None:
        return {"name": _("Chưa được phân công"), "level": "", "public_id": "", "url": _address("home")}
    return {
        "name": unit.title,
        # The title already says the kind of unit.
        "level": "",
        "public_id": unit.public_id,
        "url": reverse("units:detail", args=[unit.public_id]) if sees_units else _address("home"),
    }


def _roles(actor) -> str:
    """What one is in the unit worked for: several roles may meet there."""
    here = [row.role for row in actor.assignments if row.unit == actor.unit]
    return ", ".join(str(Role(role).label) for role in dict.fromkeys(here))


def _entries(request: HttpRequest, actor):
    match = request.resolver_match
    here = match.view_name if match else ""
    for label, name, icon, permission in ENTRIES:
        if permission is None or actor.has(permission):
            space = name.partition(":")[0]
            yield {
                "label": label,
                "url": _address(name),
                "icon": icon,
                "active": here == name or (":" in name and here.startswith(space + ":")),
            }


def _demo(request: HttpRequest) -> dict | None:
    if not settings.DEMO or WORKING_DAY not in request.session:
        return None
    return {
        "day": clock.today().strftime("%d/%m/%Y"),
        "story": request.session.get(STORY, ""),
        "switch_url": _address("demo:personas"),
    }


def _address(name: str) -> str:
    """An address without a key, of which every frame shows a dozen."""
    return _found(name, get_script_prefix())


@cache
def _found(name: str, mounted_at: str) -> str:
    return reverse(name)
