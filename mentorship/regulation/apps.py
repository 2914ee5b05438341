from django.apps import AppConfig


class RegulationConfig(AppConfig):
    name = "mentorship.regulation"
    label = "regulation"
    verbose_name = "Положение"

    def ready(self) -> None:
        from mentorship.regulation import place

        place.install()
