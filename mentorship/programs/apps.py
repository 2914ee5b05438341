from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "mentorship.programs"
    label = "programs"
    verbose_name = "Программы"

    def ready(self):
        from mentorship.pairs.services import ON_CLOSE
        from mentorship.programs import orders, papers, registers  # noqa: F401  (register their kinds and papers)
        from mentorship.programs.amendments import orders as amending, papers as agreement  # noqa: F401  (the same)
        from mentorship.programs.amendments.ends import close_open

        ON_CLOSE.append(close_open)
