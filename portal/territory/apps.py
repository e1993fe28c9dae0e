from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "portal.territory"
    verbose_name = "Địa bàn"

    def ready(self):
        from portal.territory import tasks  # noqa: F401  registers the jobs' handlers
