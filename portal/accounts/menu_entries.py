"""The menu entries of people, access and hand-over."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuEntry, MenuSection
from portal.accounts.permissions import Permission

ENTRIES = [
    MenuEntry(
        _("Người dùng và phân công"),
        "accounts:people",
        "people",
        MenuSection.ADMINISTRATION,
        place=10,
        permission=Permission.MANAGE_PEOPLE,
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
    MenuEntry(
        _("Bàn giao"),
        "accounts:hand-overs",
        "arrow-repeat",
        MenuSection.ADMINISTRATION,
        place=30,
        permission=Permission.HAND_OVER,
        bar=7,
        pages=("accounts:hand-over",),
    ),
    MenuEntry(
        _("Phân quyền xem dữ liệu"),
        "accounts:access",
        "eye",
        MenuSection.ADMINISTRATION,
        place=40,
        permission=Permission.VIEW_ACCESS,
        bar=8,
        pages=("accounts:access",),
    ),
    MenuEntry(
        _("Xin quyền xem tạm thời"),
        "accounts:elevate",
        "unlock",
        MenuSection.MENU,
        place=10,
        permission=Permission.ELEVATE,
    ),
]
