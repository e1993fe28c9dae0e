from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "portal.signin"
    verbose_name = "Đăng nhập"
