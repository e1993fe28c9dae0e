from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = "Nhóm Zalo"

    def ready(self):
        from groups import followers, indicators
        from portal.core.indicators import register
        from portal.hierarchy.acts.followers import follows

        register(indicators.INDICATORS)
        follows(*followers.FOLLOWERS)
