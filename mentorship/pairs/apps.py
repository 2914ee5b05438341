from django.apps import AppConfig


class PairsConfig(AppConfig):
    name = "mentorship.pairs"
    label = "pairs"
    verbose_name = "Пары и группы"

    def ready(self):
        from mentorship.pairs import papers, registers

        papers.register_papers()
        registers.register_registers()
