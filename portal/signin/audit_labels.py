"""Labels of the audit for signing in."""

from django.utils.translation import gettext_lazy as _

from portal.core.audit.labels import AuditAction, AuditedField, AuditedModel, Heading

SIGN_IN = Heading(_("Đăng nhập"), 80)

MODELS = [
    AuditedModel("signin.card", _("thẻ đăng nhập")),
]

ACTIONS = [
    AuditAction("signin.password", _("Đăng nhập bằng mật khẩu"), SIGN_IN),
    AuditAction("signin.code", _("Đăng nhập có mã xác thực"), SIGN_IN),
    AuditAction("signin.card", _("Đăng nhập bằng thẻ"), SIGN_IN),
    AuditAction("signin.authenticator", _("Cài ứng dụng lấy mã"), SIGN_IN),
    AuditAction("signin.recovery-code", _("Dùng mã dự phòng"), SIGN_IN),
    AuditAction("signin.recovery-codes", _("Tạo mã dự phòng mới"), SIGN_IN),
    AuditAction("signin.reset-authenticator", _("Gỡ ứng dụng lấy mã"), SIGN_IN),
    AuditAction("signin.initial-password", _("Đặt mật khẩu ban đầu"), SIGN_IN),
    AuditAction("signin.let-try-again", _("Cho nhập lại mật khẩu"), SIGN_IN),
    AuditAction("signin.reopen", _("Mở lại tài khoản lâu không dùng"), SIGN_IN),
    AuditAction("signin.close-unused", _("Ngừng tài khoản lâu không dùng"), SIGN_IN),
    AuditAction("signin.end-sessions", _("Kết thúc phiên đăng nhập"), SIGN_IN),
    AuditAction("card.issue", _("Cấp thẻ đăng nhập"), SIGN_IN),
    AuditAction("card.revoke", _("Thu hồi thẻ đăng nhập"), SIGN_IN),
    AuditAction("card.unlock", _("Mở khóa thẻ đăng nhập"), SIGN_IN),
    AuditAction("card.allow-device", _("Cho thẻ dùng máy mới"), SIGN_IN),
    AuditAction("card.ask-device", _("Xin dùng thẻ trên máy mới"), SIGN_IN),
    AuditAction("card.bind", _("Gắn thẻ vào điện thoại"), SIGN_IN),
    AuditAction("card.lock", _("Khóa thẻ vì nhập sai PIN"), SIGN_IN),
    AuditAction("card.end", _("Kết thúc thẻ đăng nhập"), SIGN_IN),
]

#: Fields without a label of their own, and what an action records besides its fields.
FIELDS = [
    AuditedField("allowed_until", _("cho phép máy mới đến")),
    AuditedField("bound_until", _("gắn máy đến")),
]
