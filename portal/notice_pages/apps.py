"""Django app of the screens of notices."""

from django.apps import AppConfig


class NoticePagesConfig(AppConfig):
    name = "portal.notice_pages"
    verbose_name = "Trang thông báo"
