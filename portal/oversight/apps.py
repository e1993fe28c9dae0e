from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "portal.oversight"
    verbose_name = "Giám sát"

    def ready(self):
        from portal.core import audit
        from portal.oversight.desks import place

        audit.desks(place)
