from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "mentorship.orders"
    label = "orders"
    verbose_name = "Приказы"

    def ready(self):
        from mentorship.orders import revocation, worded  # noqa: F401  (registers its order kind)

        worded.register_worded()
