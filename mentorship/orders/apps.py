from mentorship.core.rooms import Room


class OrdersConfig(Room):
    name = "mentorship.orders"
    label = "orders"
    verbose_name = "Приказы"
