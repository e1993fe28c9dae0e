from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = "Nhóm Zalo"

    def ready(self):
        from groups import followers, handover, indicators
        from portal.accounts.handover import entrusts
        from portal.core.indicators import register
        from portal.hierarchy.acts.followers import follows

        register(indicators.INDICATORS)
        follows(*followers.FOLLOWERS)
        entrusts(handover.GROUPS)
