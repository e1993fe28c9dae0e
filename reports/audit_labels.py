"""Labels of the audit for reports."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.audit.labels import Access, AuditAction, AuditedField, AuditedModel, Heading

REPORTS = Heading(_("Báo cáo"), 40)

MODELS = [
    AuditedModel("reports.report", _("báo cáo"), "reports:detail", Permission.VIEW_REPORTS),
]

ACTIONS = [
    AuditAction("report.view", _("Xem báo cáo"), REPORTS, access=Access.ROW),
    AuditAction("report.list", _("Xem danh sách báo cáo"), REPORTS, access=Access.LISTING),
    AuditAction("report.open", _("Lập báo cáo"), REPORTS),
    AuditAction("report.edit", _("Soạn nội dung báo cáo"), REPORTS),
    AuditAction("report.submit", _("Gửi báo cáo"), REPORTS),
    AuditAction("report.download", _("Tải báo cáo"), REPORTS, access=Access.FILE),
]

#: Fields without a label of their own, and what an action records besides its fields.
FIELDS = [
    AuditedField("content", _("nội dung")),
    AuditedField("content_hash", _("mã kiểm tra")),
    AuditedField("cut_off", _("ngày chốt")),
    AuditedField("due_on", _("hạn gửi")),
    AuditedField("format", _("định dạng")),
    AuditedField("index", _("kỳ thứ")),
    AuditedField("issued_at", _("ban hành lúc")),
    AuditedField("issued_by", _("người ban hành")),
    AuditedField("narrative", _("nội dung báo cáo")),
    AuditedField("number", _("số")),
    AuditedField("number_year", _("năm của số")),
    AuditedField("revision", _("lần sửa")),
    AuditedField("symbol", _("ký hiệu")),
]
