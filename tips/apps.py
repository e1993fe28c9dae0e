from django.apps import AppConfig


class TipsConfig(AppConfig):
    name = "tips"
    verbose_name = "Tin báo"

    def ready(self):
        from portal.core.indicators import register
        from tips import indicators

        register(indicators.INDICATORS)
