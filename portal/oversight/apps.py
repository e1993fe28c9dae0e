from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "portal.oversight"
    verbose_name = "Giám sát"

    def ready(self):
        from portal.core import audit
        from portal.oversight.custody import custody_of

        audit.set_custody(custody_of)
