from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "mentorship.orders"
    label = "orders"
    verbose_name = "Приказы"

    def ready(self):
        from mentorship.orders import revocation  # noqa: F401  (registers its order kind)
