"""The menu entry of the groups."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuEntry, MenuSection
from portal.accounts.permissions import Permission

ENTRIES = [
    MenuEntry(
        _("Nhóm"),
        "groups:list",
        "people",
        MenuSection.NAVIGATION,
        place=30,
        permission=Permission.VIEW_GROUPS,
        bar=3,
    ),
]
