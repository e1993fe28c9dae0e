"""Labels of the audit for the steering committee."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.audit.labels import Access, AuditAction, AuditedField, AuditedModel, Heading

STEERING = Heading(_("Ban Chỉ đạo"), 15)

MODELS = [
    AuditedModel("steering.directive", _("văn bản"), "steering:directive", Permission.VIEW_STEERING),
]

ACTIONS = [
    AuditAction("directive.view", _("Xem văn bản"), STEERING, access=Access.ROW),
    AuditAction("directive.list", _("Xem sổ văn bản"), STEERING, access=Access.LISTING),
    AuditAction("directive.register", _("Thêm văn bản"), STEERING),
    AuditAction("directive.edit", _("Sửa văn bản"), STEERING),
    AuditAction("directive.rest-on", _("Ghi căn cứ của văn bản"), STEERING),
    AuditAction("directive.attach", _("Tải tệp văn bản lên"), STEERING),
    AuditAction("directive.detach", _("Gỡ tệp văn bản"), STEERING),
    AuditAction("directive.download", _("Tải tệp văn bản về"), STEERING, access=Access.FILE),
    AuditAction("directive.end", _("Ghi văn bản hết hiệu lực"), STEERING),
    AuditAction("directive.restore", _("Khôi phục hiệu lực văn bản"), STEERING),
]

#: Fields without a label of their own, and what an action tells beside its fields.
FIELDS = [
    AuditedField("basis_count", _("số căn cứ")),
    AuditedField("basis_codes", _("văn bản căn cứ")),
]
