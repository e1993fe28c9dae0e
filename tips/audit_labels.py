"""Labels of the audit for tips."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.audit.labels import Access, AuditAction, AuditedField, AuditedModel, Heading

TIPS = Heading(_("Tin báo"), 10)

MODELS = [
    AuditedModel("tips.tip", _("tin báo"), "tips:detail", Permission.VIEW_TIPS, rises=True),
    AuditedModel("tips.dutynumber", _("số trực ban"), permission=Permission.VIEW_TIPS),
]

ACTIONS = [
    AuditAction("tip.log", _("Ghi tin báo"), TIPS),
    AuditAction("tip.classify", _("Phân loại tin"), TIPS),
    AuditAction("tip.reclassify", _("Phân loại lại tin"), TIPS),
    AuditAction("tip.assign", _("Giao xử lý tin"), TIPS),
    AuditAction("tip.pass_on", _("Chuyển tin cho cơ quan có thẩm quyền"), TIPS),
    AuditAction("tip.resolve", _("Ghi kết quả giải quyết tin"), TIPS),
    AuditAction("tip.answer", _("Ghi đã phản hồi người báo tin"), TIPS),
    AuditAction("tip.reopen", _("Mở lại tin"), TIPS),
    AuditAction("tip.void", _("Hủy tin do nhập nhầm"), TIPS),
    AuditAction("tip.restore", _("Khôi phục tin"), TIPS),
    AuditAction("tip.recount", _("Tính lại thời hạn theo lịch nghỉ"), TIPS),
    AuditAction("tip.hand-over", _("Bàn giao tin đã báo"), TIPS),
    AuditAction("tip.undo-hand-over", _("Hoàn tác bàn giao tin"), TIPS),
    AuditAction("tip.duty-number", _("Nhập số trực ban"), TIPS),
    AuditAction("tip.view", _("Xem tin báo"), TIPS, access=Access.TIP),
    AuditAction("tip.list", _("Xem danh sách tin báo"), TIPS, access=Access.LISTING),
    AuditAction("tip.redact", _("Xóa thông tin đã ghi trong tin"), TIPS),
    AuditAction("tip.name-others", _("Xác nhận tên, số nêu trong tin là của người khác"), TIPS),
    AuditAction("informant.open", _("Xem thông tin người báo tin"), TIPS, access=Access.TIP),
    AuditAction("informant.match", _("Viết trùng thông tin người báo tin, bị giữ lại"), TIPS),
]

#: Fields without a label of their own, and what an action records besides its fields.
FIELDS = [
    AuditedField("about_police", _("phản ánh về cán bộ Công an")),
    AuditedField("field", _("ô đã nhập")),
    AuditedField("whole", _("trùng hẳn")),
    AuditedField("followed_by", _("người theo dõi")),
    AuditedField("limit", _("thời hạn áp dụng")),
    AuditedField("logged_by", _("người ghi")),
]
