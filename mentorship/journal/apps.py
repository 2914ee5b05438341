from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "mentorship.journal"
    label = "journal"
    verbose_name = "Журнал встреч"

    def ready(self):
        from mentorship.journal import papers  # noqa: F401  (registers D33)
