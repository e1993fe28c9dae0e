from django.apps import AppConfig


class PropagandaConfig(AppConfig):
    name = "propaganda"
    verbose_name = "Bài tuyên truyền"

    def ready(self):
        from portal.accounts.handover import entrusts
        from portal.core.indicators import register
        from propaganda import handover, indicators

        register(indicators.INDICATORS)
        entrusts(handover.POSTS)
