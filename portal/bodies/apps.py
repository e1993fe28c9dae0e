"""Django app of bodies."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "portal.bodies"
    verbose_name = "Cơ quan, tổ chức"
