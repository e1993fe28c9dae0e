"""Labels of the audit for people, roles and hand-overs."""

from django.utils.translation import gettext_lazy as _

from portal.core.audit.labels import Access, AuditAction, AuditedField, AuditedModel, Heading

PEOPLE = Heading(_("Người dùng"), 70)

MODELS = [
    AuditedModel("accounts.user", _("tài khoản")),
    AuditedModel("accounts.assignment", _("phân công")),
    AuditedModel("accounts.handover", _("bàn giao")),
    AuditedModel("accounts.elevation", _("quyền xem tạm thời của hỗ trợ")),
]

ACTIONS = [
    AuditAction("person.add", _("Mở tài khoản"), PEOPLE),
    AuditAction("person.rename", _("Sửa tên người dùng"), PEOPLE),
    AuditAction("person.close", _("Ngừng tài khoản"), PEOPLE),
    AuditAction("person.remove", _("Xóa tài khoản chưa dùng"), PEOPLE),
    AuditAction("person.password", _("Đổi mật khẩu"), PEOPLE),
    AuditAction("person.assign", _("Phân công"), PEOPLE),
    AuditAction("person.unassign", _("Bỏ phân công chưa có hiệu lực"), PEOPLE),
    AuditAction("person.end-assignment", _("Kết thúc phân công"), PEOPLE),
    AuditAction("person.restore-assignment", _("Khôi phục phân công"), PEOPLE),
    AuditAction("person.hand-over", _("Bàn giao"), PEOPLE),
    AuditAction("person.undo-hand-over", _("Hoàn tác bàn giao"), PEOPLE),
    AuditAction("support.raise", _("Xin quyền xem tạm thời"), PEOPLE, access=Access.SUPPORT),
    AuditAction("support.lower", _("Kết thúc quyền xem tạm thời"), PEOPLE),
]

#: Fields without a label of their own, and what an action records besides its fields.
FIELDS = [
    AuditedField("begun", _("phân công mới")),
    AuditedField("body", _("cơ quan, tổ chức")),
    AuditedField("ended", _("phân công cũ")),
    AuditedField("incoming", _("người nhận")),
    AuditedField("made_by", _("người lập")),
    AuditedField("outgoing", _("người bàn giao")),
    AuditedField("role", _("vai trò")),
    AuditedField("user", _("người")),
]
