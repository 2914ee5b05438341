from django.apps import AppConfig


class PairsConfig(AppConfig):
    name = "mentorship.pairs"
    label = "pairs"
    verbose_name = "Пары и группы"

    def ready(self):
        from mentorship.pairs import orders, papers, registers  # noqa: F401  (registers its order kinds)

        papers.register_papers()
        registers.register_registers()
