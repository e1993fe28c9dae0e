"""Kinds and conditions of groups, reasons of closing, and the subjects whose coverage is measured."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class GroupKind(TextChoices):
    """Who a group gathers (S0.1, S1.1, S1.8). A group's type only: nothing about a person's faith is kept."""

    # The stored value is the older name; rows, links and frozen reports bear it.
    SELF_MANAGED_TEAM = "residents-group", _("Tổ tự quản")
    HAMLET = "hamlet", _("Thôn, ấp, khu phố")
    COMMITTEE = "committee", _("Ban Chỉ đạo")
    ORGANISATION = "organisation", _("Đoàn thể, cơ quan")
    FORCE = "force", _("Lực lượng cơ sở")
    WORKERS = "workers", _("Công nhân")
    PARISH = "parish", _("Họ đạo, xứ đạo")
    SCHOOL = "school", _("Trường học")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    CROSS_COMMUNE = "cross-commune", _("Liên xã")


class CoverageSubject(TextChoices):
    """Whose coverage is measured over a base (S0.1 what must have a group, S3.1 who takes part)."""

    # As GroupKind: the older name stays stored, and is part of an indicator's key.
    SELF_MANAGED_TEAMS = "residents-groups", _("tổ tự quản")
    HAMLETS = "hamlets", _("thôn, ấp, khu phố")
    HOUSEHOLDS = "households", _("hộ gia đình")
    AGENCIES = "agencies", _("cơ quan, đơn vị, trường học")
    ENTERPRISES = "enterprises", _("doanh nghiệp")


class Condition(TextChoices):
    """The state of a group, as its head confirms it."""

    ACTIVE = "active", _("Hoạt động bình thường")
    QUIET = "quiet", _("Ít tương tác")
    TROUBLED = "troubled", _("Có khó khăn, vướng mắc")


class CloseReason(TextChoices):
    """Why a group ended."""

    MERGED = "merged", _("Nhập vào nhóm khác")
    UNIT_ENDED = "unit-ended", _("Thôn, ấp, tổ đã sáp nhập, chia tách hoặc giải thể")
    INACTIVE = "inactive", _("Không còn hoạt động")
    DUPLICATE = "duplicate", _("Nhập nhầm, trùng nhóm khác")
    OTHER = "other", _("Lý do khác")


class RolloutStage(TextChoices):
    """How far a commune is in setting up its groups, the earliest first (S0.2, S1.2); before the first it has not begun."""

    PILOTING = "piloting", _("Đang thí điểm")
    EVALUATED = "evaluated", _("Đã đánh giá thí điểm")
    LAUNCHED = "launched", _("Đã ra mắt toàn xã")
