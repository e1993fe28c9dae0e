from django.apps import AppConfig


class TipsConfig(AppConfig):
    name = "tips"
    verbose_name = "Tin báo"

    def ready(self):
        from portal.accounts.handover import entrusts
        from portal.core.days_off import on_change
        from portal.core.indicators import register
        from portal.hierarchy.acts.followers import follows
        from tips import followers, handover, indicators, recounting

        register(indicators.INDICATORS)
        follows(*followers.FOLLOWERS)
        entrusts(handover.TIPS)
        on_change(recounting.recount)
