"""Labels of the audit for posts."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.audit.labels import Access, AuditAction, AuditedField, AuditedModel, Heading

POSTS = Heading(_("Bài tuyên truyền"), 30)

MODELS = [
    AuditedModel("propaganda.post", _("bài tuyên truyền"), "propaganda:detail", Permission.VIEW_POSTS),
    AuditedModel("propaganda.relay", _("lượt chia sẻ bài"), permission=Permission.VIEW_POSTS),
]

ACTIONS = [
    AuditAction("post.view", _("Xem tin, bài"), POSTS, access=Access.ROW),
    AuditAction("post.list", _("Xem danh sách tin, bài"), POSTS, access=Access.LISTING),
    AuditAction("post.relays", _("Xem các lượt đăng tải tin, bài"), POSTS, access=Access.LISTING),
    AuditAction("post.register", _("Thêm tin, bài"), POSTS),
    AuditAction("post.withdraw", _("Thu hồi bài tuyên truyền"), POSTS),
    AuditAction("post.restore", _("Khôi phục bài tuyên truyền"), POSTS),
    AuditAction("post.relay", _("Đánh dấu đã chia sẻ bài"), POSTS),
    AuditAction("post.undo-relay", _("Hoàn tác đánh dấu chia sẻ"), POSTS),
]

#: Fields without a label of their own, and what an action records besides its fields.
FIELDS = [
    AuditedField("post", _("bài")),
    AuditedField("posted_by", _("người đăng")),
    AuditedField("shared_at", _("chia sẻ lúc")),
    AuditedField("shared_by", _("người chia sẻ")),
]
