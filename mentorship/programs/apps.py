from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "mentorship.programs"
    label = "programs"
    verbose_name = "Программы"

    def ready(self):
        from mentorship.pairs.services import ON_CLOSE
        from mentorship.programs import (  # noqa: F401  (register their kinds and papers)
            amending_orders,
            amending_papers,
            orders,
            papers,
            registers,
        )
        from mentorship.programs.amending_ends import close_open

        ON_CLOSE.append(close_open)
