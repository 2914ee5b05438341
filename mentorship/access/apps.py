from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "mentorship.access"
    label = "access"
    verbose_name = "Доступ"
