"""The menu entry of the posts."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuEntry, MenuSection
from portal.accounts.permissions import Permission

ENTRIES = [
    MenuEntry(
        _("Bài đăng"),
        "propaganda:list",
        "megaphone",
        MenuSection.NAVIGATION,
        place=40,
        permission=Permission.VIEW_POSTS,
        bar=5,
    ),
]
