from django.apps import AppConfig


class PropagandaConfig(AppConfig):
    name = "propaganda"
    verbose_name = "Bài tuyên truyền"

    def ready(self):
        from portal.core.indicators import register
        from propaganda import indicators

        register(indicators.INDICATORS)
