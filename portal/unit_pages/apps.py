from django.apps import AppConfig


class UnitPagesConfig(AppConfig):
    name = "portal.unit_pages"
    verbose_name = "Địa bàn"

    def ready(self):
        from portal.unit_pages import tasks  # noqa: F401  registers the jobs' handlers
