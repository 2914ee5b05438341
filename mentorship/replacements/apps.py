from django.apps import AppConfig


class ReplacementsConfig(AppConfig):
    name = "mentorship.replacements"
    label = "replacements"
    verbose_name = "Замены наставников"

    def ready(self):
        from mentorship.replacements import orders  # noqa: F401  (registers its order kind)
