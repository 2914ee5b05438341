from django.apps import AppConfig


class PairsConfig(AppConfig):
    name = "mentorship.pairs"
    label = "pairs"
    verbose_name = "Пары и группы"

    def ready(self):
        from mentorship.pairs import orders, papers, registers

        papers.register_papers()
        orders.register_about_pairs()
        registers.register_registers()
