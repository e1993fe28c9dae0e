"""Django app of the first pages and overviews."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "portal.dashboards"
    verbose_name = "Tổng quan"
