"""The menu entry of the cards of hamlet heads."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuEntry, MenuSection
from portal.accounts.permissions import Permission

ENTRIES = [
    MenuEntry(
        _("Thẻ của trưởng thôn, ấp"),
        "cards:list",
        "qr-code",
        MenuSection.ADMINISTRATION,
        place=20,
        permission=Permission.MANAGE_CARDS,
        bar=3,
    ),
]
