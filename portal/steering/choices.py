"""Kinds of directives and the way they went (S2.6, S4.7)."""

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
