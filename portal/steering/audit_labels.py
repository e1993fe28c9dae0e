"""Labels of the audit for the steering committee."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.audit.labels import Access, AuditAction, AuditedField, AuditedModel, Heading

STEERING = Heading(_("Ban Chỉ đạo"), 15)

MODELS = [
    AuditedModel("steering.board", _("ban"), permission=Permission.VIEW_STEERING),
    AuditedModel("steering.boardmember", _("thành viên ban"), permission=Permission.VIEW_STEERING),
    AuditedModel("steering.unitsetting", _("tên gọi, thiết lập"), permission=Permission.VIEW_STEERING),
    AuditedModel("steering.letterhead", _("thể thức văn bản"), permission=Permission.VIEW_REPORTS),
    AuditedModel("steering.directive", _("văn bản"), "steering:directive", Permission.VIEW_STEERING),
    AuditedModel("steering.activity", _("hoạt động"), "steering:activity", Permission.VIEW_STEERING),
    AuditedModel(
        "steering.finding", _("nội dung cần khắc phục"), "steering:finding", Permission.VIEW_STEERING
    ),
    AuditedModel(
        "steering.assessmentsheet",
        _("phiếu xét An toàn về ANTT"),
        "steering:assessment",
        Permission.VIEW_STEERING,
    ),
]

ACTIONS = [
    AuditAction("committee.view", _("Xem trang Ban Chỉ đạo"), STEERING, access=Access.LISTING),
    AuditAction("board.found", _("Ghi ban mới"), STEERING),
    AuditAction("board.edit", _("Sửa ban"), STEERING),
    AuditAction("board.end", _("Ghi ban kết thúc"), STEERING),
    AuditAction("board.reopen", _("Khôi phục ban"), STEERING),
    AuditAction("board.add-member", _("Thêm thành viên ban"), STEERING),
    AuditAction("board.edit-member", _("Sửa thành viên ban"), STEERING),
    AuditAction("board.end-term", _("Ghi thành viên thôi tham gia"), STEERING),
    AuditAction("board.restore-term", _("Khôi phục thành viên ban"), STEERING),
    AuditAction("board.take-back", _("Gỡ thành viên nhập nhầm"), STEERING),
    AuditAction("setting.set", _("Đổi tên gọi, thiết lập của đơn vị"), STEERING),
    AuditAction("setting.end", _("Ghi tên gọi, thiết lập hết dùng"), STEERING),
    AuditAction("setting.take-back", _("Gỡ tên gọi, thiết lập nhập nhầm"), STEERING),
    AuditAction("letterhead.set", _("Ghi thể thức văn bản"), STEERING),
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
    AuditAction("finding.view", _("Xem nội dung cần khắc phục"), STEERING, access=Access.ROW),
    AuditAction("finding.list", _("Xem danh sách cần khắc phục"), STEERING, access=Access.LISTING),
    AuditAction("finding.add", _("Thêm nội dung cần khắc phục"), STEERING),
    AuditAction("finding.edit", _("Sửa nội dung cần khắc phục"), STEERING),
    AuditAction("finding.finish", _("Ghi đã khắc phục"), STEERING),
    AuditAction("finding.drop", _("Không yêu cầu khắc phục nữa"), STEERING),
    AuditAction("finding.reopen", _("Yêu cầu khắc phục lại"), STEERING),
    AuditAction("activity.view", _("Xem cuộc họp, kiểm tra"), STEERING, access=Access.ROW),
    AuditAction("activity.list", _("Xem sổ họp, kiểm tra"), STEERING, access=Access.LISTING),
    AuditAction("activity.register", _("Thêm cuộc họp, kiểm tra"), STEERING),
    AuditAction("activity.edit", _("Sửa cuộc họp, kiểm tra"), STEERING),
    AuditAction("activity.withdraw", _("Gỡ cuộc họp, kiểm tra khỏi sổ"), STEERING),
    AuditAction("activity.restore", _("Đưa cuộc họp, kiểm tra lại vào sổ"), STEERING),
    AuditAction("activity.attach", _("Tải tệp biên bản lên"), STEERING),
    AuditAction("activity.detach", _("Gỡ tệp biên bản"), STEERING),
    AuditAction("activity.download", _("Tải tệp biên bản về"), STEERING, access=Access.FILE),
    AuditAction("assessment.view", _("Xem phiếu xét An toàn về ANTT"), STEERING, access=Access.ROW),
    AuditAction("assessment.list", _("Xem việc xét An toàn về ANTT"), STEERING, access=Access.LISTING),
    AuditAction("assessment.register", _("Ghi đăng ký An toàn về ANTT"), STEERING),
    AuditAction("assessment.unregister", _("Bỏ đăng ký An toàn về ANTT"), STEERING),
    AuditAction("assessment.judge", _("Đánh giá tiêu chí An toàn về ANTT"), STEERING),
    AuditAction("assessment.propose", _("Ghi đề nghị công nhận An toàn về ANTT"), STEERING),
    AuditAction("assessment.withdraw", _("Rút đề nghị công nhận An toàn về ANTT"), STEERING),
    AuditAction("assessment.decide", _("Ghi kết quả xét An toàn về ANTT"), STEERING),
    AuditAction("assessment.reopen", _("Mở lại kết quả xét An toàn về ANTT"), STEERING),
]

#: Fields without a label of their own, and what an action records besides its fields.
FIELDS = [
    AuditedField("basis_count", _("số căn cứ")),
    AuditedField("basis_codes", _("văn bản căn cứ")),
    AuditedField("criteria_met", _("số tiêu chí đạt")),
    AuditedField("criteria_failed", _("số tiêu chí không đạt")),
    AuditedField("criterion_keys", _("tiêu chí được đánh giá")),
]
