from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "mentorship.programs"
    label = "programs"
    verbose_name = "Программы"

    def ready(self):
        from mentorship.programs import (  # noqa: F401  (register their kinds and papers)
            amending_orders,
            amending_papers,
            orders,
            papers,
            registers,
        )
