from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "portal.signin"
    verbose_name = "Đăng nhập"

    def ready(self):
        # Listens to every sign-in; registers what is done each night.
        from portal.accounts.panels import Panel, register
        from portal.signin import person_views, receivers, tasks  # noqa: F401
        from portal.signin.cards import views as cards

        register(Panel("signin/_card.html", cards.panel))
        register(Panel("signin/_person.html", person_views.panel))
