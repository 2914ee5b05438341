from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "mentorship.programs"
    label = "programs"
    verbose_name = "Программы"

    def ready(self):
        from mentorship.programs import orders, papers, registers  # noqa: F401  (register their kinds and papers)
