"""The menu entry of the units."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuEntry, MenuSection
from portal.accounts.permissions import Permission

ENTRIES = [
    MenuEntry(
        _("Địa bàn"),
        "units:home",
        "geo-alt",
        MenuSection.NAVIGATION,
        place=60,
        permission=Permission.VIEW_UNITS,
        bar=6,
        namespaces=("steering",),
    ),
]
