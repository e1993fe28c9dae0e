"""Django app of the global search."""

from django.apps import AppConfig


class GlobalSearchConfig(AppConfig):
    name = "portal.global_search"
    verbose_name = "Tìm kiếm"
