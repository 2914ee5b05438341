from django.apps import AppConfig


class SafekeepingConfig(AppConfig):
    name = "mentorship.safekeeping"
    label = "safekeeping"
    verbose_name = "Сохранность"
