"""Labels of the audit for the screens of units."""

from django.utils.translation import gettext_lazy as _

from portal.core.audit.labels import Access, AuditAction
from portal.units.audit_labels import UNITS

ACTIONS = [
    AuditAction(
        "unit.view", _("Xem người, nhóm và số liệu của đơn vị"), UNITS, access=Access.LISTING, place=10
    ),
]
