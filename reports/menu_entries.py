"""The menu entry of the reports."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuEntry, MenuSection
from portal.accounts.permissions import Permission

ENTRIES = [
    MenuEntry(
        _("Báo cáo"),
        "reports:list",
        "file-text",
        MenuSection.NAVIGATION,
        place=50,
        permission=Permission.VIEW_REPORTS,
        bar=4,
    ),
]
