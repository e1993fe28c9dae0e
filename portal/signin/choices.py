"""How a session was opened: password, code, card."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class How(TextChoices):
    """By what someone entered: kept in the session itself, so that a page knows it without a query."""

    CODE = "password+code", _("mật khẩu và mã xác thực")
    PASSWORD = "password", _("mật khẩu")
    CARD = "card", _("thẻ và mã PIN")
