from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "portal.signin"
    verbose_name = "Đăng nhập"

    def ready(self):
        # Listens to every sign-in; registers what is done each night.
        from portal.signin import entrance, tasks  # noqa: F401
