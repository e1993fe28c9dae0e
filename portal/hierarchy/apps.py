from django.apps import AppConfig


class HierarchyConfig(AppConfig):
    name = "portal.hierarchy"
    verbose_name = "Địa bàn"
