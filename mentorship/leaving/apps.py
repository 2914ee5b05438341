from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "mentorship.leaving"
    label = "leaving"
    verbose_name = "Увольнения, переводы, отсутствия"
