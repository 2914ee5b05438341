from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "mentorship.reports"
    label = "reports"
    verbose_name = "Отчёты"

    def ready(self):
        from mentorship.reports import papers  # noqa: F401  (registers its papers)
        from mentorship.reports.analytics import summaries  # noqa: F401  (registers its papers)
