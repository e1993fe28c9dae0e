from django.apps import AppConfig


class TipsConfig(AppConfig):
    name = "tips"
    verbose_name = "Tin báo"

    def ready(self):
        from portal.core.indicators import register
        from portal.hierarchy.acts.followers import follows
        from tips import followers, indicators

        register(indicators.INDICATORS)
        follows(*followers.FOLLOWERS)
