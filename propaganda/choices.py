"""Topics of posts (S1.4, S2.3, S4.5)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Topic(TextChoices):
    SECURITY = "security", _("Tình hình an ninh, trật tự")
    CRIME_METHODS = "crime-methods", _("Phương thức, thủ đoạn tội phạm")
    LOAN_SHARKS = "loan-sharks", _("Tín dụng đen, đòi nợ thuê")
    FIRE = "fire", _("Phòng cháy, chữa cháy")
    TRAFFIC = "traffic", _("An toàn giao thông")
    FALSE_CLAIMS = "false-claims", _("Phản bác thông tin sai sự thật")
    MOVEMENT = "movement", _("Phong trào toàn dân, gương người tốt")
    PROCEDURES = "procedures", _("Thủ tục hành chính của Công an")
    SCHEDULE = "schedule", _("Lịch họp, lịch làm việc")
    WANTED = "wanted", _("Truy nã, tìm người")
    LOST_FOUND = "lost-found", _("Tìm đồ vật, vật nuôi")
