"""Labels of the audit for the base: holidays, seals, trimming."""

from django.utils.translation import gettext_lazy as _

from portal.core.audit.labels import OTHER, AuditAction, AuditedModel, Heading

AUDIT = Heading(_("Nhật ký"), 90)

MODELS = [
    AuditedModel("core.holiday", _("ngày nghỉ, ngày làm bù")),
    AuditedModel("core.auditseal", _("niêm phong nhật ký")),
]

ACTIONS = [
    AuditAction("days-off.add", _("Thêm ngày nghỉ, ngày làm bù"), OTHER),
    AuditAction("days-off.change", _("Sửa ngày nghỉ, ngày làm bù"), OTHER),
    AuditAction("days-off.remove", _("Bỏ ngày nghỉ, ngày làm bù"), OTHER),
    AuditAction("audit.trim", _("Rút gọn nhật ký quá hạn"), AUDIT),
]
