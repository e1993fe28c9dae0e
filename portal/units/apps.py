from django.apps import AppConfig


class HierarchyConfig(AppConfig):
    name = "portal.units"
    verbose_name = "Địa bàn"
