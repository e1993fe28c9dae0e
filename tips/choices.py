"""Categories, natures, channels, urgency, outcomes and recipients of tips."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """What a tip is about, in residents' words."""

    THEFT = "theft", _("Trộm cắp, người lạ khả nghi")
    DRUGS = "drugs", _("Ma túy")
    GAMBLING = "gambling", _("Đánh bạc, đá gà")
    LOAN_SHARKS = "loan-sharks", _("Tín dụng đen")
    FRAUD = "fraud", _("Lừa đảo qua mạng")
    DISORDER = "disorder", _("Gây rối, tụ tập đêm")
    VIOLENCE = "violence", _("Đánh nhau, bạo lực gia đình")
    WEAPONS = "weapons", _("Vũ khí, pháo")
    FIRE = "fire", _("Cháy nổ")
    TRAFFIC = "traffic", _("Trật tự, an toàn giao thông")
    LOST_FOUND = "lost-found", _("Tìm người, đồ, vật nuôi")
    WANTED = "wanted", _("Truy nã")
    DISPUTE = "dispute", _("Mâu thuẫn, tranh chấp")
    ENVIRONMENT = "environment", _("Môi trường, tiếng ồn")
    PROCEDURES = "procedures", _("Cư trú, căn cước, thủ tục")
    PRAISE = "praise", _("Khen, góp ý")
    MISCONDUCT = "misconduct", _("Tiêu cực của cán bộ")
    FALSE_NEWS = "false-news", _("Tin giả cần đính chính")


class Field(TextChoices):
    """The fields by which reports count tips (S2.4)."""

    ORDER = "order", _("An ninh, trật tự công cộng")
    CRIME = "crime", _("Tội phạm, tệ nạn xã hội")
    ACCIDENT = "accident", _("Tai nạn, cháy, nổ, giao thông")
    DISPUTE = "dispute", _("Mâu thuẫn, tranh chấp trong dân")
    LOST_FOUND = "lost-found", _("Tìm người, đồ vật, vật nuôi")
    SERVICE = "service", _("Thủ tục, môi trường, góp ý")


FIELD_OF = {
    Category.THEFT: Field.CRIME,
    Category.DRUGS: Field.CRIME,
    Category.GAMBLING: Field.CRIME,
    Category.LOAN_SHARKS: Field.CRIME,
    Category.FRAUD: Field.CRIME,
    Category.VIOLENCE: Field.CRIME,
    Category.WANTED: Field.CRIME,
    Category.WEAPONS: Field.ORDER,
    Category.DISORDER: Field.ORDER,
    Category.FALSE_NEWS: Field.ORDER,
    Category.FIRE: Field.ACCIDENT,
    Category.TRAFFIC: Field.ACCIDENT,
    Category.LOST_FOUND: Field.LOST_FOUND,
    Category.DISPUTE: Field.DISPUTE,
    Category.ENVIRONMENT: Field.SERVICE,
    Category.PROCEDURES: Field.SERVICE,
    Category.PRAISE: Field.SERVICE,
    Category.MISCONDUCT: Field.SERVICE,
}


class Nature(TextChoices):
    """By which law a tip is handled; the officer decides it when classifying."""

    EVERYDAY = "everyday", _("Vụ việc thông thường")
    CRIME = "crime", _("Tin báo, tố giác tội phạm")
    ADMINISTRATIVE = "administrative", _("Vi phạm hành chính")
    DENUNCIATION = "denunciation", _("Tố cáo")
    COMPLAINT = "complaint", _("Khiếu nại")
    FEEDBACK = "feedback", _("Kiến nghị, phản ánh")


# Proposed when a tip is logged; classification may change it. What is only suspected starts as everyday.
PROPOSED_NATURE = {
    Category.DRUGS: Nature.CRIME,
    Category.GAMBLING: Nature.CRIME,
    Category.FRAUD: Nature.CRIME,
    Category.WEAPONS: Nature.CRIME,
    Category.WANTED: Nature.CRIME,
    Category.VIOLENCE: Nature.CRIME,
    Category.MISCONDUCT: Nature.DENUNCIATION,
    Category.PRAISE: Nature.FEEDBACK,
}

# The commune may not settle these itself: they are passed on to who is competent (BLTTHS Đ145, Luật Tố cáo).
MUST_PASS_ON = {Nature.CRIME, Nature.DENUNCIATION}


class Channel(TextChoices):
    """How a tip came."""

    ZALO_GROUP = "zalo-group", _("Nhóm Zalo")
    ZALO_DIRECT = "zalo-direct", _("Nhắn riêng qua Zalo")
    PHONE = "phone", _("Điện thoại")
    IN_PERSON = "in-person", _("Gặp trực tiếp")
    HAMLET_HEAD = "hamlet-head", _("Qua trưởng thôn, ấp")


class Urgency(TextChoices):
    NORMAL = "normal", _("Bình thường")
    URGENT = "urgent", _("Gấp: đang xảy ra, nghiêm trọng hoặc có thể bỏ trốn")


class Outcome(TextChoices):
    """How a tip ended."""

    HELPED = "helped", _("Đã xử lý, tin có giá trị")
    UNFOUNDED = "unfounded", _("Đã xác minh, không có cơ sở")
    NOTED = "noted", _("Ghi nhận, không cần làm gì thêm")
    PASSED_ON = "passed-on", _("Đã chuyển cơ quan có thẩm quyền")


class Recipient(TextChoices):
    """To whom a tip is passed on."""

    INVESTIGATORS = "investigators", _("Cơ quan Cảnh sát điều tra")
    POSTED_INVESTIGATOR = "posted-investigator", _("Điều tra viên bố trí tại Công an cấp xã")
    PEOPLES_COMMITTEE = "peoples-committee", _("Ủy ban nhân dân xã")
    SPECIALISED_BODY = "specialised-body", _("Cơ quan chuyên môn")
    OTHER_COMMUNE = "other-commune", _("Công an xã khác")
    COMPETENT_AUTHORITY = "competent-authority", _("Cơ quan có thẩm quyền giải quyết tố cáo, khiếu nại")


class DueStep(TextChoices):
    """What a time limit requires of the commune."""

    START = "start", _("bắt đầu xử lý")
    PASS_ON = "pass-on", _("chuyển cơ quan có thẩm quyền")
    ANSWER = "answer", _("phản hồi người báo tin")


class LimitClock(TextChoices):
    """How a time limit runs."""

    HOURS = "hours", _("giờ")
    WORKING_HOURS = "working-hours", _("giờ làm việc")
    DAYS = "days", _("ngày")
    WORKING_DAYS = "working-days", _("ngày làm việc")


# The clocks that use the table of days off.
WORKING_CLOCKS = frozenset({LimitClock.WORKING_DAYS, LimitClock.WORKING_HOURS})
