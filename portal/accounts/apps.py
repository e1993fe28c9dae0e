from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = "Người dùng"

    def ready(self):
        from portal.accounts import succession
        from portal.hierarchy.acts.followers import follows, inherits

        follows(succession.PEOPLE)
        inherits(succession.HEIR)
