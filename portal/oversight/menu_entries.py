"""The menu entries of oversight: who looked from outside, and the audit."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.menu import MenuEntry, MenuSection
from portal.accounts.permissions import Permission

ENTRIES = [
    MenuEntry(
        _("Lịch sử truy cập từ ngoài đơn vị"),
        "oversight:outside-access",
        "shield",
        MenuSection.ADMINISTRATION,
        place=50,
        permission=Permission.SEE_OUTSIDE_ACCESS,
        pages=("oversight:outside-access",),
    ),
    MenuEntry(
        _("Nhật ký"),
        "oversight:log",
        "journal-text",
        MenuSection.ADMINISTRATION,
        place=60,
        permission=Permission.READ_AUDIT,
        pages=("oversight:log",),
    ),
]
