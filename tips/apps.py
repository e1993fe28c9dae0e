from django.apps import AppConfig


class TipsConfig(AppConfig):
    name = "tips"
    verbose_name = "Tin báo"

    def ready(self):
        from portal.accounts.handover import entrusts
        from portal.core.holidays import on_change
        from portal.core.indicators import register
        from portal.units.amendments.dependants import register_dependants
        from tips import deadline_recount, dependants, handover, indicators

        register(indicators.INDICATORS)
        register_dependants(*dependants.FOLLOWERS)
        entrusts(handover.TIPS)
        on_change(deadline_recount.recount)
