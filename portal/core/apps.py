"""Django app of the base; reads the manifests when all models are loaded."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"
    verbose_name = "Nền tảng"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from portal.core import checks, manifests  # noqa: F401  registers the checks
        from portal.core.datetime_loading import use_moment_loader

        connection_created.connect(use_moment_loader, dispatch_uid="moments")
        # A manifest that cannot be read stops the start, not a request.
        manifests.installed()
