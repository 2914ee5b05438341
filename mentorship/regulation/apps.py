from django.apps import AppConfig


class RegulationConfig(AppConfig):
    name = "mentorship.regulation"
    label = "regulation"
    verbose_name = "Положение"
