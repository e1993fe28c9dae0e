"""Labels of the audit for bodies."""

from django.utils.translation import gettext_lazy as _

from portal.core.audit.labels import AuditAction, AuditedField, AuditedModel, Heading

BODIES = Heading(_("Cơ quan, tổ chức"), 45)

MODELS = [AuditedModel("bodies.body", _("cơ quan, tổ chức"), "units:body", "bodies.view")]

ACTIONS = [
    AuditAction("body.create", _("Thêm cơ quan, tổ chức"), BODIES),
    AuditAction("body.edit", _("Sửa cơ quan, tổ chức"), BODIES),
    AuditAction("body.end", _("Ghi cơ quan, tổ chức chấm dứt hoạt động"), BODIES),
    AuditAction("body.reopen", _("Mở lại cơ quan, tổ chức"), BODIES),
    AuditAction("body.line", _("Đổi cơ quan, tổ chức cấp trên"), BODIES),
]

#: What an action records besides its fields.
FIELDS = [AuditedField("lines", _("trực thuộc"))]
