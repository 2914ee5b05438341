from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "mentorship.desk"
    label = "desk"
    verbose_name = "Сегодня"
