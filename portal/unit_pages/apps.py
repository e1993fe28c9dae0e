"""Django app of the screens of units."""

from django.apps import AppConfig


class UnitPagesConfig(AppConfig):
    name = "portal.unit_pages"
    verbose_name = "Địa bàn"
