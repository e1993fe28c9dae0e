from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    verbose_name = "Nền tảng"

    def ready(self):
        from django.forms import Field

        # Django's own sentence says what a field is, not what to do.
        Field.default_error_messages["required"] = _("Chưa trả lời. Điền hoặc chọn rồi gửi lại.")
