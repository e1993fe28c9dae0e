"""The menu entry of one's notices."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuEntry, MenuSection

ENTRIES = [MenuEntry(_("Thông báo"), "notices:list", "bell", MenuSection.MENU, place=20)]
