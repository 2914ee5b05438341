from mentorship.core import rooms


class OrdersConfig(rooms.Room):
    name = "mentorship.orders"
    label = "orders"
    verbose_name = "Приказы"
