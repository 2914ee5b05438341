from django.apps import AppConfig


class SetupConfig(AppConfig):
    name = "mentorship.setup"
    label = "setup"
    verbose_name = "Первый запуск"
