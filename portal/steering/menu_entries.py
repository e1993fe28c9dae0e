"""The menu entry of difficulties."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuEntry, MenuSection
from portal.accounts.permissions import Permission

ENTRIES = [
    MenuEntry(
        _("Khó khăn, kiến nghị"),
        "steering:difficulties",
        "chat-dots",
        MenuSection.MENU,
        place=45,
        permission=Permission.RAISE_DIFFICULTIES,
        pages=("steering:difficulties", "steering:difficulty", "steering:raise-difficulty"),
    )
]
