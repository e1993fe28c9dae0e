"""Django app of posts."""

from django.apps import AppConfig


class PropagandaConfig(AppConfig):
    name = "propaganda"
    verbose_name = "Bài tuyên truyền"
