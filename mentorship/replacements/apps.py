from django.apps import AppConfig


class ReplacementsConfig(AppConfig):
    name = "mentorship.replacements"
    label = "replacements"
    verbose_name = "Замены наставников"
