from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Báo cáo"

    def ready(self):
        from portal.accounts.handover import entrusts
        from portal.hierarchy.acts.followers import follows
        from reports import followers, handover, tasks  # noqa: F401  tasks registers the jobs' handlers

        follows(*followers.FOLLOWERS)
        entrusts(handover.REPORTS)
