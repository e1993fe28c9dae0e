"""The menu entry of the tips."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuEntry, MenuSection
from portal.accounts.permissions import Permission

ENTRIES = [
    MenuEntry(
        _("Tin báo"),
        "tips:list",
        "inbox",
        MenuSection.NAVIGATION,
        place=20,
        permission=Permission.VIEW_TIPS,
        bar=2,
    ),
]
