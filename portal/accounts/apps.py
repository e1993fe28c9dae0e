from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = "Người dùng"

    def ready(self):
        from portal.accounts import dependants
        from portal.units.amendments.dependants import register_dependants, register_succession

        register_dependants(dependants.PEOPLE)
        register_succession(dependants.HEIR)
