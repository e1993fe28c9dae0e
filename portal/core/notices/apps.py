"""Django app of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "portal.core.notices"
    verbose_name = "Thông báo"
