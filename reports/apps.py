from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Báo cáo"

    def ready(self):
        from portal.accounts.handover import entrusts
        from portal.units.amendments.dependants import register_dependants
        from reports import dependants, handover, tasks  # noqa: F401  tasks registers the jobs' handlers

        register_dependants(*dependants.FOLLOWERS)
        entrusts(handover.REPORTS)
