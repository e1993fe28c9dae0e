"""Django app of the steering committee."""

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "portal.steering"
    verbose_name = "Ban Chỉ đạo"
