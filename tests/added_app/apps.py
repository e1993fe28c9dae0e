from django.apps import AppConfig


class AddedAppConfig(AppConfig):
    name = "tests.added_app"
    verbose_name = "Tiếp công dân"
