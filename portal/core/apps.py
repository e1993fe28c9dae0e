from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    verbose_name = "Nền tảng"

    def ready(self):
        from django.db.backends.signals import connection_created
        from django.forms import Field

        from portal.core.chain import tending  # noqa: F401  registers the recurring job
        from portal.core.moments import use_moment_loader

        # Django's own sentence says what a field is, not what to do.
        Field.default_error_messages["required"] = _("Chưa trả lời. Điền hoặc chọn rồi gửi lại.")
        connection_created.connect(use_moment_loader, dispatch_uid="moments")
