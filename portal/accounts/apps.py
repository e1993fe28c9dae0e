"""Django app of people, roles and assignments."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = "Người dùng"
