"""Kinds of directives and the way they went (S2.6, S4.7); kinds of activities (S4.8, S4.10); boards and places on them;
purposes of plans and the subjects of their targets (S3.1)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DirectiveKind(TextChoices):
    PLAN = "plan", _("Kế hoạch")
    DECISION = "decision", _("Quyết định")
    LETTER = "letter", _("Công văn")
    GUIDELINE = "guideline", _("Hướng dẫn")
    INSTRUCTION = "instruction", _("Chỉ thị")
    RESOLUTION = "resolution", _("Nghị quyết")
    PROGRAMME = "programme", _("Chương trình")
    ANNOUNCEMENT = "announcement", _("Thông báo")
    OTHER = "other", _("Văn bản khác")


class DirectiveWay(TextChoices):
    """Whether the unit received a paper or issued it itself."""

    RECEIVED = "received", _("Văn bản đến")
    ISSUED = "issued", _("Văn bản đi")


class SubjectKind(TextChoices):
    """Who is assessed yearly for "An toàn về an ninh, trật tự" (S2.8)."""

    AREA = "area", _("Khu dân cư")
    AGENCY = "agency", _("Cơ quan")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    SCHOOL = "school", _("Cơ sở giáo dục")
    COMMUNE = "commune", _("Xã, phường")


class CriterionVerdict(TextChoices):
    """What a person judged of one criterion; without a verdict it is not yet judged."""

    MET = "met", _("Đạt")
    NOT_MET = "not-met", _("Không đạt")


class AssessmentOutcome(TextChoices):
    """What was decided on a sheet."""

    RECOGNISED = "recognised", _("Đã công nhận")
    NOT_RECOGNISED = "not-recognised", _("Không công nhận")


class FigureRule(TextChoices):
    """What a figure of the portal proposes about a criterion."""

    NOT_MORE = "not-more", _("không nhiều hơn kỳ xét trước")
    AT_LEAST_ONE = "at-least-one", _("có ít nhất một")
    FOR_INFORMATION = "for-information", _("để tham khảo")
    SHARES = "shares", _("tỷ lệ đăng ký, công nhận của xã")


class ActivityKind(TextChoices):
    MEETING = "meeting", _("Cuộc họp")
    INSPECTION = "inspection", _("Cuộc kiểm tra")
    LIVE_SESSION = "live-session", _("Buổi trực tiếp")


class Issuer(TextChoices):
    """Who signs a paper of a unit; a hamlet or a body that reports signs as itself, in the committee's place."""

    COMMITTEE = "committee", _("Ban Chỉ đạo, đơn vị báo cáo")
    PEOPLES_COMMITTEE = "ubnd", _("Ủy ban nhân dân")
    PARTY = "party", _("Đảng ủy")


class SheetStage(TextChoices):
    """How far the sheet of a subject has come in its year."""

    UNREGISTERED = "unregistered", _("Chưa đăng ký")
    REGISTERED = "registered", _("Đã đăng ký")
    PROPOSED = "proposed", _("Đã đề nghị")
    RECOGNISED = "recognised", _("Đã công nhận")
    NOT_RECOGNISED = "not-recognised", _("Không công nhận")


class BoardKind(TextChoices):
    STEERING = "steering", _("Ban Chỉ đạo")
    OPERATING = "operating", _("Ban Điều hành")


class BoardPlace(TextChoices):
    """A place on a board, in the order in which its members are listed."""

    HEAD = "head", _("Trưởng ban")
    STANDING_DEPUTY = "standing-deputy", _("Phó Trưởng ban thường trực")
    DEPUTY = "deputy", _("Phó Trưởng ban")
    MEMBER = "member", _("Thành viên")
    SECRETARY = "secretary", _("Thư ký")


class SettingKey(TextChoices):
    """What the papers of a unit call things; each from a day to a day."""

    PROGRAMME = "programme", _("Tên mô hình")
    COMMITTEE = "committee", _("Tên đầy đủ của Ban Chỉ đạo")
    PLAN = "plan", _("Kế hoạch thực hiện")
    START = "start", _("Ngày bắt đầu mô hình")


class PlanPurpose(TextChoices):
    """What a plan is for: of each purpose one is in force in a year."""

    MODEL = "model", _("Mô hình nhóm Zalo")
    SAFETY = "safety", _("Xây dựng “An toàn về an ninh, trật tự”")
    PREVENTION = "prevention", _("Phòng, chống tội phạm và vi phạm pháp luật")
    OTHER = "other", _("Công tác khác")


class TargetSubject(TextChoices):
    """What a target is set for: who takes part, and how tips are handled (S3.1)."""

    AGENCIES = "agencies", _("cơ quan, đơn vị, trường học")
    HAMLETS = "hamlets", _("thôn, ấp, khu phố")
    # The value is the older name, as in the subjects of coverage.
    SELF_MANAGED_TEAMS = "residents-groups", _("tổ tự quản")
    ENTERPRISES = "enterprises", _("doanh nghiệp")
    HOUSEHOLDS = "households", _("hộ gia đình")
    ORGANISATIONS = "organisations", _("đoàn thể")
    FORCES = "forces", _("lực lượng cơ sở")
    TIPS = "tips", _("tin báo được xử lý kịp thời, đúng pháp luật")
