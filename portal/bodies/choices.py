"""Kinds of bodies, and the traits that some kinds have: school level, enterprise size, kind of force."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BodyKind(TextChoices):
    """What a body is: first those that lead and act, then those that take part (S2.6, S3.1, S4.6)."""

    PARTY_COMMITTEE = "party-committee", _("Cấp ủy Đảng")
    PEOPLES_COMMITTEE = "peoples-committee", _("Ủy ban nhân dân")
    POLICE = "police", _("Công an")
    STEERING_COMMITTEE = "steering-committee", _("Ban Chỉ đạo")
    OPERATING_BOARD = "operating-board", _("Ban Điều hành")
    FRONT = "front", _("Mặt trận Tổ quốc")
    MASS_ORGANISATION = "mass-organisation", _("Đoàn thể")
    PARTY_CELL = "party-cell", _("Chi bộ")
    DEPARTMENT = "department", _("Phòng, ban, ngành")
    AGENCY = "agency", _("Cơ quan, đơn vị")
    SCHOOL = "school", _("Trường học")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    FORCE = "force", _("Lực lượng")


class SchoolLevel(TextChoices):
    """The level of a school: it decides whether the school is to be assessed."""

    PRESCHOOL = "preschool", _("Mầm non, nhà trẻ")
    PRIMARY = "primary", _("Tiểu học")
    LOWER_SECONDARY = "lower-secondary", _("Trung học cơ sở")
    UPPER_SECONDARY = "upper-secondary", _("Trung học phổ thông")
    SEVERAL = "several", _("Nhiều cấp học, có cấp trung học")
    VOCATIONAL = "vocational", _("Giáo dục nghề nghiệp, giáo dục thường xuyên")
    HIGHER = "higher", _("Cao đẳng, đại học")


class EnterpriseSize(TextChoices):
    """The size of an enterprise by the law on support of small and medium enterprises."""

    MICRO = "micro", _("Siêu nhỏ")
    SMALL = "small", _("Nhỏ")
    MEDIUM = "medium", _("Vừa")
    LARGE = "large", _("Lớn")


class ForceKind(TextChoices):
    """Which force (S0.1): of residents, or armed."""

    LOCAL = "local", _("Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở")
    PATROL = "patrol", _("Tuần tra nhân dân")
    FIRE_SAFETY = "fire-safety", _("Tổ liên gia an toàn phòng cháy, chữa cháy")
    CIVIL_DEFENCE = "civil-defence", _("Đội dân phòng")
    GUARD = "guard", _("Bảo vệ cơ quan, doanh nghiệp")
    ARMED = "armed", _("Quân đội, biên phòng, dân quân tự vệ")
    OTHER = "other", _("Lực lượng khác")


#: What is said more of a kind, and its column; other kinds have neither.
TRAITS: dict[str, type[TextChoices]] = {
    BodyKind.SCHOOL.value: SchoolLevel,
    BodyKind.ENTERPRISE.value: EnterpriseSize,
    BodyKind.FORCE.value: ForceKind,
}
TRAIT_COLUMN = {
    BodyKind.SCHOOL.value: "school_level",
    BodyKind.ENTERPRISE.value: "enterprise_size",
    BodyKind.FORCE.value: "force_kind",
}

#: Kinds that other bodies may be under.
LEADING = [
    kind.value for kind in BodyKind if kind not in (BodyKind.SCHOOL, BodyKind.ENTERPRISE, BodyKind.FORCE)
]


def trait_of(row: Any) -> str:
    """The school level, enterprise size or kind of force of a row with a body's columns; "" where its kind has none or it is
    unknown."""
    column = TRAIT_COLUMN.get(row.kind)
    return getattr(row, column) if column else ""
