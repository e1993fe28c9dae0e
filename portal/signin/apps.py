"""Django app of signing in."""

from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "portal.signin"
    verbose_name = "Đăng nhập"

    def ready(self) -> None:
        from portal.signin import receivers  # noqa: F401  listens to every sign-in
