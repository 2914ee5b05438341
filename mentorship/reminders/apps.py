from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "mentorship.reminders"
    label = "reminders"
    verbose_name = "Напоминания"
