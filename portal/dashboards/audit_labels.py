"""Labels of the audit for the dashboards."""

from django.utils.translation import gettext_lazy as _

from portal.core.audit.labels import Access, AuditAction
from portal.units.audit_labels import UNITS

ACTIONS = [
    AuditAction("unit.overview", _("Xem tổng hợp theo xã"), UNITS, access=Access.LISTING, place=11),
]
