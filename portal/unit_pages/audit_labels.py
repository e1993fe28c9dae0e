"""Labels of the audit for the screens of units."""

from django.utils.translation import gettext_lazy as _

from portal.bodies.audit_labels import BODIES
from portal.core.audit.labels import Access, AuditAction
from portal.units.audit_labels import UNITS

ACTIONS = [
    AuditAction(
        "unit.view", _("Xem người, nhóm và số liệu của đơn vị"), UNITS, access=Access.LISTING, place=10
    ),
    AuditAction("body.list", _("Xem danh sách cơ quan, tổ chức"), BODIES, access=Access.LISTING, place=10),
    AuditAction("body.view", _("Xem cơ quan, tổ chức"), BODIES, access=Access.ROW, place=10),
]
