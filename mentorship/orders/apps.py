from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "mentorship.orders"
    label = "orders"
    verbose_name = "Приказы"

    def ready(self):
        from mentorship.orders import papers, registers
        from mentorship.orders.kinds import release, revocation, worded  # noqa: F401  (registers its order kind)

        papers.register_papers()
        worded.register_worded()
        registers.register_registers()
