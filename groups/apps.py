from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = "Nhóm Zalo"

    def ready(self):
        from groups import indicators
        from portal.core.indicators import register

        register(indicators.INDICATORS)
