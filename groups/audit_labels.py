"""Labels of the audit for groups."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.audit.labels import Access, AuditAction, AuditedField, AuditedModel, Heading

GROUPS = Heading(_("Nhóm và tỷ lệ tham gia"), 20)

MODELS = [
    AuditedModel("groups.chatgroup", _("nhóm"), "groups:detail", Permission.VIEW_GROUPS),
    AuditedModel("groups.membercount", _("số thành viên nhóm"), permission=Permission.VIEW_GROUPS),
    AuditedModel("groups.groupconfirmation", _("xác nhận tình hình nhóm"), permission=Permission.VIEW_GROUPS),
    AuditedModel(
        "groups.groupinspection", _("lần kiểm tra nhóm"), "groups:inspection", Permission.VIEW_GROUPS
    ),
    AuditedModel("groups.coveragebase", _("tổng số để tính tỷ lệ"), permission=Permission.VIEW_COVERAGE),
    AuditedModel("groups.rolloutstep", _("giai đoạn triển khai"), permission=Permission.VIEW_STEERING),
    AuditedModel("groups.rolloutdeadline", _("thời hạn triển khai"), permission=Permission.VIEW_STEERING),
    AuditedModel("groups.rolloutreminder", _("lần nhắc triển khai"), permission=Permission.VIEW_STEERING),
]

ACTIONS = [
    AuditAction("rollout.view", _("Xem tiến độ triển khai nhóm"), GROUPS, access=Access.LISTING),
    AuditAction("rollout.note", _("Ghi giai đoạn triển khai"), GROUPS),
    AuditAction("rollout.pilot", _("Chọn nhóm thí điểm"), GROUPS),
    AuditAction("rollout.take-back", _("Bỏ giai đoạn triển khai"), GROUPS),
    AuditAction("rollout.set-deadline", _("Đặt thời hạn triển khai"), GROUPS),
    AuditAction("rollout.remind", _("Nhắc xã triển khai"), GROUPS),
    AuditAction("group.view", _("Xem nhóm"), GROUPS, access=Access.ROW),
    AuditAction("group.list", _("Xem danh sách nhóm"), GROUPS, access=Access.LISTING),
    AuditAction("group.counts", _("Xem số thành viên các nhóm"), GROUPS, access=Access.LISTING),
    AuditAction("group.confirmations", _("Xem tình hình hoạt động các nhóm"), GROUPS, access=Access.LISTING),
    AuditAction("coverage.view", _("Xem tỷ lệ tham gia và tỷ lệ có nhóm"), GROUPS, access=Access.LISTING),
    AuditAction("group.create", _("Thêm nhóm"), GROUPS),
    AuditAction("group.edit", _("Sửa thông tin nhóm"), GROUPS),
    AuditAction("group.close", _("Ngừng nhóm"), GROUPS),
    AuditAction("group.reopen", _("Mở lại nhóm"), GROUPS),
    AuditAction("group.count", _("Ghi số thành viên nhóm"), GROUPS),
    AuditAction("group.confirm", _("Xác nhận tình hình nhóm"), GROUPS),
    AuditAction("group.undo-confirm", _("Hoàn tác xác nhận tình hình nhóm"), GROUPS),
    AuditAction("group.hand-over", _("Bàn giao nhóm"), GROUPS),
    AuditAction("group.undo-hand-over", _("Hoàn tác bàn giao nhóm"), GROUPS),
    AuditAction("group.qr", _("Tải mã QR của nhóm"), GROUPS, access=Access.FILE),
    AuditAction("inspection.view", _("Xem lần kiểm tra nhóm"), GROUPS, access=Access.ROW),
    AuditAction("inspection.list", _("Xem các lần kiểm tra nhóm"), GROUPS, access=Access.LISTING),
    AuditAction("inspection.note", _("Ghi lần kiểm tra nhóm"), GROUPS),
    AuditAction("inspection.edit", _("Sửa lần kiểm tra nhóm"), GROUPS),
    AuditAction("inspection.finish", _("Ghi nhóm đã khắc phục"), GROUPS),
    AuditAction("inspection.drop", _("Không yêu cầu nhóm khắc phục nữa"), GROUPS),
    AuditAction("inspection.reopen", _("Yêu cầu nhóm khắc phục lại"), GROUPS),
    AuditAction("inspection.withdraw", _("Gỡ lần kiểm tra nhóm khỏi sổ"), GROUPS),
    AuditAction("inspection.restore", _("Đưa lần kiểm tra nhóm lại vào sổ"), GROUPS),
    AuditAction("base.set", _("Nhập tổng số để tính tỷ lệ"), GROUPS),
]

#: Fields without a label of their own, and what an action records besides its fields.
FIELDS = [
    AuditedField("confirmed_by", _("người xác nhận")),
    AuditedField("confirmed_on", _("ngày xác nhận")),
    AuditedField("counted_by", _("người cập nhật")),
    AuditedField("group", _("nhóm")),
    AuditedField("leader", _("trưởng nhóm")),
    AuditedField("pilot_count", _("số nhóm thí điểm")),
    AuditedField("sent_by", _("người nhắc")),
    AuditedField("problem", _("vướng mắc")),
]
