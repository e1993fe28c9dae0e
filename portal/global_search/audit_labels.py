"""Labels of the audit for the global search."""

from django.utils.translation import gettext_lazy as _

from portal.core.audit.labels import OTHER, Access, AuditAction

ACTIONS = [
    AuditAction(
        "find", _("Tìm trong tin báo, nhóm, tin, bài và báo cáo"), OTHER, access=Access.LISTING, place=10
    ),
]
