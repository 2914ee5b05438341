from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "mentorship.archive"
    label = "archive"
    verbose_name = "Бумаги и дела"
