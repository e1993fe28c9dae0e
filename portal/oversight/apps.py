"""Django app of the audit screens."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "portal.oversight"
    verbose_name = "Giám sát"
