"""Labels of the audit for notices."""

from django.utils.translation import gettext_lazy as _

from portal.core.audit.labels import AuditAction, Heading

NOTICES = Heading(_("Thông báo"), 85)

ACTIONS = [
    AuditAction("notices.ask-address", _("Xin mã xác nhận địa chỉ thư điện tử"), NOTICES),
    AuditAction("notices.confirm-address", _("Xác nhận địa chỉ thư điện tử"), NOTICES),
    AuditAction("notices.remove-address", _("Bỏ địa chỉ thư điện tử"), NOTICES),
]
