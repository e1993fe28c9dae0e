from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"
    verbose_name = "Nền tảng"

    def ready(self):
        from django.db.backends.signals import connection_created

        from portal.core import checks  # noqa: F401  registers the checks
        from portal.core.audit import sealing_job  # noqa: F401  registers the recurring job
        from portal.core.datetime_loading import use_moment_loader

        connection_created.connect(use_moment_loader, dispatch_uid="moments")
