"""The menu entry of the first page."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuEntry, MenuSection

ENTRIES = [
    MenuEntry(
        _("Hôm nay"),
        "home",
        "house",
        MenuSection.NAVIGATION,
        place=10,
        bar=1,
    ),
]
