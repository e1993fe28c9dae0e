from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = "Nhóm Zalo"

    def ready(self):
        from groups import dependants, handover, indicators
        from portal.accounts.handover import entrusts
        from portal.core.indicators import register
        from portal.units.amendments.dependants import register_dependants

        register(indicators.INDICATORS)
        register_dependants(*dependants.FOLLOWERS)
        entrusts(handover.GROUPS)
