from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "mentorship.journal"
    label = "journal"
    verbose_name = "Журнал встреч"
