from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "mentorship.reports"
    label = "reports"
    verbose_name = "Отчёты"

    def ready(self):
        from mentorship.reports import papers, summaries  # noqa: F401  (register their papers)
